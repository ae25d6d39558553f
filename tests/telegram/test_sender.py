"""Parts go out over HTTP as the house style has them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BufferedInputFile

from bot.domain.channel import LinkPreview
from bot.domain.outcome import Sent
from bot.domain.post import Options, Part
from bot.domain.release import Media
from bot.domain.text import FormattedText
from bot.sandbox import Sandbox
from bot.telegram.sender import TelegramSender
from tests.sandbox.helpers import CHANNEL, PNG, TOKEN, Clock, fill

TEXT = FormattedText("Мост открыт: https://b.ru/")


class Channel:
    """A channel, and a sender that posts to it."""

    def __init__(self, sandbox: Sandbox, bot: Bot) -> None:
        self.world: Any = sandbox.world
        self.bot = bot

    async def photo(self) -> Media:
        """A photo that Telegram holds already."""
        message = await self.bot.send_photo(CHANNEL, BufferedInputFile(PNG, "a.png"))
        assert message.photo
        return Media("photo", message.photo[-1].file_id, message.photo[-1].file_unique_id)

    async def put(self, part: Part, options: Options) -> list[dict[str, Any]]:
        """The messages that a part became, as the channel has them."""
        outcome = await TelegramSender(self.bot).send(CHANNEL, part, options)
        assert isinstance(outcome, Sent), outcome
        kept = self.world.messages(CHANNEL)
        return [record for record in kept if record["message_id"] in outcome.message_ids]


@pytest.fixture
async def channel() -> AsyncIterator[Channel]:
    sandbox = Sandbox(clock=Clock())
    fill(sandbox.world)
    await sandbox.start()
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    async with Bot(TOKEN, session=session) as bot:
        yield Channel(sandbox, bot)
    await sandbox.stop()


PREVIEWS: list[tuple[LinkPreview, dict[str, Any] | None]] = [
    ("off", {"is_disabled": True}),
    ("below", None),
    ("above", {"show_above_text": True}),
]


@pytest.mark.parametrize(("wish", "shown"), PREVIEWS)
async def test_link_preview(
    channel: Channel, wish: LinkPreview, shown: dict[str, Any] | None
) -> None:
    (message,) = await channel.put(Part("text", TEXT), Options(link_preview=wish))
    assert message.get("link_preview_options") == shown


@pytest.mark.parametrize("above", [True, False])
async def test_caption_above(channel: Channel, above: bool) -> None:
    photo = await channel.photo()
    (message,) = await channel.put(Part("photo", TEXT, (photo,)), Options(caption_above=above))
    assert message.get("show_caption_above_media", False) is above
    album = await channel.put(Part("album", TEXT, (photo, photo)), Options(caption_above=above))
    assert [message.get("caption") for message in album] == [TEXT.text, None]
    assert album[0].get("show_caption_above_media", False) is above


async def test_a_document_has_its_text_below(channel: Channel) -> None:
    letter = await channel.bot.send_document(CHANNEL, BufferedInputFile(b"1", "a.txt"))
    assert letter.document
    file = Media("document", letter.document.file_id, letter.document.file_unique_id)
    (message,) = await channel.put(Part("document", TEXT, (file,)), Options(caption_above=True))
    assert message["caption"] == TEXT.text

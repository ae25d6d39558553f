"""Parts go out over HTTP as the house style has them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from aiogram.types import BufferedInputFile
from hypothesis import HealthCheck, given, settings

from bot.domain import limits
from bot.domain.channel import ELEMENTS, HouseStyle, LinkPreview
from bot.domain.keyboard import UrlButton, read_keyboard
from bot.domain.post import Options, Part, Post
from bot.domain.release import Media, Paragraph, Quote, Release, Table
from bot.domain.text import FormattedText
from bot.rendering import render, sample_release
from tests.rendering.drawing import RELEASES, STYLES
from tests.sandbox.helpers import CHANNEL
from tests.telegram.channel import Channel

TEXT = FormattedText("Мост открыт: https://b.ru/")


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


BUTTONS = (
    (UrlButton("Карта", "https://b.ru/map"), UrlButton("Запись", "https://b.ru/?a=1&b=2")),
    (UrlButton("Бот", "tg://resolve?domain=b"),),
)


async def test_buttons_stand_under_whatever_can_have_them(channel: Channel) -> None:
    photo = await channel.photo()
    post = render(sample_release((photo, photo)), HouseStyle(channel="@khabvesti"), BUTTONS)
    found = [
        message
        for delivery in post.deliveries()
        for message in await channel.put(delivery.part, buttons=delivery.buttons)
    ]
    assert ["photo" in message for message in found] == [True, True, False]
    assert [message.get("reply_markup") for message in found[:2]] == [None, None]
    rows = found[2]["reply_markup"]["inline_keyboard"]
    assert [[button["text"] for button in row] for row in rows] == [["Карта", "Запись"], ["Бот"]]
    assert rows[0][1]["url"] == "https://b.ru/?a=1&b=2"
    rich = render(sample_release((photo,)), RICH, BUTTONS).delivery(0)
    for part in (Part("photo", TEXT, (photo,)), rich.part):
        (message,) = await channel.put(part, buttons=BUTTONS)
        assert len(message["reply_markup"]["inline_keyboard"]) == 2


async def test_whatever_an_editor_may_write_as_an_address_is_taken(channel: Channel) -> None:
    said = (
        "b.ru; мост.рф; @khabvesti; Я — https://b.ru:8080/путь/?q=мост#да; tg://resolve?domain=b"
    )
    (message,) = await channel.put(Part("text", TEXT), buttons=read_keyboard(FormattedText(said)))
    assert len(message["reply_markup"]["inline_keyboard"][0]) == 5


async def test_a_protected_post(channel: Channel) -> None:
    photo = await channel.photo()
    for part in (Part("text", TEXT), Part("album", TEXT, (photo, photo))):
        for message in await channel.put(part, Options(protect=True)):
            assert message["has_protected_content"] is True


async def test_a_story_answers_the_one_that_it_continues(channel: Channel) -> None:
    photo = await channel.photo()
    (earlier,) = await channel.put(Part("text", TEXT))
    post = Post((Part("album", media=(photo, photo)), Part("text", TEXT)))
    answers = [post.delivery(number, earlier["message_id"]) for number in (0, 1)]
    album = await channel.put(answers[0].part, reply_to=answers[0].reply_to)
    assert album[0]["reply_to_message"]["message_id"] == earlier["message_id"]
    (text,) = await channel.put(answers[1].part, reply_to=answers[1].reply_to)
    assert "reply_to_message" not in text
    await channel.bot.delete_message(CHANNEL, earlier["message_id"])
    (late,) = await channel.put(Part("text", TEXT), reply_to=earlier["message_id"])
    assert "reply_to_message" not in late


RICH = HouseStyle(
    channel="@khabvesti",
    elements=ELEMENTS,
    emoji="🔹",
    tables="rich",
    long_text="rich",
    long_with_photo="rich",
)


async def test_a_rich_message_arrives_whole(channel: Channel) -> None:
    release = sample_release((await channel.photo(), await channel.photo()))
    (part,) = render(release, RICH).parts
    (message,) = await channel.put(part, Options(silent=True))
    blocks = message["rich_message"]["blocks"]
    assert [block["type"] for block in blocks] == [
        "heading", "paragraph", "collage", "paragraph", "blockquote", "paragraph", "list",
        "heading", "table", "paragraph", "paragraph", "paragraph", "paragraph", "footer",
    ]  # fmt: skip
    assert blocks[0]["text"] == "🔹 На набережной Приамурска зажгли новые фонари"
    assert [cell["text"] for cell in blocks[8]["cells"][1]] == ["Будни", "18:00", "23:00"]
    assert len(blocks[2]["blocks"]) == 2


@given(RELEASES, STYLES)
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_telegram_takes_any_rich_message(
    channel: Channel, release: Release, style: HouseStyle
) -> None:
    blocks = (*release.blocks, *sample_release().blocks)
    (part,) = render(replace(release, blocks=blocks), replace(style, tables="rich")).parts
    assert await channel.put(part)


def paragraphs(count: int, said: str) -> Release:
    """A release of so many equal paragraphs."""
    return Release(None, blocks=(Paragraph(FormattedText(said)),) * count)


ITEM = Paragraph(FormattedText("• мост через реку открыт"), tight=True, item=True)
EDGES = [
    pytest.param(paragraphs(limits.RICH_BLOCKS - 1, "Мост открыт."), id="blocks"),
    pytest.param(paragraphs(32, "а" * 1022), id="characters"),
    pytest.param(
        Release(None, blocks=(Table(((FormattedText("9:00"),) * 20,) * 400),)), id="a table"
    ),
    pytest.param(
        Release(None, blocks=(ITEM,) * 249), id="a list"
    ),
    pytest.param(
        Release(None, blocks=(Quote(FormattedText("Мост открыт. " * 2000), marked=False),)),
        id="a quotation",
    ),
]  # fmt: skip


@pytest.mark.parametrize("release", EDGES)
async def test_what_we_think_fits_is_taken(channel: Channel, release: Release) -> None:
    long = replace(RICH, long_text="rich", footer="Мы")
    (part,) = render(release, long).parts
    assert part.kind == "rich"
    assert await channel.put(part)

"""/latest: what was published, as it looks in the channel."""

from __future__ import annotations

import logging

from aiogram import Bot, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Command, CommandObject
from aiogram.types import InlineKeyboardMarkup, LinkPreviewOptions, Message
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.chat.keyboards import markup
from bot.chat.keyboards.building import MAX_LABEL
from bot.chat.texts import short
from bot.domain.errors import InputError
from bot.services.archive import Archive, Published
from bot.services.ports import Sender

log = logging.getLogger(__name__)

router = Router(name=__name__)

USUAL = 3
MOST = 10


@router.message(Command("latest"))
async def latest(
    message: Message, command: CommandObject, archive: Archive, sender: Sender, bot: Bot
) -> None:
    """The newest posts, the newest last, and the way to each in the channel."""
    count = count_of(command.args)
    found = await archive.latest(count)
    if not found:
        await message.answer(_("Nothing was published yet. Come back soon."))
        return
    for published in found:
        if published.row is None:
            await _copy(published, message.chat.id, bot)
            continue
        for delivery in published.row.post.with_options(silent=True).deliveries():
            await sender.send(message.chat.id, delivery)
    text = ngettext("{n} latest post", "{n} latest posts", len(found)).format(n=len(found))
    await message.answer(
        text,
        reply_markup=_links(found),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )


async def _copy(published: Published, chat_id: int, bot: Bot) -> None:
    """A post by hand as it stands there; where Telegram refuses, the link below is the way."""
    numbers = list(published.numbers)
    try:
        await bot.copy_messages(
            chat_id, published.channel.chat_id, numbers, disable_notification=True
        )
    except TelegramAPIError as error:
        log.info("message %d can't be copied: %s", numbers[0], error.message)


def count_of(argument: str | None) -> int:
    """How many posts were asked for. Raises InputError for anything but 1 to 10."""
    words = (argument or "").strip()
    if not words:
        return USUAL
    if not (words.isascii() and words.isdigit() and len(words) <= 3 and 1 <= int(words) <= MOST):
        raise InputError("Say how many, from 1 to {most}: /latest 5", most=MOST)
    return int(words)


def _links(found: list[Published]) -> InlineKeyboardMarkup | None:
    keyboard = InlineKeyboardBuilder()
    for published in reversed(found):
        if published.link:
            title = short(published.text, MAX_LABEL) or _("Open in the channel")
            keyboard.button(text=title, url=published.link)
    return markup(keyboard.adjust(1)) if any(each.link for each in found) else None

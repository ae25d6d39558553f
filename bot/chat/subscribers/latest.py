"""/latest: what was published, as it looks in the channel."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import InlineKeyboardMarkup, LinkPreviewOptions, Message
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.chat.keyboards import markup
from bot.domain.errors import InputError
from bot.services.archive import Archive
from bot.services.ports import Sender
from bot.services.views import PostView

router = Router(name=__name__)

USUAL = 3
MOST = 10


@router.message(Command("latest"))
async def latest(
    message: Message, command: CommandObject, archive: Archive, sender: Sender
) -> None:
    """The newest posts, the newest last, and the way to each in the channel."""
    count = count_of(command.args)
    views = await archive.latest(count)
    if not views:
        await message.answer(_("Nothing was published yet. Come back soon."))
        return
    for view in views:
        for delivery in view.row.post.with_options(silent=True).deliveries():
            await sender.send(message.chat.id, delivery)
    text = ngettext("{n} latest post", "{n} latest posts", len(views)).format(n=len(views))
    await message.answer(
        text,
        reply_markup=_links(views),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )


def count_of(argument: str | None) -> int:
    """How many posts were asked for. Raises InputError for anything but 1 to 10."""
    words = (argument or "").strip()
    if not words:
        return USUAL
    if not (words.isascii() and words.isdigit() and len(words) <= 3 and 1 <= int(words) <= MOST):
        raise InputError("Say how many, from 1 to {most}: /latest 5", most=MOST)
    return int(words)


def _links(views: list[PostView]) -> InlineKeyboardMarkup | None:
    keyboard = InlineKeyboardBuilder()
    for view in reversed(views):
        if view.links:
            keyboard.button(text=view.row.title or _("Open in the channel"), url=view.links[0])
    return markup(keyboard.adjust(1)) if any(view.links for view in views) else None

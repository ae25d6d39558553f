"""/latest: what was published, as it looks in the channel."""

from __future__ import annotations

import logging

from aiogram import Bot, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, LinkPreviewOptions, Message
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat.keyboards import found as keyboards
from bot.chat.keyboards.found import without_turns
from bot.chat.moments import date_text
from bot.chat.places import Spot, place_of
from bot.chat.presses import Toast
from bot.chat.reader_callbacks import LatestButton
from bot.domain.desk import Place
from bot.domain.errors import InputError
from bot.services.archive import Archive, Latest, Published
from bot.services.ports import Clock, Sender

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
    page = await archive.latest(count)
    if not page.found:
        await message.answer(_("Nothing was published yet. Come back soon."))
        return
    place = place_of(message)
    await _copies(page, place, sender, bot)
    text = ngettext("{n} latest post", "{n} latest posts", len(page.found))
    await _links(text.format(n=len(page.found)), page, count, place, bot)


@router.callback_query(LatestButton.filter())
async def turn(
    query: CallbackQuery,
    callback_data: LatestButton,
    spot: Spot,
    toast: Toast,
    archive: Archive,
    sender: Sender,
    bot: Bot,
    clock: Clock,
) -> None:
    """Earlier or later posts, below; the buttons go there with them, so that a second press is
    harmless.
    """
    number, count = callback_data.message, min(max(1, callback_data.count), MOST)
    way = {"before": number} if callback_data.way < 0 else {"after": number}
    page = await archive.latest(count, **way)
    if not page.found:
        toast.text = _("There are no others.")
        return
    if not isinstance(query.message, Message) or not await _taken(query.message, spot, bot):
        return
    await _copies(page, spot.place, sender, bot)
    await _links(_days(page, clock), page, count, spot.place, bot)


async def _taken(message: Message, spot: Spot, bot: Bot) -> bool:
    """Takes the turns away from under the posts; whether they were there."""
    try:
        await bot.edit_message_reply_markup(
            chat_id=spot.place.chat_id,
            message_id=spot.message_id,
            reply_markup=without_turns(message.reply_markup),
        )
    except TelegramAPIError as error:
        if "message is not modified" in error.message:
            return False
        log.info("the buttons of %d stay: %s", spot.message_id, error.message)
    return True


async def _copies(page: Latest, place: Place, sender: Sender, bot: Bot) -> None:
    for published in page.found:
        if published.row is None:
            await _copy(published, place, bot)
            continue
        for delivery in published.row.post.with_options(silent=True).deliveries():
            await sender.send(place.chat_id, delivery)


async def _links(text: str, page: Latest, count: int, place: Place, bot: Bot) -> None:
    await bot.send_message(
        place.chat_id,
        text,
        message_thread_id=place.thread_id,
        reply_markup=keyboards.latest(page, count),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )


def _days(page: Latest, clock: Clock) -> str:
    """«3 поста: 20 октября – 22 октября»."""
    zone = page.channel.zone
    today = clock.now().astimezone(zone).date()
    days = [date_text(each.at.astimezone(zone).date(), today) for each in page.found]
    when = " – ".join(dict.fromkeys((days[0], days[-1])))
    count = ngettext("{n} post", "{n} posts", len(page.found)).format(n=len(page.found))
    return f"{count}: {when}"


async def _copy(published: Published, place: Place, bot: Bot) -> None:
    """A post by hand as it stands there; where Telegram refuses, the link below is the way."""
    numbers = list(published.numbers)
    try:
        await bot.copy_messages(
            place.chat_id,
            published.channel.chat_id,
            numbers,
            place.thread_id,
            disable_notification=True,
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

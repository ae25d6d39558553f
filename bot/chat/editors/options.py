"""«Параметры»: how one post is sent, and what becomes of it once it is out."""

from __future__ import annotations

from datetime import timedelta

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import gettext as _

from bot.chat.asking import Anew, Ask, Asked, Question, said
from bot.chat.callbacks import PeriodButton, PostButton
from bot.chat.keyboards.options import FOR_EVER, OFF
from bot.chat.pressing import Menu, Pressed
from bot.domain.channel import Pin
from bot.domain.errors import StateError
from bot.domain.people import Person
from bot.services.drafts import Drafts
from bot.services.looks import LONGEST, Looks
from bot.telegram.entities import from_telegram

router = Router(name=__name__)

LONGEST_PHRASE = 100  # a longer answer is the next release

EXPIRY = Question("expire_in")
COMMENT = Question("comment")


@router.callback_query(PostButton.filter(F.act.in_({"silent", "protect"})))
async def unseen(_query: CallbackQuery, pressed: Pressed, looks: Looks) -> Menu | None:
    """What the preview does not show."""
    match pressed.act:
        case "silent" | "protect" as option:
            await looks.switch(pressed.number, pressed.version, option, pressed.actor_id)
            return Menu("options")
    return None


@router.callback_query(PostButton.filter(F.act.in_({"link_preview", "caption_above", "rich"})))
async def seen(_query: CallbackQuery, pressed: Pressed, looks: Looks) -> Anew | None:
    """What changes the look of the post."""
    match pressed.act:
        case "link_preview" | "caption_above" | "rich" as option:
            await looks.switch(pressed.number, pressed.version, option, pressed.actor_id)
            return Anew()
    return None


@router.callback_query(PeriodButton.filter(F.act == "pin"))
async def pin(
    _query: CallbackQuery, callback_data: PeriodButton, pressed: Pressed, looks: Looks
) -> Menu:
    """Pinned for a time, for ever, or not."""
    length = _length(callback_data.seconds)
    wanted = None if callback_data.seconds == OFF else Pin(length)
    await looks.pin(pressed.number, pressed.version, wanted, pressed.actor_id)
    return Menu("options")


@router.callback_query(PeriodButton.filter(F.act == "expire"))
async def expire(
    _query: CallbackQuery, callback_data: PeriodButton, pressed: Pressed, looks: Looks
) -> Menu:
    """Deleted by itself after a time, or not."""
    if callback_data.seconds == FOR_EVER:
        raise StateError("This button no longer works.")
    length = _length(callback_data.seconds)
    await looks.delete_after(pressed.number, pressed.version, length, pressed.actor_id)
    return Menu("options")


@router.callback_query(PostButton.filter(F.act == "expire_in"))
async def ask_expiry(_query: CallbackQuery, pressed: Pressed) -> Ask:
    """Asks after how long."""
    text = _(
        "After how long shall № {number} be deleted from the channel? For example: «in 3 days», "
        "«in 12 hours». «-» for never."
    )
    return Ask(EXPIRY, text.format(number=pressed.number))


@router.message(EXPIRY, F.text.len() <= LONGEST_PHRASE)
async def take_expiry(
    message: Message, asked: Asked, person: Person, drafts: Drafts, looks: Looks
) -> Anew:
    """Understands how long; a phrase that is none leaves the question open."""
    view, phrase = await drafts.view(asked.post), said(message)
    length = looks.period(phrase, view.channel) if phrase else None
    await looks.delete_after(asked.post, None, length, person.user_id)
    return Anew()


@router.callback_query(PostButton.filter(F.act == "comment"))
async def ask_comment(_query: CallbackQuery, pressed: Pressed, looks: Looks) -> Ask:
    """Asks for the first comment, where there can be one."""
    await looks.require_discussion(pressed.view.channel)
    text = _("Send the comment that stands under № {number}, or «-» for none.")
    comment = pressed.view.row.post.options.comment
    now = "\n" + _("Now: {text}").format(text=comment.text) if comment else ""
    return Ask(COMMENT, text.format(number=pressed.number) + now)


@router.message(COMMENT, F.text)
async def take_comment(message: Message, asked: Asked, person: Person, looks: Looks) -> Anew:
    """Takes the comment with its formatting."""
    text = from_telegram(message.text, message.entities) if said(message) else None
    await looks.comment(asked.post, text, person.user_id)
    return Anew()


def _length(seconds: int) -> timedelta | None:
    """What a button says. Raises StateError for a forged one."""
    if seconds in (OFF, FOR_EVER):
        return None
    if not 0 < seconds <= LONGEST.total_seconds():
        raise StateError("This button no longer works.")
    return timedelta(seconds=seconds)

"""A post's time by buttons: a month, then hours, then minutes, in one message."""

from __future__ import annotations

from datetime import date, datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat import keyboards, texts
from bot.chat.callbacks import PickButton, PostButton
from bot.chat.cards import Cards
from bot.chat.editors.consents import Wanted, go
from bot.chat.moments import day_text
from bot.chat.presses import Toast
from bot.chat.pressing import Instead, Pressed, Result
from bot.domain.errors import StateError
from bot.services.calendars import Calendars
from bot.services.drafts import Drafts
from bot.services.moving import Moving
from bot.services.scheduling import Scheduling
from bot.services.views import PostView

router = Router(name=__name__)

LAST_DAY = date.max.toordinal() - 400


@router.callback_query(PostButton.filter(F.act.in_({"calendar", "to_day"})))
async def open_calendar(_query: CallbackQuery, pressed: Pressed, calendars: Calendars) -> Instead:
    """This month, in the place of the card."""
    today = calendars.clock.now().astimezone(pressed.view.channel.zone).date()
    return await _month(pressed.view, pressed.act, today, calendars)


@router.callback_query(PickButton.filter(), flags={"browsing": True})
async def step(
    _query: CallbackQuery,
    callback_data: PickButton,
    pressed: Pressed,
    toast: Toast,
    cards: Cards,
    drafts: Drafts,
    calendars: Calendars,
    moving: Moving,
    scheduling: Scheduling,
) -> Result:
    """Another month, the hours of a day, the minutes of an hour; or the day of a move."""
    view, name = pressed.view, pressed.act
    if callback_data.step == "x":
        toast.text = _("Choose another one: this is past, or empty.")
        return None
    if callback_data.step == "n":
        ordinal, hour = divmod(callback_data.at, 24)
        day = _day(ordinal)
        rows = await calendars.minutes(view.channel.id, day, hour)
        text = _clock_text(view, day, _("Which minute?"), calendars.clock.now())
        notes = texts.clock_notes(rows)
        shown = keyboards.minutes(view, name, day, rows)
        return Instead(Text("\n".join([text, *notes])), _markup(view, name, shown))
    day = _day(callback_data.at)
    if callback_data.step == "m":
        return await _month(view, name, day, calendars)
    if name == "to_day":
        wanted = Wanted("to_day", pressed.number, pressed.version, day.toordinal())
        return await go(wanted, pressed, toast, cards, drafts, scheduling)
    rows = await calendars.hours(view.channel.id, day)
    text = _clock_text(view, day, _("At which hour?"), calendars.clock.now())
    return Instead(Text(text), _markup(view, name, keyboards.hours(view, name, day, rows)))


async def _month(view: PostView, name: str, day: date, calendars: Calendars) -> Instead:
    grid = await calendars.month(view.channel.id, day)
    text = texts.when_question(view, calendars.clock.now(), phrase=name == "time")
    return Instead(Text(text), _markup(view, name, keyboards.month(view, name, grid)))


def _markup(view: PostView, name: str, rows: list[keyboards.Row]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[*rows, keyboards.way_out(view, name)])


def _clock_text(view: PostView, day: date, question: str, now: datetime) -> str:
    today = now.astimezone(view.channel.zone).date()
    return f"№ {view.row.id} · {day_text(day, today)}\n{question}\n{texts.legend()}"


def _day(ordinal: int) -> date:
    if not 400 < ordinal < LAST_DAY:
        raise StateError("This button no longer works.")
    return date.fromordinal(ordinal)

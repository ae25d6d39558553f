"""«Оповестить подписчиков»: a dry run, one press, and a message that shows how it goes."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import PostButton
from bot.chat.cards import Cards
from bot.chat.follow_callbacks import BroadcastButton
from bot.chat.keyboards import alerts as keyboards
from bot.chat.places import Spot, place_of
from bot.chat.pressing import Instead, Pressed
from bot.chat.texts import alerts as texts
from bot.domain.people import Person
from bot.services.alerts import Alerts, Whom
from bot.services.views import PostView

router = Router(name=__name__)
commands = Router(name=f"{__name__}.commands")

MOST_SHOWN = 5  # the most urgent


@commands.message(Command("broadcasts"))
async def show(message: Message, person: Person, alerts: Alerts, cards: Cards) -> None:
    """Everything that is being sent to readers, each in a message that keeps itself up to date."""
    found, place = await alerts.open(person), place_of(message)
    if not found:
        await message.answer(_("Nothing is being sent to the subscribers."))
    for row, how in found[:MOST_SHOWN]:
        shown = texts.progress(row.id, how), keyboards.progress(row.id, how)
        await alerts.shown(row.id, place, await cards.say(place, *shown))


@router.callback_query(PostButton.filter(F.act == "alert"))
async def ask(_query: CallbackQuery, pressed: Pressed, alerts: Alerts) -> Instead:
    """Says how many it would reach, and how long that takes."""
    estimate = await alerts.estimate(pressed.number)
    choices = keyboards.whom(pressed.view, pressed.person, estimate)
    return Instead(texts.question(estimate), choices)


@router.callback_query(PostButton.filter(F.act.in_({"alert_all", "alert_fit"})))
async def alert(_query: CallbackQuery, pressed: Pressed, alerts: Alerts, cards: Cards) -> PostView:
    """Has it sent; the progress stands in a message of its own."""
    whom: Whom = "all" if pressed.act == "alert_all" else "fit"
    number = await alerts.begin(pressed.number, whom, pressed.actor_id)
    _row, found = await alerts.look(number)
    shown = texts.progress(number, found), keyboards.progress(number, found)
    message_id = await cards.say(pressed.place, *shown)
    await alerts.shown(number, pressed.place, message_id)
    return pressed.view


@router.callback_query(BroadcastButton.filter())
async def steer(
    _query: CallbackQuery,
    callback_data: BroadcastButton,
    person: Person,
    spot: Spot,
    alerts: Alerts,
    cards: Cards,
) -> None:
    """Pause, go on, stop."""
    number = callback_data.number
    found = await alerts.steer(number, callback_data.act, person)
    await cards.rewrite(spot, texts.progress(number, found), keyboards.progress(number, found))

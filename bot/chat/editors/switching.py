"""The current channel of a person: switched by a press, in place, and remembered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.handler import CallableObject
from aiogram.types import CallbackQuery, InlineKeyboardMarkup
from aiogram.utils.formatting import Text

from bot.chat.callbacks import SwitchButton
from bot.chat.cards import Cards
from bot.chat.editors import channel, queue, style, team, timetable
from bot.chat.places import Spot
from bot.domain.errors import InputError, StateError
from bot.domain.people import Person, Right
from bot.services.channels import Channels

router = Router(name=__name__)

# Shows the view of a person's current channel, of what the handlers of a press are given; None
# where it has shown it already.
View = Callable[..., Awaitable[tuple[Text, InlineKeyboardMarkup | None] | None]]

VIEWS: dict[str, tuple[Right, View]] = {
    **{name: (Right.SEE, queue.view_of(name)) for name in queue.LISTS},
    "queue": (Right.SEE, timetable.view),
    "slots": (Right.SEE, channel.view),
    "settings": (Right.SEE, style.view),
    "editors": (Right.TEAM, team.view),
}


@router.callback_query(SwitchButton.filter())
async def switch(
    _query: CallbackQuery,
    callback_data: SwitchButton,
    spot: Spot,
    person: Person,
    cards: Cards,
    channels: Channels,
    **given: Any,
) -> None:
    """Shows the same of the other channel."""
    if callback_data.view not in VIEWS:
        raise StateError("This button no longer works.")
    right, view = VIEWS[callback_data.view]
    found = await channels.get(callback_data.channel)
    if not found.active or not person.may(right, found.id):
        raise InputError("There is no such channel any more. See /channels")
    person = await channels.make_current(person, found.id)
    shown = await CallableObject(view).call(
        **{**given, "spot": spot, "person": person, "cards": cards, "channels": channels}
    )
    if shown is not None:
        await cards.rewrite(spot, *shown)

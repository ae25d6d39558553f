"""Presses about a post: what comes before and after every act."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiogram import BaseMiddleware
from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardMarkup, TelegramObject
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat import holding
from bot.chat.asking import Anew, Ask, ask, close, show_anew
from bot.chat.callbacks import OnPost
from bot.chat.cards import Cards
from bot.chat.places import Spot
from bot.chat.presses import Toast
from bot.chat.rights import CHANGING, NEEDED, may
from bot.domain.desk import Place
from bot.domain.errors import BotError, InputError
from bot.domain.people import Person, Right
from bot.services.drafts import Drafts
from bot.services.leases import Leases, holder_of
from bot.services.views import PostView


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press: the post as it was found, the pressed message, the act, and who presses."""

    view: PostView
    spot: Spot
    act: str
    person: Person

    @property
    def number(self) -> int:
        """The number of the post."""
        return self.view.row.id

    @property
    def version(self) -> int:
        """The version that the button was drawn for, which was the post's a moment ago."""
        return self.view.row.version

    @property
    def edition(self) -> int:
        """The edition of the post's content that the presser has seen."""
        return self.view.row.edition

    @property
    def place(self) -> Place:
        """Where the pressed message stands."""
        return self.spot.place

    @property
    def actor_id(self) -> int:
        """Who does it, for the services."""
        return self.person.user_id


@dataclass(frozen=True, slots=True)
class Menu:
    """What a handler returns to show a menu of the card, with the post as it is now."""

    name: str


@dataclass(frozen=True, slots=True)
class Instead:
    """What a handler returns to put something else in the place of the pressed message."""

    text: Text
    keyboard: InlineKeyboardMarkup | None = None


# What a handler returns: a view refreshes the card, None means that nothing is left to do.
Result = PostView | Menu | Instead | Anew | Ask | None

# Brings the pressed message up to date where the act came too late; returns what is said of it.
Restore = Callable[[Cards, Spot, PostView, Person], Awaitable[str]]


async def restore_card(cards: Cards, spot: Spot, view: PostView, person: Person) -> str:
    """The pressed message is a card, or a question in the place of one."""
    await cards.refresh(spot, view, person)
    return _("This card was old. Now it shows the post as it is.")


class PostPresses(BaseMiddleware):
    """Puts `pressed` into the data of handlers of `OnPost` buttons, and does what they return.

    Where the post has changed since, or the act is refused, the pressed message is brought up to
    date; by the handler's flag `restore` where it is no card. An open question stays open only
    for a handler with the flag `browsing`, whose buttons hang below it.
    """

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Looks the post up, runs the handler and shows what became of it."""
        button = data.get("callback_data")
        if not isinstance(button, OnPost):
            return await handler(event, data)
        cards: Cards = data["cards"]
        drafts: Drafts = data["drafts"]
        state: FSMContext = data["state"]
        toast: Toast = data["toast"]
        restore: Restore = data["handler"].flags.get("restore", restore_card)
        if data.get("raw_state") and not data["handler"].flags.get("browsing"):
            await close(state)  # whoever presses something else has dropped the open question
        view = await drafts.view(button.post)
        pressed = Pressed(view, data["spot"], button.act, data["person"])
        if not pressed.person.may(Right.SEE, view.channel.id):
            raise InputError("There is no post № {number}.", number=view.row.id)
        if view.row.version != button.version:
            toast.text = await restore(cards, pressed.spot, view, pressed.person)
            return None
        if pressed.act not in NEEDED:
            toast.text = _("This button no longer works.")
            return None
        if not may(pressed.person, pressed.act, view):
            toast.text = _("You may not do this with № {number}.").format(number=pressed.number)
            toast.alert = True
            return None
        leases: Leases = data["leases"]
        changing, insists = pressed.act in CHANGING, data.get("insists", False)
        holder = holder_of(view.row, cards.clock.now())
        if changing and not insists and holder not in (None, pressed.actor_id):
            await cards.rewrite(pressed.spot, *holding.question(view, button.pack()))
            return None
        try:
            result: Result = await handler(event, {**data, "pressed": pressed})
        except BotError:
            view = await drafts.view(pressed.number)
            await restore(cards, pressed.spot, view, pressed.person)
            raise
        if changing and isinstance(result, Ask):
            await leases.take(pressed.number, pressed.actor_id)
        elif changing and holder is not None:
            await leases.end(pressed.number, holder, but=(pressed.place.chat_id,))
        await _show(result, pressed, cards, drafts, state)
        return None


async def _show(
    result: Result, pressed: Pressed, cards: Cards, drafts: Drafts, state: FSMContext
) -> None:
    place, person = pressed.place, pressed.person
    match result:
        case PostView():
            await cards.refresh_known(place, result, person, pressed.spot)
        case Menu(name=name):
            view = await drafts.view(pressed.number)
            await cards.refresh(pressed.spot, view, person, menu=name)
        case Instead(text=text, keyboard=keyboard):
            await cards.rewrite(pressed.spot, text, keyboard)
        case Anew():
            await show_anew(result, pressed.number, place, drafts)
        case Ask():
            await ask(result, place, person, cards, state, pressed.number, pressed.edition)

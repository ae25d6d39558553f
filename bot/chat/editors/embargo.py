"""Lifting an embargo: one asks with a reason, another one says yes."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import gettext as _

from bot.chat.asking import Ask, Asked, Question
from bot.chat.callbacks import PostButton
from bot.chat.cards import Cards
from bot.chat.places import place_of
from bot.chat.presses import Toast
from bot.chat.pressing import Pressed
from bot.domain.people import Person
from bot.services.embargoes import Embargoes
from bot.services.views import PostView

router = Router(name=__name__)

REASON = Question("lift", about_content=False)


@router.callback_query(PostButton.filter(F.act == "lift"))
async def ask_reason(_query: CallbackQuery, pressed: Pressed) -> Ask:
    """Asks why."""
    text = _("Why lift the embargo of № {number}? A second person will read it and decide.")
    return Ask(REASON, text.format(number=pressed.number))


@router.message(REASON, F.text)
async def take_reason(
    message: Message, asked: Asked, person: Person, cards: Cards, embargoes: Embargoes
) -> None:
    """Asks the others who may."""
    view = await embargoes.ask(asked.post, message.text or "", person.user_id)
    note = _("The others are asked: one of them has to agree.")
    await cards.answer(place_of(message), view, person, note)


@router.callback_query(PostButton.filter(F.act == "lift!"))
async def lift(
    _query: CallbackQuery, pressed: Pressed, toast: Toast, embargoes: Embargoes
) -> PostView:
    """The second person's yes."""
    view = await embargoes.lift(pressed.number, pressed.version, pressed.actor_id)
    toast.text = _("The embargo is lifted.")
    return view

"""Undoing: from the card right after an act, and /undo."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat import keyboards, texts
from bot.chat.callbacks import UndoButton
from bot.chat.cards import Cards
from bot.chat.places import Spot, place_of
from bot.chat.presses import Toast
from bot.chat.rights import may
from bot.domain.errors import InputError, StateError
from bot.domain.people import Person
from bot.services.drafts import Drafts
from bot.services.undoing import Done, Undoing
from bot.services.views import UNDO_OFFERED

commands = Router(name=f"{__name__}.commands")
router = Router(name=__name__)

# What the person would have to press for the same act; whoever may not any more can't undo it.
NEEDS = {"plan": "queue", "edit": "edit", "delete": "delete"}


@commands.message(Command("undo"))
async def show(message: Message, person: Person, cards: Cards, undoing: Undoing) -> None:
    """/undo: the last act of each kind, with a button each."""
    found = [done for done in await undoing.last(person.user_id) if _may_undo(person, done)]
    text = texts.undos(found, cards.clock.now())
    await cards.say(place_of(message), text, keyboards.undos(found))


@router.callback_query(UndoButton.filter())
async def undo(
    _query: CallbackQuery,
    callback_data: UndoButton,
    spot: Spot,
    person: Person,
    toast: Toast,
    cards: Cards,
    drafts: Drafts,
    undoing: Undoing,
) -> None:
    """Undoes it and shows the post; what came too late shows the post as it is."""
    chosen = (callback_data.kind, callback_data.post, callback_data.version)
    try:
        done = await undoing.find(person.user_id, *chosen)
        await _require(done, spot, person, cards)
        undone = await undoing.undo(person.user_id, *chosen)
    except StateError:
        await _refresh(spot, callback_data.post, person, cards, drafts)
        raise
    toast.text = _("Undone.")
    if undone.note:
        toast.text, toast.alert = _(undone.note), True
    if done.kind == "plan":
        await cards.refresh_known(spot.place, undone.view, person, spot)
        return
    await cards.rewrite(spot, Text(_("№ {number}: undone.").format(number=callback_data.post)))
    for number in (callback_data.post, *undone.revived):
        await drafts.show(number, spot.place)


def _may_undo(person: Person, done: Done) -> bool:
    return may(person, NEEDS.get(done.kind, ""), done.view)


async def _require(done: Done, spot: Spot, person: Person, cards: Cards) -> None:
    """Raises InputError for somebody who may not, StateError for a card of long ago."""
    view = done.view
    if not _may_undo(person, done):
        raise InputError("You may not do this with № {number}.", number=view.row.id)
    shown = await cards.known(view, spot.place)
    on_card = shown is not None and shown.card_id == spot.message_id
    if on_card and cards.clock.now() - done.at > UNDO_OFFERED:
        raise StateError("This card is old. What can still be undone is listed by /undo.")


async def _refresh(spot: Spot, number: int, person: Person, cards: Cards, drafts: Drafts) -> None:
    """The card below the preview, without the button that came too late."""
    try:
        view = await drafts.view(number)
    except InputError:
        return  # it is deleted
    if may(person, "card", view):
        await cards.refresh_known(spot.place, view, person)

"""Handing a post on to who may approve it, and their yes or no."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat import keyboards, texts
from bot.chat.asking import Ask, Asked, Question, listen
from bot.chat.callbacks import PostButton, ReasonButton
from bot.chat.cards import Cards
from bot.chat.editors.consents import Wanted, go
from bot.chat.places import Spot, place_of
from bot.chat.presses import Toast
from bot.chat.pressing import Instead, Pressed, Result, restore_card
from bot.chat.texts.standing import decided
from bot.domain.errors import StateError
from bot.domain.people import Person
from bot.services.approvals import Approvals
from bot.services.drafts import Drafts
from bot.services.scheduling import Scheduling
from bot.services.views import PostView

router = Router(name=__name__)

REASON = Question("reject", about_content=False)


async def restore(cards: Cards, spot: Spot, view: PostView, person: Person) -> str:
    """Says who was faster, where somebody was."""
    said = await restore_card(cards, spot, view, person)
    return decided(view) or said


@router.callback_query(PostButton.filter(F.act == "submit"))
async def submit(
    _query: CallbackQuery,
    pressed: Pressed,
    toast: Toast,
    cards: Cards,
    drafts: Drafts,
    scheduling: Scheduling,
) -> Result:
    """An author hands the post on: for the next free slot."""
    wanted = Wanted("submit", pressed.number, pressed.version)
    return await go(wanted, pressed, toast, cards, drafts, scheduling)


@router.callback_query(PostButton.filter(F.act == "approve"), flags={"restore": restore})
async def approve(
    _query: CallbackQuery,
    pressed: Pressed,
    toast: Toast,
    cards: Cards,
    drafts: Drafts,
    scheduling: Scheduling,
) -> Result:
    """Yes: what was wanted is done, or asked about first."""
    wanted = Wanted("approve", pressed.number, pressed.version)
    result = await go(wanted, pressed, toast, cards, drafts, scheduling)
    asked_for = pressed.view.row.wanted_at
    if isinstance(result, PostView) and asked_for and asked_for <= cards.clock.now():
        state = texts.state_line(result, cards.clock.now())
        toast.text = _("The time that was wanted has passed. {state}").format(state=state)
    return result


@router.callback_query(PostButton.filter(F.act == "reject"), flags={"restore": restore})
async def ask_reason(_query: CallbackQuery, pressed: Pressed, state: FSMContext) -> Instead:
    """No: for which reason? Whoever simply writes it is heard too."""
    text = _("Why does № {number} go back? Choose, or write it.").format(number=pressed.number)
    await listen(REASON, pressed.spot.message_id, state, pressed.number, pressed.edition)
    return Instead(Text(text), keyboards.reasons(pressed.view, ready()))


@router.callback_query(ReasonButton.filter(), flags={"restore": restore})
async def reject(
    _query: CallbackQuery,
    callback_data: ReasonButton,
    pressed: Pressed,
    toast: Toast,
    approvals: Approvals,
) -> PostView:
    """Gives the post back for a ready reason."""
    reason = ready().get(callback_data.reason)
    if reason is None:
        raise StateError("This button no longer works.")
    view = await approvals.reject(pressed.number, pressed.version, reason, pressed.actor_id)
    toast.text = _("№ {number} went back with the reason.").format(number=pressed.number)
    return view


@router.callback_query(PostButton.filter(F.act == "reject_own"), flags={"restore": restore})
async def ask_own_reason(_query: CallbackQuery, pressed: Pressed) -> Ask:
    """Asks for the reason in words."""
    text = _("Write why № {number} goes back: its author will read it.")
    return Ask(REASON, text.format(number=pressed.number))


@router.message(REASON, F.text)
async def take_reason(
    message: Message, asked: Asked, person: Person, cards: Cards, approvals: Approvals
) -> None:
    """Gives the post back for the reason that was written."""
    view = await approvals.reject(asked.post, None, message.text or "", person.user_id)
    await cards.answer(place_of(message), view, person)


@router.callback_query(PostButton.filter(F.act == "recall"))
async def recall(
    _query: CallbackQuery, pressed: Pressed, toast: Toast, approvals: Approvals
) -> PostView:
    """The author takes the post back to work on it."""
    view = await approvals.recall(pressed.number, pressed.version, pressed.actor_id)
    toast.text = _("Taken back. It is a draft again.")
    return view


def ready() -> dict[str, str]:
    """Reasons that are given often, by name."""
    return {
        "facts": _("Check the facts"),
        "source": _("Name the source"),
        "shorter": _("Make it shorter"),
        "headline": _("Another headline"),
        "later": _("Not the time for it"),
    }

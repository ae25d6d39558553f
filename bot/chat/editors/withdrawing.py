"""«Отозвать»: a reason, one question, and every message is deleted."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat import keyboards
from bot.chat.asking import Anew, Ask, Asked, Question, said
from bot.chat.callbacks import PostButton
from bot.chat.cards import Cards
from bot.chat.places import place_of
from bot.chat.pressing import Instead, Pressed
from bot.domain.errors import StateError
from bot.domain.people import Person
from bot.domain.post import Status
from bot.services.drafts import Drafts
from bot.services.withdrawing import Withdrawing

router = Router(name=__name__)

LONGEST = 300  # characters of a reason; a longer answer is the next release

REASON = Question("withdraw")
NOTE = Question("note")

KEPT = "withdraw"  # where the dialogue keeps the reason until the «Да»


@router.callback_query(PostButton.filter(F.act == "withdraw"))
async def ask_reason(_query: CallbackQuery, pressed: Pressed) -> Ask:
    """Asks why; the desk and the log will know."""
    if pressed.view.row.status is not Status.SENT:
        raise StateError("№ {number} is not in the channel.", number=pressed.number)
    text = _("Why is № {number} withdrawn? One sentence for the log, or «-».")
    return Ask(REASON, text.format(number=pressed.number))


@router.message(REASON, F.text.len() <= LONGEST)
async def take_reason(
    message: Message,
    asked: Asked,
    person: Person,
    state: FSMContext,
    cards: Cards,
    drafts: Drafts,
) -> None:
    """Keeps the reason and asks once more."""
    view = await drafts.view(asked.post)
    await state.update_data({KEPT: {"post": asked.post, "reason": said(message) or ""}})
    count = view.after.standing
    text = ngettext(
        "Withdraw № {number} «{title}»? {n} message will be deleted from {channel}, and every "
        "copy in other channels.",
        "Withdraw № {number} «{title}»? {n} messages will be deleted from {channel}, and every "
        "copy in other channels.",
        count,
    ).format(n=count, number=asked.post, title=view.row.title, channel=view.channel.title)
    keyboard = keyboards.confirm(view, "withdraw!", _("Yes, withdraw"))
    await cards.say(place_of(message), Text(text), keyboard)


@router.callback_query(PostButton.filter(F.act == "withdraw!"))
async def withdraw(
    _query: CallbackQuery,
    pressed: Pressed,
    state: FSMContext,
    withdrawing: Withdrawing,
    cards: Cards,
) -> Instead:
    """Has the post deleted in every channel."""
    kept = (await state.get_data()).get(KEPT, {})
    reason = kept.get("reason", "") if kept.get("post") == pressed.number else ""
    number = pressed.number
    view = await withdrawing.withdraw(number, pressed.version, reason, pressed.actor_id)
    await cards.refresh_known(pressed.place, view, pressed.person)
    return Instead(Text(_("№ {number} is being deleted from the channel.").format(number=number)))


@router.callback_query(PostButton.filter(F.act == "note"))
async def ask_note(_query: CallbackQuery, pressed: Pressed) -> Ask:
    """Asks what stands in the place of what Telegram does not delete."""
    text = _("What will readers see in the place of № {number}? «-»: «Новость отозвана.»")
    return Ask(NOTE, text.format(number=pressed.number))


@router.message(NOTE, F.text.len() <= LONGEST)
async def take_note(
    message: Message, asked: Asked, person: Person, cards: Cards, withdrawing: Withdrawing
) -> None:
    """Puts the note there."""
    view = await withdrawing.replace_text(asked.post, asked.edition, said(message), person.user_id)
    await cards.answer(place_of(message), view, person)


@router.callback_query(PostButton.filter(F.act == "republish"))
async def republish(_query: CallbackQuery, pressed: Pressed, withdrawing: Withdrawing) -> Anew:
    """A draft of what somebody deleted in the channel."""
    return Anew(await withdrawing.republish(pressed.number, pressed.version, pressed.actor_id))

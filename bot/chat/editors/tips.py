"""What the desk does with news that readers handed in: takes it, gives it back, asks."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat.asking import Ask, Asked, Question, ask
from bot.chat.cards import Cards
from bot.chat.correspondence import Correspondence
from bot.chat.keyboards import voices as keyboards
from bot.chat.places import Spot
from bot.chat.presses import Toast
from bot.chat.texts import voices as texts
from bot.chat.tip_cards import TipCards
from bot.chat.voice_callbacks import TipButton
from bot.domain.errors import BotError, InputError, StateError
from bot.domain.people import Person, Right
from bot.services.ports import Clock
from bot.services.suggestions import Suggestions
from bot.services.tips import Tips, TipView

router = Router(name=__name__)

WHY = Question("tip_declined", about_content=False)
QUESTION = Question("tip_asked", about_content=False)


async def seen(tip_id: int, person: Person, tips: Tips) -> TipView:
    """The tip, for an act on it. Raises InputError where the person may not."""
    found = await tips.view(tip_id)
    if not person.may(Right.EDIT, found.channel.id):
        raise InputError("In your channels you may not do this. Ask the chief editor.")
    return found


@router.callback_query(TipButton.filter(F.act == "accept"))
async def accept(
    _query: CallbackQuery,
    callback_data: TipButton,
    spot: Spot,
    person: Person,
    toast: Toast,
    tips: Tips,
    tip_cards: TipCards,
) -> None:
    """It becomes a draft as any other; its card follows."""
    found = await seen(callback_data.tip, person, tips)
    try:
        row = await tips.accept(found.tip.id, person.user_id, spot.place)
    except StateError:
        await tip_cards.refresh(found.tip.id)
        raise
    toast.text = _("Accepted: № {number}").format(number=row.id)
    await tip_cards.refresh(found.tip.id)


@router.callback_query(TipButton.filter(F.act == "publish"))
async def publish(
    _query: CallbackQuery,
    callback_data: TipButton,
    person: Person,
    toast: Toast,
    tips: Tips,
    tip_cards: TipCards,
    suggestions: Suggestions,
) -> None:
    """Telegram publishes a suggested post as it stands."""
    found = await seen(callback_data.tip, person, tips)
    if not person.may(Right.PUBLISH, found.channel.id):
        raise InputError("In your channels you may not do this. Ask the chief editor.")
    try:
        await suggestions.approve(found.tip.id, person.user_id)
    finally:
        await tip_cards.refresh(found.tip.id)
    toast.text = _("Approved: Telegram publishes it")


@router.callback_query(TipButton.filter(F.act.in_({"decline", "card"})))
async def offer_reasons(
    _query: CallbackQuery,
    callback_data: TipButton,
    spot: Spot,
    person: Person,
    cards: Cards,
    clock: Clock,
    tips: Tips,
) -> None:
    """No: for which reason? Or the card again."""
    found = await seen(callback_data.tip, person, tips)
    if callback_data.act == "card" or found.tip.state != "sent":
        await cards.rewrite(spot, texts.tip(found, clock.now()), keyboards.tip(found))
        return
    words = _("Why is № {number} declined? The author will read the reason.")
    text = Text(words.format(number=found.tip.id))
    await cards.rewrite(spot, text, keyboards.tip_reasons(found.tip))


@router.callback_query(TipButton.filter(F.act == "because"))
async def decline(
    _query: CallbackQuery,
    callback_data: TipButton,
    person: Person,
    toast: Toast,
    tips: Tips,
    tip_cards: TipCards,
) -> None:
    """Gives it back for a ready reason."""
    found = await seen(callback_data.tip, person, tips)
    reason = keyboards.reasons().get(callback_data.reason)
    if reason is None:
        raise StateError("This button no longer works.")
    await _decline(found, reason, person, tips, tip_cards)
    toast.text = _("Declined")


@router.callback_query(TipButton.filter(F.act.in_({"own", "ask"})))
async def ask_words(
    _query: CallbackQuery,
    callback_data: TipButton,
    spot: Spot,
    state: FSMContext,
    person: Person,
    cards: Cards,
    clock: Clock,
    tips: Tips,
) -> None:
    """Asks the editor for the reason, or for what the author is to be asked."""
    found = await seen(callback_data.tip, person, tips)
    if callback_data.act == "own":
        await cards.rewrite(spot, texts.tip(found, clock.now()), keyboards.tip(found))
        text = _("Write why news № {number} is declined: its author will read it.")
        question = WHY
    else:
        text = _("Write what the author of news № {number} is asked.")
        question = QUESTION
    wish = Ask(question, text.format(number=found.tip.id), {"tip": found.tip.id})
    await ask(wish, spot.place, person, cards, state)


@router.message(WHY, F.text)
async def take_reason(
    message: Message, asked: Asked, person: Person, tips: Tips, tip_cards: TipCards
) -> None:
    """Gives it back for the reason that was written."""
    found = await seen(int(asked.extra.get("tip", 0)), person, tips)
    await _decline(found, message.text or "", person, tips, tip_cards)
    await message.answer(_("The author has the reason now."))


@router.message(QUESTION)
async def take_question(
    message: Message, asked: Asked, person: Person, tips: Tips, letters: Correspondence
) -> None:
    """Passes the question on; the author's answer comes back to the desk."""
    found = await seen(int(asked.extra.get("tip", 0)), person, tips)
    if found.tip.user_id is None:
        raise InputError("This news is no longer here: its author took it back, or it is old.")
    reply_to = found.pieces[0].message_id if found.pieces else None
    await letters.answer(message, found.tip.user_id, reply_to, found.tip.id)
    await message.answer(_("The author is asked. The answer comes here."))


async def _decline(
    found: TipView, reason: str, person: Person, tips: Tips, tip_cards: TipCards
) -> None:
    try:
        await tips.decline(found.tip.id, reason, person.user_id)
    except BotError:
        await tip_cards.refresh(found.tip.id)
        raise
    await tip_cards.refresh(found.tip.id)

"""«Повторять»: a post that goes out again by a rule."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import gettext as _

from bot.chat.asking import Ask, Asked, Question, said
from bot.chat.callbacks import PostButton
from bot.chat.cards import Cards
from bot.chat.places import place_of
from bot.chat.pressing import Pressed
from bot.domain.people import Person
from bot.services.repeating import Repeating

router = Router(name=__name__)

LONGEST_RULE = 100  # a longer answer is the next release

REPEAT = Question("repeat", about_content=False)


@router.callback_query(PostButton.filter(F.act == "repeat"))
async def ask_rule(_query: CallbackQuery, pressed: Pressed) -> Ask:
    """Asks how often."""
    text = _(
        "How often should № {number} go out? For example: «every day 5 times», "
        "«on fridays until 1 december»; «-» for once."
    )
    return Ask(REPEAT, text.format(number=pressed.number))


@router.message(REPEAT, F.text.len() <= LONGEST_RULE)
async def take_rule(
    message: Message, asked: Asked, person: Person, cards: Cards, repeating: Repeating
) -> None:
    """Sets the rule; the card tells it."""
    view = await repeating.set(asked.post, said(message), person.user_id)
    rule = view.row.repeat
    note = _("🔁 {rule}").format(rule=rule) if rule else _("It goes out once.")
    await cards.answer(place_of(message), view, person, note)

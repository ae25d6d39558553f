"""/search, and what readers write that is no command: answers from what was published."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat import texts
from bot.chat.cards import Cards
from bot.chat.keyboards import found as keyboards
from bot.chat.places import Spot, place_of
from bot.chat.presses import Toast
from bot.chat.reader_callbacks import FindButton
from bot.chat.texts.found import how_to_search, words_of
from bot.services.finding import Finding

router = Router(name=__name__)
plain = Router(name=f"{__name__}.plain")


@router.message(Command("search"))
async def search(message: Message, command: CommandObject, finding: Finding, cards: Cards) -> None:
    """/search words; without words, what can be looked for."""
    words = " ".join((command.args or "").split())
    if not words:
        await message.answer(how_to_search())
        return
    await cards.say(place_of(message), *await _shown(words, finding))


@plain.message(F.chat.type == "private", F.text, ~F.text.startswith("/"))
async def ask(message: Message, finding: Finding, cards: Cards) -> None:
    """Plain words."""
    words = " ".join((message.text or "").split())
    await cards.say(place_of(message), *await _shown(words, finding))


@router.callback_query(FindButton.filter())
async def turn(
    query: CallbackQuery,
    callback_data: FindButton,
    spot: Spot,
    toast: Toast,
    finding: Finding,
    cards: Cards,
) -> None:
    """Another page or rubric, in place."""
    words = words_of(query.message)
    if words is None:
        toast.text = _("This button no longer works.")
        return
    shown = await _shown(words, finding, callback_data.page, callback_data.rubric)
    await cards.rewrite(spot, *shown)


async def _shown(
    words: str, finding: Finding, number: int = 0, rubric: str = ""
) -> tuple[Text, InlineKeyboardMarkup | None]:
    page = await finding.search(words, number, rubric or None)
    return texts.found(words, page, finding.clock.now()), keyboards.found(page)

"""What a reader writes for their subscription: words, hours, quiet hours, a city."""

from __future__ import annotations

import asyncio

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot.chat.asking import Ask, Question, ask, close
from bot.chat.cards import Cards
from bot.chat.follow_callbacks import FollowButton
from bot.chat.keyboards import following as keyboards
from bot.chat.places import Spot, place_of
from bot.chat.subscribers.following import page, panel
from bot.chat.texts import following as texts
from bot.chat.zones import zone_named
from bot.domain.people import Person
from bot.services.following import Following, Wanted

router = Router(name=__name__)
router.message.filter(F.chat.type == "private")

LONGEST = 300  # characters of an answer

WORDS = Question("follow_words")
HOURS = Question("follow_hours")
QUIET = Question("follow_quiet")
ZONE = Question("follow_zone")

ASKED = {"write": (WORDS, "words"), "hours": (HOURS, "hours"), "quiet": (QUIET, "quiet"),
         "zone": (ZONE, "zone")}  # fmt: skip


@router.callback_query(FollowButton.filter(F.act.in_(ASKED)))
async def ask_for(
    _query: CallbackQuery,
    callback_data: FollowButton,
    person: Person,
    spot: Spot,
    state: FSMContext,
    cards: Cards,
) -> None:
    """Asks; the way back stands below the question."""
    question, name = ASKED[callback_data.act]
    below = InlineKeyboardMarkup(inline_keyboard=keyboards.back())
    wish = Ask(question, texts.question(name), keyboard=below)
    await ask(wish, spot.place, person, cards, state)


@router.message(WORDS, F.text.len() <= LONGEST)
async def take_words(
    message: Message, person: Person, state: FSMContext, cards: Cards, following: Following
) -> None:
    """Follows these words too, whatever else was asked of the same reader."""
    wanted = await following.follow_words(person.user_id, message.text or "")
    await close(state)
    await cards.say(place_of(message), *page(wanted, "words"))


@router.message(HOURS, F.text.len() <= LONGEST)
async def take_hours(
    message: Message, person: Person, state: FSMContext, cards: Cards, following: Following
) -> None:
    """The hours of the digest."""
    wanted = await following.hours(person.user_id, message.text or "")
    await _taken(message, wanted, state, cards)


@router.message(QUIET, F.text.len() <= LONGEST)
async def take_quiet(
    message: Message, person: Person, state: FSMContext, cards: Cards, following: Following
) -> None:
    """The quiet hours."""
    wanted = await following.quiet(person.user_id, message.text or "")
    await _taken(message, wanted, state, cards)


@router.message(ZONE, F.text.len() <= LONGEST)
async def take_zone(
    message: Message, person: Person, state: FSMContext, cards: Cards, following: Following
) -> None:
    """A city."""
    zone = await asyncio.to_thread(zone_named, message.text or "")
    await _taken(message, await following.rezone(person.user_id, zone), state, cards)


async def _taken(message: Message, wanted: Wanted, state: FSMContext, cards: Cards) -> None:
    await close(state)
    await cards.say(place_of(message), *panel(wanted, cards))

"""Dialogues: a question of the bot, and the message that answers it.

The question is stored, so a restart breaks none. It belongs to one person in one chat (and topic);
a command, a press of another button and a release drop it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import (
    ForceReply,
    InlineKeyboardMarkup,
    Message,
    ReplyKeyboardMarkup,
    User,
)
from aiogram.utils.formatting import Text, TextMention

from bot.chat import keyboards
from bot.chat.cards import Cards
from bot.chat.places import place_of
from bot.domain.desk import Place
from bot.domain.people import Person
from bot.services.drafts import Drafts

KEY = "question"  # of the dialogue's data; other keys are not ours
NONE = ("-", "—", "–")


@dataclass(frozen=True, slots=True)
class Asked:
    """An open question: `what`, about a post in an edition (0 where there is none).

    `many`: it stays open after an answer.
    """

    what: str
    post: int = 0
    edition: int = 0
    prompt: int = 0  # the message that asks
    extra: Mapping[str, Any] = field(default_factory=dict)
    many: bool = False


class Question(Filter):
    """A question by its name; as a filter of messages it passes answers to it, with `asked`.

    One about a post is named after the act that the answer completes: rights go by it. In a
    group an answer is a reply to the question. `about_content`: the answer is to change what a
    post says, so it is refused where somebody else changes that meanwhile.
    """

    def __init__(self, what: str, *, about_content: bool = True) -> None:
        self.what = what
        self.about_content = about_content
        self.state = f"ask:{what}"

    async def __call__(
        self, message: Message, state: FSMContext, raw_state: str | None = None
    ) -> bool | dict[str, Any]:
        """Whether the message may answer; other filters of the handler say what is taken."""
        if raw_state != self.state:
            return False
        asked = await asked_in(state)
        replied = message.reply_to_message
        answers = place_of(message).private or (replied and replied.message_id == asked.prompt)
        return {"asked": asked, "question": self} if answers else False


@dataclass(frozen=True, slots=True)
class Ask:
    """What a handler returns to ask something; `extra` (JSON) comes back with the answer.

    `keyboard` stands below the question in a private chat, instead of the way out.
    `rows` are what may be done instead; a group does not see them. `many`: answers may follow
    one another until somebody says that it is enough.
    """

    question: Question
    text: str
    extra: Mapping[str, Any] = field(default_factory=dict)
    keyboard: ReplyKeyboardMarkup | InlineKeyboardMarkup | None = None
    rows: tuple[keyboards.Row, ...] = ()
    many: bool = False


@dataclass(frozen=True, slots=True)
class StillOpen:
    """What the handler of an answer returns where it was none yet: the question stays."""


@dataclass(frozen=True, slots=True)
class Anew:
    """What a handler returns where the post looks different now: its preview is sent anew.

    The post that the press or the question was about, or another by its number.
    """

    number: int | None = None


def said(message: Message) -> str | None:
    """The text of an answer; None for «-»."""
    return None if message.text in NONE else message.text


async def asked_in(state: FSMContext) -> Asked:
    """The question that is open in the dialogue."""
    return Asked(**(await state.get_data()).get(KEY, {"what": ""}))


async def close(state: FSMContext) -> None:
    """Forgets the question; what else the dialogue remembers stays."""
    data = await state.get_data()
    data.pop(KEY, None)
    await state.set_state(None)
    await state.set_data(data)


async def ask(
    wish: Ask,
    place: Place,
    person: Person,
    cards: Cards,
    state: FSMContext,
    post: int = 0,
    edition: int = 0,
) -> None:
    """Asks the person, and waits for the answer there."""
    prompt = await cards.say(place, *worded(wish, place, person, post))
    await listen(wish.question, prompt, state, post, edition, wish.extra, many=wish.many)


async def listen(
    question: Question,
    prompt: int,
    state: FSMContext,
    post: int,
    edition: int,
    extra: Mapping[str, Any] | None = None,
    *,
    many: bool = False,
) -> None:
    """Waits for the answer to a question that stands in the message `prompt`."""
    open_question = {
        "what": question.what,
        "post": post,
        "edition": edition,
        "prompt": prompt,
        "extra": dict(extra or {}),
        "many": many,
    }
    await state.set_state(question.state)
    await state.set_data({**await state.get_data(), KEY: open_question})


def worded(
    wish: Ask, place: Place, person: Person, post: int
) -> tuple[Text, InlineKeyboardMarkup | ReplyKeyboardMarkup | ForceReply]:
    """The question and what hangs below it: a way out; in a group, the person's field to reply.

    A message has one or the other; in a group the way out is any other button or command.
    """
    if place.private:
        if wish.keyboard is not None:
            return Text(wish.text), wish.keyboard
        below = keyboards.leave(wish.question.what, post, wish.rows, many=wish.many)
        return Text(wish.text), below
    user = User(id=person.user_id, is_bot=False, first_name=person.name)
    # Selective: it opens for those that the text mentions (bot-api.md, ForceReply).
    return Text(TextMention(person.name, user=user), ": ", wish.text), ForceReply(selective=True)


async def show_anew(anew: Anew, number: int, place: Place, drafts: Drafts) -> None:
    """Has the post's preview and card sent to the place."""
    await drafts.show(anew.number or number, place)

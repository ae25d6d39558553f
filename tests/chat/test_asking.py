"""Where a question stands: with a way out in a private chat, as a field to reply in a group."""

from __future__ import annotations

import pytest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import Chat, ForceReply, InlineKeyboardMarkup, Message

from bot.chat.asking import KEY, Ask, Question, worded
from bot.chat.i18n import Catalogs
from bot.chat.places import Spot, place_of
from bot.domain.desk import Place
from bot.domain.people import Person
from tests.newsroom import BORIS, BOT_ID, START

BORIS_HIMSELF = Person(BORIS, "Борис")
GROUP = -1001234567890

WISH = Ask(Question("rubric"), "Пришлите рубрику.")


def message(chat_id: int, *, topic: int | None = None, replies_to: int | None = None) -> Message:
    chat = Chat(id=chat_id, type="private" if chat_id > 0 else "supergroup")
    answered = Message(message_id=replies_to, date=START, chat=chat) if replies_to else None
    return Message(
        message_id=7,
        date=START,
        chat=chat,
        message_thread_id=topic or (3 if answered else None),
        is_topic_message=True if topic else None,
        reply_to_message=answered,
    )


def test_a_question_to_one_person_can_be_left() -> None:
    with Catalogs().speak("ru"):
        text, below = worded(WISH, Place(BORIS), BORIS_HIMSELF, 12)
    assert text.as_kwargs()["text"] == "Пришлите рубрику."
    assert isinstance(below, InlineKeyboardMarkup)
    assert [b.text for row in below.inline_keyboard for b in row] == ["Отмена"]


def test_a_question_in_a_group_opens_a_reply_for_the_person_it_names() -> None:
    text, below = worded(WISH, Place(GROUP, 5), BORIS_HIMSELF, 12)
    said = text.as_kwargs()
    assert said["text"] == "Борис: Пришлите рубрику."
    assert said["entities"][0].user.id == BORIS
    assert below == ForceReply(selective=True)


def test_a_topic_is_a_place_and_a_thread_of_replies_is_none() -> None:
    assert Spot.of(message(GROUP, topic=5)) == Spot(Place(GROUP, 5), 7)
    assert place_of(message(GROUP, replies_to=4)) == Place(GROUP)
    assert place_of(message(BORIS)).private


@pytest.mark.parametrize(
    ("answer", "taken"),
    [
        (message(GROUP, topic=5, replies_to=4), True),
        (message(GROUP, topic=5, replies_to=3), False),
        (message(GROUP, topic=5), False),
        (message(BORIS), True),
    ],
)
async def test_in_a_group_only_a_reply_to_the_question_answers_it(
    answer: Message, taken: bool
) -> None:
    key = StorageKey(BOT_ID, answer.chat.id, BORIS, answer.message_thread_id)
    state = FSMContext(MemoryStorage(), key)
    asked = {"what": "rubric", "post": 12, "edition": 2, "prompt": 4, "extra": {}}
    await state.set_data({KEY: asked})
    found = await WISH.question(answer, state, WISH.question.state)
    assert bool(found) is taken

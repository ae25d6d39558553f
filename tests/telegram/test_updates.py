"""What is kept of an update."""

from __future__ import annotations

import json

import pytest

from bot.telegram.updates import row_of

CHAT = {"id": 5, "type": "private"}


def test_half_a_surrogate_pair_becomes_a_question_mark() -> None:
    sent = (
        r'{"update_id": 7, "message": {"chat": {"id": 5}, "text": "каток \ud83d! \ud83d\ude00"}}'
    )
    number, chat, raw = row_of(json.loads(sent))
    assert (number, chat) == (7, 5)
    assert json.loads(raw)["message"]["text"] == "каток ?! 😀"


@pytest.mark.parametrize("update", [{}, {"update_id": None}, {"update_id": "seven"}])
def test_what_has_no_number_is_no_update(update: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        row_of(update)


@pytest.mark.parametrize(
    ("content", "chat"),
    [
        ({"message": {"chat": CHAT}}, 5),
        ({"callback_query": {"message": {"chat": CHAT}}}, 5),
        ({"inline_query": {"query": "каток"}}, None),
        ({"message": {"chat": {"id": 2**60}}}, None),
    ],
)
def test_an_update_belongs_to_the_chat_that_it_came_from(
    content: dict[str, object], chat: int | None
) -> None:
    assert row_of({"update_id": 1, **content})[1] == chat

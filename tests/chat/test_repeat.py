"""A post that goes out again by its rule: each copy is queued once the one before is out."""

from __future__ import annotations

import pytest

from tests.chat.releases import PARK
from tests.chat.test_moves import choose, order
from tests.newsroom import BORIS, Newsroom, text

pytestmark = pytest.mark.usefixtures("desk")


async def repeated(newsroom: Newsroom, rule: str) -> dict[str, object]:
    card = await newsroom.hand_in(PARK)
    await newsroom.press("В очередь", card)
    await choose(newsroom, card, "Переставить", "🔁 Повторять")
    await newsroom.say(BORIS, rule)
    return newsroom.world.message(BORIS, card["message_id"])  # type: ignore[no-any-return]


async def test_a_post_comes_again_until_it_was_out_often_enough(newsroom: Newsroom) -> None:
    card = await repeated(newsroom, "каждый день 3 раза")
    assert "🔁 каждый день 3 раза" in text(card)

    await newsroom.pass_time(minutes=41)
    await newsroom.published(1)
    assert await order(newsroom) == ["25 15:00 № 2"]
    told = text(newsroom.by_bot(BORIS)[-1])
    assert "Ещё раз — № 2: завтра, 25 ноября, в 15:00." in told

    await newsroom.pass_time(days=1)
    await newsroom.published(2)
    assert await order(newsroom) == ["26 15:00 № 3"]
    await newsroom.pass_time(days=1)
    posts = await newsroom.published(3)
    assert await order(newsroom) == []
    assert len({text(post) for post in posts}) == 1


async def test_a_copy_is_moved_without_a_question_about_likeness(newsroom: Newsroom) -> None:
    await repeated(newsroom, "каждую пятницу до 1 декабря")
    await newsroom.pass_time(minutes=41)
    await newsroom.published(1)
    assert await order(newsroom) == ["27 15:00 № 2"]
    await newsroom.say(BORIS, "/at 2 27.11 12:00")
    assert await order(newsroom) == ["27 12:00 № 2"]


async def test_a_dash_ends_the_repetition(newsroom: Newsroom) -> None:
    card = await repeated(newsroom, "каждый день")
    await choose(newsroom, card, "Переставить", "🔁 Повторять")
    await newsroom.say(BORIS, "-")
    await newsroom.pass_time(minutes=41)
    await newsroom.published(1)
    assert await order(newsroom) == []


async def test_words_that_are_no_rule_are_refused_and_asked_again(newsroom: Newsroom) -> None:
    card = await repeated(newsroom, "иногда")
    assert "🔁 каждый" not in text(card)
    await newsroom.say(BORIS, "каждый день")
    assert "🔁 каждый день" in text(newsroom.world.message(BORIS, card["message_id"]))

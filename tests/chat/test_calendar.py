"""A time by buttons: a calendar, hours, minutes, beside the question for a phrase."""

from __future__ import annotations

import pytest

from bot.chat.callbacks import BesideButton, OrderButton, PickButton, TimeButton
from tests.chat.releases import PARK
from tests.chat.test_moves import choose, order
from tests.newsroom import BORIS, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


async def asked(newsroom: Newsroom) -> dict[str, object]:
    await newsroom.press("На время", await newsroom.hand_in(PARK))
    return newsroom.by_bot(BORIS)[-1]


async def test_a_month_an_hour_and_a_minute_make_a_time_in_one_message(newsroom: Newsroom) -> None:
    question = await asked(newsroom)
    assert "Когда выпустить № 1?" in text(question)
    assert "ноябрь 2026" in buttons(question)
    assert "[24]" in buttons(question)
    assert "23" not in buttons(question)  # past
    before = len(newsroom.by_bot(BORIS))

    await choose(newsroom, question, "›", "25")
    hours = newsroom.world.message(BORIS, question["message_id"])
    assert "пт, 25 декабря" in text(hours)
    await choose(newsroom, question, "09+", "09:20")

    assert len(newsroom.by_bot(BORIS)) == before
    assert await order(newsroom) == ["25 09:20 № 1"]
    assert "25 декабря, в 09:20" in text(newsroom.world.message(BORIS, question["message_id"]))


async def test_past_days_and_hours_are_dead(newsroom: Newsroom) -> None:
    question = await asked(newsroom)
    answer = await choose(newsroom, question, "·")
    assert answer["text"] == "Выберите другое: это прошло или пусто."
    await choose(newsroom, question, "[24]")
    labels = buttons(newsroom.world.message(BORIS, question["message_id"]))
    assert "13" not in labels
    assert "14" in labels


async def test_the_phrase_is_still_taken_while_the_calendar_is_leafed(newsroom: Newsroom) -> None:
    question = await asked(newsroom)
    await choose(newsroom, question, "›", "10", "‹ Дни")
    await newsroom.say(BORIS, "завтра в 9")
    assert await order(newsroom) == ["25 09:00 № 1"]


async def test_the_calendar_works_after_a_restart(newsroom: Newsroom) -> None:
    question = await asked(newsroom)
    await choose(newsroom, question, "[24]")
    await newsroom.stop_bot()
    await newsroom.start_bot()
    await choose(newsroom, question, "16", "16:45")
    assert await order(newsroom) == ["24 16:45 № 1"]


async def test_the_card_opens_a_calendar_and_closes_it(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    await choose(newsroom, card, "Ещё", "📅 Календарь", "‹ Назад")
    assert "В очередь" in buttons(newsroom.world.message(BORIS, card["message_id"]))


def test_the_longest_data_of_a_button_fits() -> None:
    number, version = 2**31, 10**6
    longest = (
        PickButton(act="calendar", post=number, version=version, step="n", at=740_000 * 24),
        TimeButton(post=number, version=version, at=2**34),
        BesideButton(act="before", post=number, version=version, other=number),
        OrderButton(act="shuffle", channel=10**6, seed=2**31, plan="0" * 12),
    )
    assert all(len(data.pack()) <= 64 for data in longest)

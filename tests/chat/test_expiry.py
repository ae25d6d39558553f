"""Drafts that nobody touches expire, with a warning and a way back; a dry queue is told once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.chat.releases import BRIDGE, PARK
from tests.chat.test_timetable import set_rules
from tests.newsroom import ANNA, BORIS, Newsroom, text

pytestmark = pytest.mark.usefixtures("desk")


async def days_pass(newsroom: Newsroom, days: float) -> None:
    await newsroom.pass_time(days=days)
    await newsroom.app.upkeep.run()
    await newsroom.settled()


def said(newsroom: Newsroom, person: int, words: str) -> list[str]:
    return [text(m) for m in newsroom.by_bot(person) if words in text(m)]


async def test_a_draft_is_announced_then_dropped_and_brought_back(newsroom: Newsroom) -> None:
    await newsroom.hand_in(PARK)
    await days_pass(newsroom, 12.9)
    assert said(newsroom, BORIS, "будет удалён") == []
    await days_pass(newsroom, 0.2)
    await days_pass(newsroom, 0.1)
    assert len(said(newsroom, BORIS, "Завтра он будет удалён.")) == 1
    assert "1 черновик" in text(await newsroom.say(BORIS, "/drafts"))

    await days_pass(newsroom, 1)
    notice = newsroom.by_bot(BORIS)[-1]
    assert "Этот черновик истёк" in text(notice)
    assert text(await newsroom.say(BORIS, "/post 1")) == "Поста № 1 нет."

    await newsroom.pass_time(days=3)
    await newsroom.press("Вернуть", notice)
    assert "1 черновик" in text(await newsroom.say(BORIS, "/drafts"))


async def test_a_kept_draft_stays(newsroom: Newsroom) -> None:
    await newsroom.hand_in(PARK)
    await days_pass(newsroom, 13.5)
    answer = await newsroom.press("Оставить")
    assert answer["text"] == "№ 1 остаётся."
    await days_pass(newsroom, 1.5)
    assert "1 черновик" in text(await newsroom.say(BORIS, "/drafts"))


async def test_after_a_week_there_is_no_way_back(newsroom: Newsroom) -> None:
    await newsroom.hand_in(PARK)
    await days_pass(newsroom, 13.5)
    await days_pass(newsroom, 1.5)
    notice = newsroom.by_bot(BORIS)[-1]
    await newsroom.pass_time(days=8)
    answer = await newsroom.press("Вернуть", notice)
    assert answer["text"] == "№ 1 уже не вернуть."


async def test_a_dry_queue_is_told_once_a_spell_to_who_runs_the_channel(
    newsroom: Newsroom,
) -> None:
    await set_rules(newsroom, dry_warning=timedelta(hours=12))
    warning = "Очередь канала «Хабаровские вести» пуста с"
    await newsroom.press("В очередь", await newsroom.hand_in(PARK))  # 15:00
    await days_pass(newsroom, 0)
    assert said(newsroom, ANNA, warning) == [f"{warning} 24.11 18:00. Что свободно: /queue"]
    for _ in range(3):
        await days_pass(newsroom, 1 / 48)
    assert len(newsroom.channel()) == 1
    await days_pass(newsroom, 1)
    assert len(said(newsroom, ANNA, warning)) == 1

    await newsroom.press("В очередь", await newsroom.hand_in(BRIDGE))  # 18:00 of the next day
    await newsroom.pass_time(hours=3)
    await newsroom.published(2)
    await days_pass(newsroom, 1 / 8)
    assert said(newsroom, ANNA, warning)[1:] == [f"{warning} 26.11 09:00. Что свободно: /queue"]

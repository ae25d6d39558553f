"""The duty sheet comes when it is due, once, and keeps itself up to date."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.post import Status
from bot.planning.duty import next_turn, turn_at
from bot.sandbox.faults import Asked, Broken, Faults, Reply
from bot.store import Transaction
from tests.chat.releases import BRIDGE, PARK, SCHOOL
from tests.newsroom import ANNA, BORIS, Message, Newsroom, text

pytestmark = pytest.mark.usefixtures("desk")

HEAD = "📋 Дежурный лист"
TIMES = (time(14, 30), time(18, 30))


async def set_duty(newsroom: Newsroom, *times: time, **rules: Any) -> None:
    async def work(tx: Transaction) -> None:
        channel = await tx.channels.get(1)
        await tx.channels.save(
            replace(channel, rules=replace(channel.rules, duty=times or TIMES, **rules))
        )

    await newsroom.app.store.run(work)


def sheets(newsroom: Newsroom, chat: int = ANNA) -> list[Message]:
    return [m for m in newsroom.by_bot(chat) if text(m).startswith(HEAD)]


async def sheet(newsroom: Newsroom, count: int = 1) -> str:
    await newsroom.until(lambda: len(sheets(newsroom)) >= count)
    await newsroom.settled()
    assert len(sheets(newsroom)) == count
    return text(sheets(newsroom)[-1])


async def test_it_says_what_the_day_brings_and_follows_it(newsroom: Newsroom) -> None:
    await set_duty(newsroom)
    await newsroom.press("В очередь", await newsroom.hand_in(PARK))  # 15:00
    await newsroom.hand_in(BRIDGE)
    await newsroom.pass_time(minutes=9)
    await newsroom.settled()
    assert sheets(newsroom) == []
    await newsroom.pass_time(minutes=1)
    said = await sheet(newsroom)
    assert said.split("\n\n") == [
        "📋 Дежурный лист: Хабаровские вести\nсегодня, 24 ноября, в 14:30",
        "Выходит\n15:00  № 1 · Мэр открыл новый парк на улице Тихой",
        "Свободные слоты: 18:00",
        "⚠️ Очередь кончается: сегодня, 24 ноября, в 18:00.",
        "1 черновик: /drafts",
    ]
    assert sheets(newsroom, BORIS) == []  # owner and chiefs read it

    await newsroom.say(BORIS, "/at 2 сегодня в 18:00")
    await newsroom.pass_time(minutes=31)
    await newsroom.until(lambda: "✅ 15:01  № 1" in text(sheets(newsroom)[-1]))
    assert "18:00  № 2" in text(sheets(newsroom)[-1])
    assert "черновик" not in text(sheets(newsroom)[-1])
    assert len(sheets(newsroom)) == 1


async def test_the_next_sheet_ends_the_one_before(newsroom: Newsroom) -> None:
    await set_duty(newsroom)
    await newsroom.pass_time(minutes=10)
    first = await sheet(newsroom)
    await newsroom.pass_time(hours=4)
    await sheet(newsroom, 2)
    await newsroom.press("В очередь", await newsroom.hand_in(SCHOOL))  # tomorrow, 09:00
    await newsroom.pass_time(seconds=31)
    await newsroom.until(lambda: "25.11 09:00  № 1" in text(sheets(newsroom)[-1]))
    assert text(sheets(newsroom)[0]) == first


async def test_after_a_restart_it_is_edited_and_not_sent_again(newsroom: Newsroom) -> None:
    await set_duty(newsroom)
    await newsroom.pass_time(minutes=10)
    await sheet(newsroom)
    await newsroom.crash_bot()
    await newsroom.start_bot()
    await newsroom.press("В очередь", await newsroom.hand_in(PARK))
    await newsroom.pass_time(seconds=31)
    await newsroom.until(lambda: "15:00  № 1" in text(sheets(newsroom)[-1]))
    assert len(sheets(newsroom)) == 1


class Lost(Faults):
    """The sheet arrives, its answer does not; edits are counted."""

    def __init__(self) -> None:
        self.edits = 0
        self.losing = False

    async def after(self, asked: Asked, reply: Reply) -> Reply | Broken:
        if asked.method.lower() == "editmessagetext":
            self.edits += 1
        lost = self.losing and HEAD in str(asked.params.get("text"))
        return Broken() if lost else reply


async def test_a_lost_answer_brings_no_second_sheet(newsroom: Newsroom) -> None:
    newsroom.world.on_accept = faults = Lost()
    faults.losing = True
    await set_duty(newsroom)
    await newsroom.pass_time(minutes=10)
    await sheet(newsroom)
    for _ in range(3):
        await newsroom.pass_time(minutes=5)
        await newsroom.settled()
    await newsroom.crash_bot()
    await newsroom.start_bot()
    await newsroom.pass_time(minutes=5)
    await newsroom.settled()
    assert len(sheets(newsroom)) == 1


async def test_an_edit_is_made_only_where_something_changed(newsroom: Newsroom) -> None:
    await newsroom.press("В очередь", await newsroom.hand_in(PARK))
    await set_duty(newsroom)
    await newsroom.pass_time(minutes=10)
    await sheet(newsroom)
    newsroom.world.on_accept = faults = Lost()
    for _ in range(5):
        await newsroom.pass_time(minutes=1)
        await newsroom.settled()
    assert faults.edits == 0


async def test_what_went_wrong_stands_with_its_reason_and_the_pause_too(
    newsroom: Newsroom,
) -> None:
    await newsroom.hand_in(PARK)

    async def fail(tx: Transaction) -> None:
        await tx.posts.change(
            1, allowed=(Status.DRAFT,), status=Status.FAILED, error="need administrator rights"
        )

    await newsroom.app.store.run(fail)
    await newsroom.say(BORIS, "/pause до 20:00")
    await set_duty(newsroom)
    await newsroom.pass_time(minutes=10)
    said = await sheet(newsroom)
    assert "Выходит\nничего" in said
    assert "⏸ Пауза: сегодня, 24 ноября, в 20:00" in said
    assert "— Боту нельзя писать в канал. Дайте ему право публиковать сообщения." in said


async def test_a_late_sheet_is_left_out(newsroom: Newsroom) -> None:
    await newsroom.pass_time(hours=3)
    await set_duty(newsroom, time(14, 30))
    await newsroom.pass_time(seconds=31)
    await newsroom.settled()
    assert sheets(newsroom) == []


def test_turns_stand_on_the_channels_clock() -> None:
    zone = ZoneInfo("Asia/Vladivostok")
    noon = datetime(2026, 11, 24, 12, tzinfo=zone)
    morning = turn_at((time(8, 30), time(18, 30)), noon, zone)
    assert morning is not None
    assert (morning.time, morning.end) == (time(8, 30), datetime(2026, 11, 25, tzinfo=zone))
    evening = turn_at((time(8, 30), time(18, 30)), noon.replace(hour=20), zone)
    assert evening is not None
    assert (evening.time, evening.end) == (time(18, 30), datetime(2026, 11, 26, tzinfo=zone))
    night = turn_at((time(8, 30), time(18, 30)), noon.replace(hour=3), zone)
    assert night is not None
    assert (night.day.day, night.time) == (23, time(18, 30))
    assert next_turn((time(8, 30), time(18, 30)), noon, zone) == noon.replace(hour=18, minute=30)
    assert turn_at((), noon, zone) is None
    assert next_turn((), noon, zone) is None

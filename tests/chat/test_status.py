"""/status: what the owner and the chief editor read when they ask how the bot is doing."""

from __future__ import annotations

import pytest

from bot.sandbox.faults import Broken
from tests.chat.releases import BRIDGE, PARK, SCHOOL
from tests.chat.test_publishing import ChannelFaults
from tests.newsroom import ANNA, BORIS, CHANNEL, Newsroom, text

pytestmark = pytest.mark.usefixtures("desk")


async def test_all_is_well(newsroom: Newsroom) -> None:
    await newsroom.press("В очередь", await newsroom.hand_in(PARK))
    said = text(await newsroom.say(ANNA, "/status"))
    assert said.startswith("🟢 Всё в порядке")
    for words in (
        "Запущен: сегодня, 24 ноября, в 14:20.",
        "Telegram отвечает.",
        "1 пост в очереди",
        "Следующий: № 1 · Мэр открыл новый парк на улице Тихой, сегодня, 24 ноября, в 15:00",
        "Последнее пришло только что",
        "Ничего не ждёт",
        "База: SQLite, 0,",
    ):
        assert words in said
    assert "⚠️" not in said


async def test_what_is_wrong_is_named(newsroom: Newsroom) -> None:
    newsroom.world.on_accept = ChannelFaults(after=Broken())
    await newsroom.press("Сейчас", await newsroom.hand_in(PARK))
    newsroom.app.traffic.freeze(CHANNEL, 3600)
    await newsroom.app.freezes.remember({CHANNEL: 3600})
    await newsroom.press("Сейчас", await newsroom.hand_in(SCHOOL))
    await newsroom.press("В очередь", await newsroom.hand_in(BRIDGE))
    await newsroom.pass_time(minutes=12)

    async def work(tx: object) -> None:
        await tx.inbox.add([(1, BORIS, "{}")], newsroom.clock.now())  # type: ignore[attr-defined]
        await tx.inbox.done([1], newsroom.clock.now(), set_aside=True)  # type: ignore[attr-defined]

    await newsroom.app.store.run(work)
    said = text(await newsroom.say(ANNA, "/status"))
    assert said.startswith("🔴 Есть неполадки")
    for words in (
        "№ 2 опаздывает: 12 минут",
        "Отложено после ошибок: 1",
        "Telegram просит подождать: Хабаровские вести (@khabvesti), ещё 48 минут",
    ):
        assert words in said


async def test_an_editor_is_not_told(newsroom: Newsroom) -> None:
    assert "Это может только" in text(await newsroom.say(BORIS, "/status"))
    await newsroom.say(ANNA, "/start")
    assert "status" in await newsroom.menus(ANNA)
    assert "status" not in await newsroom.menus(BORIS)

"""/queue: days with their posts and what is free between them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.channel import Rules
from bot.domain.post import Status
from bot.store import Transaction
from tests.chat.releases import BRIDGE, PARK, SCHOOL
from tests.newsroom import BORIS, START, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


async def set_rules(newsroom: Newsroom, **values: Any) -> None:
    async def work(tx: Transaction) -> None:
        channel = await tx.channels.main()
        assert channel is not None
        await tx.channels.save(replace(channel, rules=Rules(**values)))

    await newsroom.app.store.run(work)


async def test_the_days_show_posts_free_slots_windows_and_quiet_hours(newsroom: Newsroom) -> None:
    await set_rules(newsroom, quiet="23:00-07:00")
    await newsroom.hand_in(PARK)
    await newsroom.say(BORIS, "/at 1 сегодня 16:10")
    await newsroom.hand_in(BRIDGE)
    await newsroom.say(BORIS, "/at 2 завтра 18:00")

    said = text(await newsroom.say(BORIS, "/queue"))

    assert said.split("\n\n") == [
        "2 поста в очереди",
        "Сегодня, 24 ноября\n15:00  — свободно\n"
        "16:10  № 1 · Мэр открыл новый парк на улице Тихой\n18:00  — свободно\n"
        "🌙 23:00–00:00 тихие часы",
        "Завтра, 25 ноября\n🌙 00:00–07:00 тихие часы\nокно 9 ч\n09:00  — свободно\n"
        "12:00  — свободно\n15:00  — свободно\n"
        "18:00  № 2 · Мост через Чёрную речку закроют на два дня\nдальше очередь пуста\n"
        "🌙 23:00–00:00 тихие часы",
        "Чт, 26 ноября\n🌙 00:00–07:00 тихие часы\n09:00  — свободно\n"
        "12:00  — свободно\n15:00  — свободно\n18:00  — свободно\n🌙 23:00–00:00 тихие часы",
    ]


async def test_a_free_slot_takes_a_draft_and_a_post_opens(newsroom: Newsroom) -> None:
    await newsroom.hand_in(PARK)
    await newsroom.hand_in(BRIDGE)
    queue = await newsroom.say(BORIS, "/queue")
    await newsroom.press("+ ср 12:00", queue)
    asked = newsroom.world.message(BORIS, queue["message_id"])
    assert text(asked) == "Какой черновик выпустить: завтра, 25 ноября, в 12:00?"
    assert list(buttons(asked))[-1] == "‹ Назад"
    answer = await newsroom.press("№ 1 · Мэр открыл новый парк на улице Тихой", asked)
    assert answer["text"] == "В очереди: завтра, 25 ноября, в 12:00."

    queue = await newsroom.say(BORIS, "/queue")
    assert "+ ср 12:00" not in buttons(queue)
    opens = next(label for label in buttons(queue) if "№ 1 · Мэр" in label)
    await newsroom.press(opens, queue)
    await newsroom.until(lambda: text(newsroom.card() or {}).startswith("№ 1"))


async def test_a_slot_without_drafts_and_a_pause_are_told(newsroom: Newsroom) -> None:
    await newsroom.say(BORIS, "/pause до отмены")
    queue = await newsroom.say(BORIS, "/queue")
    assert "⏸ Пауза" in text(queue)
    answer = await newsroom.press("+ вт 15:00", queue)
    assert answer["text"] == "Черновиков нет. Пришлите релиз."


async def test_days_and_the_parts_of_full_ones_are_turned(newsroom: Newsroom) -> None:
    await newsroom.hand_in(SCHOOL)
    fill = [START + timedelta(minutes=40 + 5 * number) for number in range(40)]
    await queue_copies(newsroom, [*fill, START + timedelta(days=5)])

    page = await newsroom.say(BORIS, "/queue")
    assert "41 пост в очереди" in text(page)
    assert len(text(page)) < 4096
    assert "15:00  № 2" in text(page)
    for shown in ("№ 41 ", "14:20  № 42 "):
        assert shown not in text(page)
        await newsroom.press("›", page)
        page = newsroom.world.message(BORIS, page["message_id"])
        assert shown in text(page)
    while "‹" in buttons(page):
        await newsroom.press("‹", page)
        page = newsroom.world.message(BORIS, page["message_id"])
    assert "15:00  № 2" in text(page)


async def queue_copies(newsroom: Newsroom, times: list[datetime]) -> None:
    """Queues as many copies of the first post."""

    async def work(tx: Transaction) -> None:
        row = await tx.posts.get(1)
        assert row is not None
        for at in times:
            made = await tx.posts.add(
                row.channel_id, row.release_id, BORIS, row.post, row.title, (), START
            )
            await tx.posts.change(
                made.id, allowed=(Status.DRAFT,), status=Status.QUEUED, due_at=at
            )

    await newsroom.app.store.run(work)


async def test_late_posts_that_a_pause_keeps_back_stand_before_the_days(
    newsroom: Newsroom,
) -> None:
    await newsroom.press("В очередь", await newsroom.hand_in(PARK))
    await newsroom.say(BORIS, "/pause до отмены")
    await newsroom.pass_time(days=1)
    said = text(await newsroom.say(BORIS, "/queue"))
    assert "Опаздывают\n15:00  № 1" in said


async def test_slots_tell_what_is_free_next_and_when_it_is_quiet(newsroom: Newsroom) -> None:
    await set_rules(newsroom, quiet="17:00-10:00")
    await newsroom.press("В очередь", await newsroom.hand_in(PARK))
    said = text(await newsroom.say(BORIS, "/slots"))
    assert "Тихие часы: 17:00–10:00" in said
    assert "— завтра, 25 ноября, в 12:00\n— завтра, 25 ноября, в 15:00\n" in said

"""Quiet hours ask once; «молния» passes them and calm mode, but no pause and no embargo."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from bot.store import Transaction
from tests.chat.releases import PARK
from tests.chat.test_moves import choose, order
from tests.chat.test_timetable import set_rules
from tests.newsroom import BORIS, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


async def change_channel(newsroom: Newsroom, **values: Any) -> None:
    async def work(tx: Transaction) -> None:
        channel = await tx.channels.main()
        assert channel is not None
        await tx.channels.save(replace(channel, **values))

    await newsroom.app.store.run(work)


def state(newsroom: Newsroom, card: dict[str, object]) -> str:
    return text(newsroom.world.message(BORIS, card["message_id"]))


async def test_now_in_quiet_hours_asks_once_and_takes_the_word(newsroom: Newsroom) -> None:
    await set_rules(newsroom, quiet="14:00-16:00")
    card = await newsroom.hand_in(PARK)
    await newsroom.press("Сейчас", card)
    assert state(newsroom, card) == ("№ 1 выйдет в тихие часы, в 14:20. Они кончаются в 16:00.")
    assert newsroom.channel() == []
    await choose(newsroom, card, "Да, в тихие часы")
    assert len(await newsroom.published(1)) == 1


async def test_the_end_of_the_quiet_hours_is_offered(newsroom: Newsroom) -> None:
    await set_rules(newsroom, quiet="14:00-16:00")
    card = await newsroom.hand_in(PARK)
    await choose(newsroom, card, "Сейчас", "В 16:00")
    assert await order(newsroom) == ["24 16:00 № 1"]


async def test_a_phrase_into_the_quiet_hours_asks_too(newsroom: Newsroom) -> None:
    await set_rules(newsroom, quiet="23:00-07:00")
    await newsroom.hand_in(PARK)
    question = await newsroom.say(BORIS, "/at 1 завтра в 5 утра")
    assert list(buttons(question)) == ["Да, в тихие часы", "В 07:00", "Нет"]
    await newsroom.press("Да, в тихие часы", question)
    assert await order(newsroom) == ["25 05:00 № 1"]
    await newsroom.pass_time(hours=14, minutes=40)
    assert len(await newsroom.published(1)) == 1


@pytest.mark.parametrize(
    "held", [{"paused": True, "calm": True}, {"rules": None}], ids=["calm", "quiet"]
)
async def test_an_urgent_post_goes_at_once(newsroom: Newsroom, held: dict[str, Any]) -> None:
    card = await newsroom.hand_in(PARK)
    if held.pop("rules", held) is None:
        await set_rules(newsroom, quiet="14:00-16:00")
    await change_channel(newsroom, **held)
    await choose(newsroom, card, "Ещё", "⚡ Молния")
    assert newsroom.channel() == []
    await choose(newsroom, card, "Да, молния")
    (post,) = await newsroom.published(1)
    assert text(post).startswith("⚡️ Мэр открыл новый парк")


async def test_a_pause_holds_urgent_posts_too(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    await newsroom.press("До отмены", await newsroom.say(BORIS, "/pause"))
    answer = await choose(newsroom, card, "Ещё", "⚡ Молния", "Да, молния")
    assert answer["text"] == "Канал на паузе: не выходит даже молния. Снимите её командой /resume."
    assert newsroom.channel() == []
    assert not state(newsroom, card).startswith("⚡")


async def test_an_urgent_post_waits_for_its_embargo(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)

    async def lock(tx: Transaction) -> None:
        row = await tx.posts.get(1)
        assert row is not None
        until = newsroom.clock.now() + timedelta(hours=3)
        await tx.posts.change(1, allowed=(row.status,), embargo_until=until)

    await newsroom.app.store.run(lock)
    await choose(newsroom, card, "Ещё", "⚡ Молния", "Да, молния")
    question = newsroom.world.message(BORIS, card["message_id"])
    assert text(question).startswith("№ 1 под эмбарго до 17:20, 24.11.2026")
    assert newsroom.channel() == []


async def test_words_for_parts_of_the_day_follow_the_channel(newsroom: Newsroom) -> None:
    await set_rules(newsroom, morning=time(8, 15))
    await newsroom.hand_in(PARK)
    await newsroom.say(BORIS, "/at 1 завтра утром")
    assert await order(newsroom) == ["25 08:15 № 1"]


async def test_a_time_that_the_clocks_skip_is_said_aloud(newsroom: Newsroom) -> None:
    await change_channel(newsroom, timezone="Europe/Berlin")
    await newsroom.hand_in(PARK)
    answer = await newsroom.say(BORIS, "/at 1 28.03.2027 02:30")
    assert "часы переводят вперёд" in text(answer)
    assert await order(newsroom) == ["28 03:30 № 1"]

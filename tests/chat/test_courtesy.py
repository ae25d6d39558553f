"""What one reader may ask for in a while, and what the bot hears in groups that are no desk."""

from __future__ import annotations

from typing import Any

from bot.chat.courtesy import COMMAND, MESSAGE, PACE, Courtesy
from bot.store import Transaction
from tests.newsroom import ANNA, BOT_ID, GLEB, VERA, Newsroom, text

GROUP = -1001000000500


async def test_a_flood_gets_one_notice_and_then_silence(newsroom: Newsroom) -> None:
    for _ in range(60):
        newsroom.world.send_text(VERA, VERA, "/help")
        newsroom.world.send_text(ANNA, ANNA, "/help")
    await newsroom.settled()
    said = [text(message) for message in newsroom.by_bot(VERA)]
    notices = [words for words in said if words.startswith("Слишком много")]
    assert len(notices) == 1
    assert said[-1] == notices[0]
    assert len(said) - 1 == PACE.burst // COMMAND
    assert len(newsroom.by_bot(ANNA)) == 60  # the desk is not limited
    assert "/latest" in text(await newsroom.say(GLEB, "/help"))  # nor is anybody else
    await newsroom.pass_time(seconds=40)
    assert "/latest" in text(await newsroom.say(VERA, "/help"))


def test_buckets_are_bounded_and_an_album_of_thirty_passes() -> None:
    courtesy = Courtesy(most=100)
    assert {courtesy.judge(1, MESSAGE, 0.0) for _ in range(30)} == {"pass"}
    for user_id in range(10_000):
        courtesy.judge(user_id, COMMAND, 0.0)
    assert len(courtesy) == 100


async def test_a_strange_group(newsroom: Newsroom) -> None:
    newsroom.world.add_group(GROUP, "Соседи", owner_id=VERA)
    newsroom.world.set_member(GROUP, BOT_ID, "administrator", can_manage_chat=True)
    newsroom.world.add_user(1777, "Сосед")
    newsroom.world.set_member(GROUP, 1777, "member")
    newsroom.world.set_member(GROUP, ANNA, "member")
    for words in (
        "привет",
        "/latest",
        "/help@other_bot",
        "@vestnik_bot привет",
        "/queue@vestnik_bot",
    ):
        newsroom.world.send_text(1777, GROUP, words)
        newsroom.world.send_text(ANNA, GROUP, words)
    await newsroom.settled()
    assert newsroom.by_bot(GROUP) == []
    newsroom.world.send_text(1777, GROUP, "/latest@vestnik_bot")
    await newsroom.until(lambda: newsroom.by_bot(GROUP))
    await newsroom.settled()

    async def kept(tx: Transaction) -> Any:
        person = await tx.people.get(1777)
        raw = await tx._connection.exec_driver_sql("SELECT raw FROM inbox WHERE raw <> '{}'")
        return person, raw.all()

    assert await newsroom.app.store.run(kept) == (None, [])


async def test_nobody_answers_a_blocked_reader(newsroom: Newsroom) -> None:
    silencing = newsroom.app.dispatcher["silencing"]
    await silencing.block(VERA, 1, ANNA)
    await silencing.mute(GLEB, 1, ANNA)
    before = len(newsroom.world.messages(VERA)), len(newsroom.world.messages(GLEB))
    newsroom.world.send_text(VERA, VERA, "/latest")
    newsroom.world.send_text(GLEB, GLEB, "/latest")
    await newsroom.settled()
    after = len(newsroom.world.messages(VERA)), len(newsroom.world.messages(GLEB))
    assert after == (before[0] + 1, before[1] + 1)
    await newsroom.pass_time(days=1)
    assert await newsroom.say(GLEB, "/latest")
    await silencing.lift(VERA, 1, ANNA)
    assert await newsroom.say(VERA, "/latest")

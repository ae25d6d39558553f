"""A working day: two channels, five people, forty releases, and everything that goes wrong.

At its end the log, the channels and the plan agree.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.post import Status
from bot.services.simulation import simulate
from bot.store import Transaction
from tests.chat.desks import SECOND, add_channel
from tests.chat.stories import STORIES
from tests.chat.test_cautions import HELD_BACK
from tests.newsroom import (
    ANNA,
    BORIS,
    BOT_ID,
    CHANNEL,
    GLEB,
    VERA,
    Message,
    Newsroom,
    buttons,
    text,
)

ZHENYA = 1005
ONE, TWO = 1, 2  # our own numbers of the channels


class Day:
    """The day, in the words of the newsroom."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.room = newsroom
        self.rest = iter(STORIES)

    async def hire(self, person: int, role: str) -> None:
        link = text(await self.room.say(ANNA, f"/invite {role}"))
        found = re.search(r"start=(\S+)", link)
        assert found is not None, link
        await self.room.say(person, f"/start {found.group(1)}")

    async def hand_in(self, person: int, words: str | None = None) -> Message:
        await self.room.say(person, words or next(self.rest))
        card = self.card(person)
        assert card is not None
        return card

    def card(self, person: int) -> Message:
        cards = [m for m in self.room.by_bot(person) if re.match(r"№ \d+ · ", text(m))]
        whole = [m for m in cards if " · " in text(m).splitlines()[0].split(" · ", 1)[1]]
        return whole[-1]

    async def press(self, label: str, card: Message, person: int) -> None:
        await self.room.press(label, card, person)

    def shown(self, card: Message, person: int) -> str:
        return text(self.room.world.message(person, card["message_id"]))

    async def pass_hours(self, hours: float) -> None:
        """From one due instant to the next, as the day goes."""
        room, until = self.room, self.room.clock.at + timedelta(hours=hours)
        while room.clock.at < until:
            found = [await self.next_due(number) for number in (ONE, TWO)]
            upcoming = min(at for at in [*found, until] if at is not None)
            await room.pass_time(seconds=(upcoming - room.clock.at).total_seconds())
            await room.settled()
            await room.until_async_true(self.nothing_under_way)

    async def next_due(self, channel_id: int) -> datetime | None:
        now = self.room.clock.at
        return await self.room.app.store.run(lambda tx: tx.posts.next_due(channel_id, now))

    async def nothing_under_way(self) -> bool:
        """Whether the bot has dealt with what is due by now, or holds it back."""
        at = self.room.clock.at

        async def work(tx: Transaction) -> bool:
            for number in (ONE, TWO):
                channel = await tx.channels.find(number)
                if channel is None or channel.lost or channel.stopped(at):
                    continue
                if await tx.posts.ripe(number, at):
                    return False
            return True

        return await self.room.app.store.run(work)

    async def restart(self, *, crash: bool) -> None:
        await (self.room.crash_bot() if crash else self.room.stop_bot())
        await self.room.start_bot()
        await self.room.settled()


def plain(message: Message) -> str:
    """What it says, with usual spaces."""
    return text(message).replace("\N{NO-BREAK SPACE}", " ")


async def posts(newsroom: Newsroom, channel_id: int) -> list[Any]:
    async def work(tx: Transaction) -> list[Any]:
        lines = await tx.posts.lines(channel_id, tuple(Status), "newest", limit=500)
        return [await tx.posts.get(line.id) for line in reversed(lines)]

    return await newsroom.app.store.run(work)


@pytest.mark.day
async def test_at_its_end_log_channels_and_plan_agree(newsroom: Newsroom) -> None:
    room, day = newsroom, Day(newsroom)
    room.world.add_user(ZHENYA, "Женя", username="zhenya", role="editor")

    # The newsroom gathers: an author and a chief join the first desk, an editor the second.
    await day.hire(BORIS, "editor")
    await day.hire(VERA, "author")
    await day.hire(GLEB, "chief")
    second = await add_channel(room)
    await room.press(SECOND, await room.say(ANNA, "/editors"), ANNA)
    await day.hire(ZHENYA, "editor")

    # Morning: the queues fill.
    for _ in range(15):
        await day.press("В очередь", await day.hand_in(BORIS), BORIS)
    for _ in range(10):
        await day.press("В очередь", await day.hand_in(ZHENYA), ZHENYA)
    for _ in range(4):
        await day.press("Сейчас", await day.hand_in(BORIS), BORIS)
        await day.pass_hours(0.1)
    assert len(room.channel()) == 4

    # An author's releases wait for somebody's yes; one comes back with a reason.
    for number in range(4):
        own = await day.hand_in(VERA)
        assert "Сейчас" not in buttons(own)
        await day.press("На утверждение", own, VERA)
        asked = day.card(BORIS)
        await day.press("Вернуть" if number == 3 else "Утвердить", asked, BORIS)
    await day.press("Назовите источник", asked, BORIS)
    assert "Назовите источник" in text(day.card(VERA))

    # An embargo holds whatever is pressed.
    held = await day.hand_in(BORIS, HELD_BACK)
    await day.press("Сейчас", held, BORIS)
    assert "под эмбарго" in day.shown(held, BORIS)
    after = next(label for label in buttons(room.world.message(BORIS, held["message_id"])))
    await day.press(after, held, BORIS)

    await day.restart(crash=False)

    # A fact was wrong; another post should never have been.
    wrong = await day.hand_in(BORIS)
    await day.press("Сейчас", wrong, BORIS)
    await room.published(5)
    await day.press("Исправить", wrong, BORIS)
    await day.press("Заголовок", wrong, BORIS)
    await room.say(BORIS, "Дорожники залатали Портовую и Речную")
    await day.press("Факт", room.by_bot(BORIS)[-1], BORIS)
    await room.say(BORIS, "улиц две, а не одна.")
    await room.until(lambda: "Исправлено" in text(room.channel()[-1]))
    gone = await day.hand_in(BORIS)
    await day.press("Сейчас", gone, BORIS)
    await room.published(6)
    await day.press("Отозвать", gone, BORIS)
    await day.press("Да, отозвать", await room.say(BORIS, "Номер отозван"), BORIS)
    await room.until(lambda: len(room.channel()) == 5)

    # A pause holds the evening's posts; they go on by a plan that was shown.
    await room.say(BORIS, "/pause")
    await day.press("До отмены", room.by_bot(BORIS)[-1], BORIS)
    await day.pass_hours(5)
    assert len(room.channel()) == 5
    await day.press("Да, продолжить", await room.say(BORIS, "/resume"), BORIS)

    # The bot loses its rights in the second channel, and gets them back after a crash.
    room.world.set_member(second, BOT_ID, "administrator", can_post_messages=False)
    await room.settled()
    before = len(room.world.messages(second))
    await day.pass_hours(2)
    assert len(room.world.messages(second)) == before
    await day.restart(crash=True)
    room.world.set_member(second, BOT_ID, "administrator", can_post_messages=True)
    await room.settled()
    for _ in range(4):
        await day.press("В очередь", await day.hand_in(ZHENYA), ZHENYA)

    # The plan says what the next days bring, and so it comes.
    foretold = {ONE: set[str](), TWO: set[str]()}
    for person, channel_id in ((BORIS, ONE), (ZHENYA, TWO)):
        forecast = await simulate(
            room.app.store, [channel_id], room.clock.at, room.clock.at + timedelta(days=21)
        )
        foretold[channel_id] = {str(out.number) for out in forecast.publications}
        plan = text(await room.say(person, "/plan"))
        assert f"№ {forecast.publications[0].number} · " in plan
    queued = {
        channel_id: {str(row.id) for row in await posts(room, channel_id)
                     if row.status is Status.QUEUED}
        for channel_id in (ONE, TWO)
    }  # fmt: skip
    assert foretold == queued
    await day.pass_hours(24 * 21)

    # Every post stands where the log says, once; nothing else stands there.
    count = 0
    for channel_id, chat in ((ONE, CHANNEL), (TWO, second)):
        rows = await posts(room, channel_id)
        count += len(rows)
        shown = {m["message_id"]: plain(m) for m in room.world.messages(chat) if text(m)}
        known = dict[int, int]()
        for row in rows:
            messages = await room.app.store.run(lambda tx, n=row.id: tx.messages.rows(n))
            standing = [m.message_id for m in messages if m.deleted_at is None]
            acts = [
                e.act for e in await room.app.store.run(lambda tx, n=row.id: tx.audit.of_post(n))
            ]
            assert acts[0] == "draft"
            assert (row.status is Status.SENT) == bool(standing), row.title
            assert ("withdraw" in acts) == (row.status is Status.WITHDRAWN)
            known |= dict.fromkeys(standing, row.id)
            for message_id in standing:
                assert row.title.rstrip("…") in shown[message_id]
        assert set(known) == set(shown)
        assert len(set(shown.values())) == len(shown), "nothing stands there twice"
        assert {row.status for row in rows} <= {Status.SENT, Status.WITHDRAWN, Status.DRAFT}
    assert count == 40
    verified = await room.app.store.run(lambda tx: tx.audit.verify())
    assert verified.broken is None
    log = await room.app.store.run(lambda tx: tx.audit.latest(1000))
    done = {entry.act for entry in log}
    assert {"draft", "queue", "now", "approve", "pause", "resume", "withdraw"} <= done

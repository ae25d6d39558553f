"""The newsroom's day: releases, times, moves, corrections, withdrawals, pauses."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, time, timedelta
from random import Random

from bot.domain.channel import Channel
from bot.domain.desk import Place
from bot.domain.errors import BotError
from bot.domain.post import Status
from bot.domain.release import Media, RawRelease, Wishes
from bot.domain.text import FormattedText
from bot.services.corrections import propose
from bot.services.making import add_copy, rewrite
from bot.services.views import find
from bot.store import Transaction
from bot.store.rows import PostLine
from tests.simulation.life import Life
from tests.simulation.oracle import Oracle
from tests.simulation.world import World

ANNA = 1001
LETTERS = "абвгдежзиклмнопрстуфхцчшэюя"
ACTS = {
    "draft": 46, "rewrite": 7, "move": 7, "take out": 4, "drop": 3, "correct": 9, "withdraw": 4,
    "pause": 2, "pause with end": 3, "again": 6,
}  # fmt: skip
KINDS = {"text": 60, "photo": 12, "album": 18, "long": 10}
WAYS = {"queue": 50, "at": 33, "now": 11, "flash": 6}


class Desk:
    """One editor who does everything, while the bot lives."""

    def __init__(
        self,
        world: World,
        oracle: Oracle,
        channels: list[Channel],
        life: Callable[[], Life | None],
    ) -> None:
        self._world, self._oracle, self._channels, self._life = world, oracle, channels, life
        self._rng: Random = world.chance("desk")
        self._number = 0

    async def work(self, days: int) -> None:
        """Some acts each day, at any hour, most of them by day."""
        for _ in range(days):
            moments = sorted(
                self._rng.triangular(0, 86_400) for _ in range(self._rng.randint(1, 4))
            )
            passed = 0.0
            for moment in moments:
                await asyncio.sleep(max(0.0, moment - passed))
                passed = max(passed, moment)
                began = asyncio.get_running_loop().time()
                await self.one()
                passed += asyncio.get_running_loop().time() - began
            await asyncio.sleep(max(0.0, 86_400 - passed))

    async def one(self, act: str | None = None) -> None:
        """One act in one channel."""
        life, rng = self._life(), self._rng
        if life is None:
            return
        chosen = act or rng.choices(list(ACTS), list(ACTS.values()))[0]
        channel = rng.choice(self._channels)
        self._world.tell(f"desk: {chosen} in {channel.chat_id}")
        self._world.figures["acts"] += 1
        if chosen == "draft":
            await self._draft(life, channel)
        elif chosen.startswith("pause"):
            await self._pause(life, channel, ends=chosen != "pause")
        else:
            await self._change(life, channel, chosen)

    async def settle(self) -> None:
        """What waits for an editor's word gets it, and pauses end."""
        for channel in self._channels:
            life = self._life()
            if life is None:
                return
            if self._oracle.paused(channel):
                await self._release(life, channel)
            for _ in range(20):
                if not await self._change(life, channel, "again"):
                    break

    def _words(self, long: bool) -> FormattedText:
        rng, self._number = self._rng, self._number + 1

        def word() -> str:
            return "".join(rng.choices(LETTERS, k=rng.randint(4, 9)))

        def sentence() -> str:
            return " ".join(word() for _ in range(8)).capitalize() + "."

        paragraphs = [" ".join(sentence() for _ in range(6 if long else 2))
                      for _ in range(14 if long else 2)]  # fmt: skip
        head = f"Новость{self._number} {word()} {word()}"
        return FormattedText("\n\n".join((head, *paragraphs)))

    async def _draft(self, life: Life, channel: Channel) -> None:
        rng = self._rng
        kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
        words = self._words(kind == "long")
        count = {"photo": 1, "album": rng.randint(2, 5)}.get(kind, 0)
        media = tuple(Media("photo", f"f{self._number}-{n}", f"u{self._number}-{n}")
                      for n in range(count))  # fmt: skip
        raw = RawRelease(words, media, sender_id=ANNA)
        made = list[tuple[int, int]]()

        async def work() -> None:
            async def draft(tx: Transaction) -> None:
                row = await add_copy(tx, channel, raw, Wishes(), life.clock.now())
                made.append((row.id, row.version))

            await life.store.run(draft)

        if await life.act(work()):
            self._world.figures["posts"] += 1
            await self._give_time(life, channel, *made[0])

    async def _give_time(self, life: Life, channel: Channel, post: int, version: int) -> None:
        rng, plan = self._rng, life.scheduling
        way = rng.choices(list(WAYS), list(WAYS.values()))[0]
        through = rng.random() < 0.5
        minutes = rng.choice([rng.randint(2, 90), rng.randint(60, 2400)])
        when = (life.clock.now() + timedelta(minutes=minutes)).replace(second=0, microsecond=0)

        async def work() -> None:
            match way:
                case "queue":
                    view = await plan.enqueue(post, version, ANNA)
                    self._on_a_slot(channel, view.row.due_at)
                case "at":
                    await plan.at(post, version, when, ANNA, through_quiet=through)
                case "now":
                    await plan.publish_now(post, version, ANNA, through_quiet=through)
                case "flash":
                    await plan.flash(post, version, ANNA)
            self._oracle.planned.add(post)

        self._world.tell(f"desk: post {post} {way}")
        await life.act(work())

    def _on_a_slot(self, channel: Channel, due: datetime | None) -> None:
        """A slot is what the timetable says on the channel's clock, or what the gap made of it."""
        if due is None:
            self._world.accuse("a post in the queue has no time")
            return
        local = due.astimezone(channel.zone)
        times = {time.fromisoformat(word) for word in channel.slots.split()[1:]}
        skipped = any(not _exists(datetime.combine(local.date(), at), channel) for at in times)
        if local.time() not in times and not skipped:
            self._world.accuse(f"a slot at {local}, which the timetable does not have")

    async def _pause(self, life: Life, channel: Channel, *, ends: bool) -> None:
        if self._oracle.paused(channel):
            await self._release(life, channel)
            return
        hours = self._rng.uniform(0.5, 20)
        until = life.clock.now() + timedelta(hours=hours) if ends else None
        await life.act(life.stopping.stop({channel.id: until}, ANNA))

    async def _release(self, life: Life, channel: Channel) -> None:
        self._world.trouble(3600)
        await life.act(life.stopping.release([channel.id], ANNA))

    async def _change(self, life: Life, channel: Channel, act: str) -> bool:
        """An act on one of the newest posts that it fits; whether there was one."""
        fitting: dict[str, tuple[Status, ...]] = {
            "rewrite": (Status.QUEUED, Status.DRAFT),
            "move": (Status.QUEUED,),
            "take out": (Status.QUEUED,),
            "drop": (Status.QUEUED, Status.DRAFT, Status.HELD, Status.FAILED),
            "correct": (Status.SENT,),
            "withdraw": (Status.SENT,),
            "again": (Status.HELD, Status.FAILED, Status.UNCERTAIN),
        }
        found = list[PostLine]()

        async def look() -> None:
            found.extend(await life.store.run(lambda tx: tx.posts.lines(
                channel.id, fitting[act], "newest", limit=5
            )))  # fmt: skip

        if not await life.act(look()) or not found:
            return False
        line = self._rng.choice(found)
        self._world.tell(f"desk: {act} post {line.id}, {line.status}")
        await life.act(self._do(life, channel, act, line))
        return True

    async def _do(self, life: Life, channel: Channel, act: str, line: PostLine) -> None:
        planned = self._oracle.planned
        match act:
            case "rewrite":
                await life.store.run(lambda tx: self._rewrite(tx, life, line))
            case "move":
                await life.scheduling.move(line.id, line.version, ANNA, self._rng.choice((-1, 1)))
            case "take out":
                was = line.id in planned
                planned.discard(line.id)
                try:
                    await life.scheduling.take_out(line.id, line.version, ANNA)
                except BotError:
                    planned.update([line.id] if was else [])
                    raise
            case "drop":
                await life.drafts.delete(line.id, line.version, ANNA)
            case "correct":
                await life.store.run(lambda tx: self._propose(tx, life, line))
                await life.corrections.apply(line.id, ANNA, "typo")
            case "withdraw":
                await life.withdrawing.withdraw(line.id, line.version, "", ANNA)
            case "again" if line.status is Status.UNCERTAIN:
                await self._resolve(life, channel, line)
            case "again":
                planned.add(line.id)
                await life.scheduling.publish_now(line.id, line.version, ANNA, through_quiet=True)

    async def _resolve(self, life: Life, channel: Channel, line: PostLine) -> None:
        """The editor looks into the channel."""
        self._world.figures["asked"] += 1
        row = await life.store.run(lambda tx: find(tx, line.id))
        chat = self._oracle._telegram.chats[int(channel.chat_id)]
        there = bool(chat.copies((row.id, row.next_part, 0)))
        await life.publishing.resolve(line.id, line.version, ANNA, went_out=there)

    async def _rewrite(self, tx: Transaction, life: Life, line: PostLine) -> None:
        row = await find(tx, line.id, line.version)
        raw, wishes, _ = await tx.posts.release(row.release_id)
        words = self._words(len(row.post.parts) > 1)
        raw = RawRelease(words, raw.media, sender_id=ANNA)
        await rewrite(tx, row, raw, wishes, life.clock.now(), ANNA)

    async def _propose(self, tx: Transaction, life: Life, line: PostLine) -> None:
        row = await find(tx, line.id)
        raw, wishes, _ = await tx.posts.release(row.release_id)
        words = FormattedText(raw.text.text.replace("Новость", "Важная новость", 1)[:9000])
        raw = RawRelease(words, raw.media, sender_id=ANNA)
        await propose(tx, row, raw, wishes, Place(ANNA), life.clock.now())


def _exists(local: datetime, channel: Channel) -> bool:
    """Whether the channel's clock shows this time at all."""
    aware = local.replace(tzinfo=channel.zone)
    return aware.astimezone(tz=None).astimezone(channel.zone).replace(tzinfo=None) == local

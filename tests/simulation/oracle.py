"""What has to hold: the channel against the database (reliability.md §7.4)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.channel import Channel
from bot.domain.post import Delivery, Status
from bot.planning import QuietHours
from bot.store import Transaction
from tests.simulation.memory import MemoryStore
from tests.simulation.ports import instant
from tests.simulation.telegram import Chat, Telegram
from tests.simulation.world import World

EARLY = timedelta(seconds=1.5)  # a Date is in whole seconds, so a clock set by it is off by one
PROMPT = 5.0  # seconds
ON_TIME = timedelta(seconds=60)  # what is later than this was kept back
RECENT = 5  # posts that each look compares; the last one compares all

UNWANTED = (Status.QUEUED, Status.FAILED, Status.DRAFT, Status.DELETED, Status.HELD)

ONE = "SELECT due_at, urgent, through_quiet, embargo_until, touched_at FROM posts WHERE id = ?"
SENDING = "SELECT id, next_part FROM posts WHERE channel_id = ? AND status = 'sending'"
ON_THE_WAY = """SELECT id FROM posts WHERE channel_id = ? AND id <> ? AND (
    status IN ('sending', 'checking') OR (status = 'queued' AND next_part > 0))"""
BEFORE = """SELECT id, due_at FROM posts WHERE channel_id = ? AND id <> ? AND status = 'queued'
    AND next_part = 0 AND embargo_until IS NULL AND (due_at < ? OR (due_at = ? AND id < ?))"""
STUCK = """SELECT id, status FROM posts WHERE status = 'checking' OR (status = 'sending'
    AND NOT EXISTS (SELECT 1 FROM attempts WHERE post_id = posts.id AND started_at > ?))"""
LATE = """SELECT id FROM posts WHERE channel_id = ? AND status = 'queued' AND due_at < ?
    AND embargo_until IS NULL"""
UNFINISHED = "SELECT count(*) FROM attempts WHERE outcome IS NULL AND started_at < ?"
SETTLING = """SELECT count(*) FROM searches WHERE closed_at IS NULL AND kind = 'settle'
    AND since < ?"""
PAUSED = "SELECT paused, paused_until, released_at FROM channels WHERE id = ?"


class Oracle:
    """Accuses the world of whatever must not be."""

    def __init__(self, world: World, telegram: Telegram, store: MemoryStore) -> None:
        self._world, self._telegram, self._store = world, telegram, store
        self._raw = store.raw
        self.channels = dict[int, Channel]()  # by their chat
        self.planned = set[int]()  # posts that were given a time, and not taken out since
        self._seen_late = set[int]()

    def look(self, chat: int, delivery: Delivery) -> tuple[int, int]:
        """A call begins: says which post and part it is, and whether it may be made."""
        channel = self.channels[chat]
        rows = self._raw.execute(SENDING, (channel.id,)).fetchall()
        if len(rows) != 1:
            self._world.accuse(f"a call to {chat} while {len(rows)} posts are on their way")
        post, part = rows[0] if rows else (0, 0)
        others = self._raw.execute(ON_THE_WAY, (channel.id, post)).fetchall()
        if others:
            self._world.accuse(f"post {post} goes out before the end of post {others[0][0]}")
        if part == 0:
            self._may_begin(channel, post)
        return int(post), int(part)

    def _may_begin(self, channel: Channel, post: int) -> None:
        due_text, urgent, through, embargo_text, touched = self._raw.execute(
            ONE, (post,)
        ).fetchone()
        due, embargo, now = instant(due_text), instant(embargo_text), self._world.now()
        if due is None or now < due - EARLY or (embargo is not None and now < embargo - EARLY):
            self._world.accuse(f"post {post} goes out early: due {due}, embargo {embargo}")
            return
        quiet = QuietHours.parse(channel.rules.quiet)
        tail = now - EARLY  # the clock may be off by so much at the borders
        calls_quiet = quiet.covers(now, channel.zone) and quiet.covers(tail, channel.zone)
        calls_quiet = calls_quiet and quiet.covers(now + EARLY, channel.zone)
        prompt = now - due < timedelta(seconds=62)  # begun before the quiet
        if calls_quiet and not (urgent or through or prompt):
            self._world.accuse(f"post {post} goes out in quiet hours")
        if self._stopped(channel, now + EARLY):
            self._world.accuse(f"post {post} goes out in a pause")
        if not (urgent or through):
            earlier = self._raw.execute(
                BEFORE, (channel.id, post, due_text, due_text, post)
            ).fetchall()
            # What its editor has go out now passes those that wait for the gap after a stop.
            kept_back = _text(now - ON_TIME - EARLY)
            if any(not prompt or at >= kept_back for _, at in earlier):
                self._world.accuse(f"post {post} goes out before post {earlier[0][0]}")
        self._prompt(channel, post, due, instant(touched) or due, now, quiet)

    def _prompt(
        self,
        channel: Channel,
        post: int,
        due: datetime,
        touched: datetime,
        now: datetime,
        quiet: QuietHours,
    ) -> None:
        """On time, where nothing was broken and nothing holds it."""
        if not self._world.calm_since(due) or quiet.covers(due, channel.zone):
            return
        released = instant(self._raw.execute(PAUSED, (channel.id,)).fetchone()[2])
        if post in self._seen_late or (released is not None and released >= due):
            return
        lateness = (now - max(due, touched)).total_seconds()
        self._seen_late.add(post)
        self._world.late.append(lateness)
        if lateness > PROMPT:
            self._world.accuse(f"post {post} is {lateness:.1f} s late, and nothing was broken")

    async def compare(self, *, all_of_it: bool = False) -> None:
        """Some time after the last trouble: nothing hangs, and the books say what is there."""
        lately = _text(self._world.now() - timedelta(minutes=1))  # whose call is just being made
        for post, status in self._raw.execute(STUCK, (lately,)):
            self._world.accuse(f"post {post} is still {status}")
        for query, what in ((UNFINISHED, "attempts"), (SETTLING, "searches")):
            (count,) = self._raw.execute(query, (lately,)).fetchone()
            if count:
                self._world.accuse(f"{count} {what} were never ended")
        for chat_id, channel in self.channels.items():
            self._missed(channel)
            await self._store.run(
                lambda tx, c=channel, n=chat_id: self._compare(  # type: ignore[misc]
                    tx, c, self._telegram.chats[n], all_of_it=all_of_it
                )
            )
        self._world.figures["looks"] += 1

    def _stopped(self, channel: Channel, now: datetime) -> bool:
        paused, until, _ = self._raw.execute(PAUSED, (channel.id,)).fetchone()
        ends = instant(until)
        return bool(paused) and (ends is None or now < ends)

    def paused(self, channel: Channel) -> bool:
        """Whether the channel is stopped now."""
        return self._stopped(channel, self._world.now())

    def _missed(self, channel: Channel) -> None:
        now = self._world.now()
        before = now - timedelta(minutes=30)
        quiet = QuietHours.parse(channel.rules.quiet)
        held = [quiet.covers(now - timedelta(minutes=m), channel.zone) for m in (0, 30, 60)]
        if any(held) or self._stopped(channel, now):
            return
        for (post,) in self._raw.execute(LATE, (channel.id, _text(before))):
            self._world.accuse(f"post {post} is overdue, and nobody sends it")

    async def _compare(
        self, tx: Transaction, channel: Channel, chat: Chat, *, all_of_it: bool
    ) -> None:
        lines = await tx.posts.lines(
            channel.id, list(Status), "newest", limit=100_000 if all_of_it else RECENT
        )
        standing = {m.number: m for m in chat.messages.values() if m.stands and m.key}
        left = {n: m for n, m in standing.items() if all_of_it or n > chat.last - RECENT}
        for line in lines:
            row = await tx.posts.get(line.id)
            assert row is not None
            if row.id in self.planned and row.status in (Status.DRAFT, Status.REVIEW):
                self._world.accuse(f"post {row.id} lost its time")
            waits = await tx.errands.open_of(row.id)
            failed = await tx.errands.failed_of(row.id)
            places = set[tuple[int, int]]()
            for message in await tx.messages.rows(row.id):
                there = chat.messages.get(message.message_id)
                left.pop(message.message_id, None)
                if message.deleted_at is not None:
                    if there is not None and there.stands:
                        self._world.accuse(f"message {there.number} is called deleted")
                    continue
                if there is None or there.key is None or there.key[0] != row.id:
                    self._world.accuse(f"message {message.message_id} is not of post {row.id}")
                    continue
                if message.part >= 0:
                    places.add((message.part, message.item))
                if there.by_hand or waits or failed:
                    continue
                if not there.stands:
                    self._world.accuse(f"message {there.number} of post {row.id} is gone")
                elif message.part >= 0:
                    wanted = row.post.parts[message.part].prints[message.item]
                    if there.print != wanted:
                        self._world.accuse(f"message {there.number} says something else")
            if row.status is Status.SENT:
                wanted_places = {
                    (number, item)
                    for number, part in enumerate(row.post.parts)
                    for item in range(part.messages)
                }
                by_hand = any(m.by_hand for m in chat.messages.values() if m.key
                              and m.key[0] == row.id)  # fmt: skip
                if not (wanted_places <= places or by_hand or waits or failed):
                    self._world.accuse(f"post {row.id} is not whole: {sorted(places)}")
        for message in left.values():
            assert message.key is not None
            known = await tx.messages.find(channel.id, message.number)
            if known is not None and known.post_id == message.key[0]:
                continue  # of a post that this look was not about
            row = await tx.posts.get(message.key[0])
            unwanted = row is not None and row.status in UNWANTED
            if unwanted and row is not None and (message.late or row.next_part):
                self._world.figures["late and no longer wanted"] += 1
                continue
            self._world.accuse(f"message {message.number} of post {message.key} is in no book")


def _text(at: datetime) -> str:
    """An instant as SQLite keeps it."""
    return at.replace(tzinfo=None).isoformat(sep=" ")

"""What a reader follows, changed wish by wish."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.errors import InputError
from bot.domain.following import MOST_INTERESTS, Interest, Subscription
from bot.domain.terms import tag_key, tags
from bot.parsing.interests import interests_in
from bot.planning import QuietHours
from bot.planning.digests import next_digest, next_week
from bot.planning.grammar.daytime import time_of_day
from bot.services.absent import Absent
from bot.services.channels import main_channel
from bot.services.ports import Clock
from bot.store import Store, Transaction

MOST_HOURS = 6  # digests a day
LATELY = timedelta(days=60)  # rubrics of this time are offered
LOOKED_THROUGH = 500  # messages
RUBRICS = 24

Change = Callable[[Subscription], Subscription]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A reader's subscription, None without one, and what the channel has to offer."""

    subscription: Subscription | None
    zone: str  # the reader's, or the channel's until they chose one
    rubrics: tuple[str, ...]  # as they are written, the most frequent first
    districts: tuple[str, ...]
    channel: str  # its title


@dataclass(slots=True)
class Following:
    """The first wish makes a subscription; leaving removes all that is known of it."""

    store: Store
    clock: Clock
    absent: Absent
    # The rubrics of a channel, until another message comes: read for every press otherwise.
    _offered: tuple[tuple[int, int], tuple[str, ...]] = ((0, 0), ())

    async def look(self, user_id: int) -> Wanted:
        """What a reader follows, and might."""

        async def work(tx: Transaction) -> Wanted:
            return await self._look(tx, await tx.subscriptions.get(user_id))

        return await self.store.run(work)

    async def toggle(self, user_id: int, interest: Interest) -> Wanted:
        """Follows something, or no longer. Raises InputError for too much."""

        def change(known: Subscription) -> Subscription:
            return _following(known, known.interests ^ {interest})

        return await self._change(user_id, change)

    async def follow_words(self, user_id: int, text: str) -> Wanted:
        """Follows what was written as well. Raises InputError for what can't be followed."""
        found = interests_in(text)
        if not found:
            raise InputError("Write one or more words, for example: water outage, Lenin street")

        def change(known: Subscription) -> Subscription:
            return _following(known, known.interests | set(found))

        return await self._change(user_id, change)

    async def everything(self, user_id: int) -> Wanted:
        """Follows everything, or no longer. Who begins with it has so much in digests."""

        def change(known: Subscription) -> Subscription:
            return replace(known, everything=not known.everything)

        return await self._change(user_id, change, digest=True)

    async def tell(self, user_id: int, *, digest: bool) -> Wanted:
        """At once, or in digests."""
        return await self._change(user_id, lambda known: replace(known, digest=digest))

    async def weekly(self, user_id: int, *, wanted: bool) -> Wanted:
        """The best of the week, or not."""
        return await self._change(user_id, lambda known: replace(known, weekly=wanted))

    async def hours(self, user_id: int, words: str) -> Wanted:
        """The hours of the digest as people write them: «8, 13:30 и 19». Raises InputError."""
        hours = _hours(words)
        return await self._change(user_id, lambda known: replace(known, hours=hours, digest=True))

    async def quiet(self, user_id: int, words: str) -> Wanted:
        """The quiet hours; «-» for none. Raises InputError that says how to write them."""
        found = QuietHours.parse(words)
        quiet = str(found) if found else ""
        return await self._change(user_id, lambda known: replace(known, quiet=quiet))

    async def rezone(self, user_id: int, zone: str) -> Wanted:
        """The reader's time zone, by its IANA name. Raises InputError for none."""
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError) as error:
            raise InputError("This button no longer works.") from error
        return await self._change(user_id, lambda known: replace(known, zone=zone))

    async def leave(self, user_id: int) -> bool:
        """Forgets the subscription; whether there was one."""

        async def work(tx: Transaction) -> bool:
            await tx.broadcasts.leave(user_id)
            return await tx.subscriptions.remove(user_id)

        self.absent.ids.discard(user_id)
        return await self.store.run(work)

    async def _change(self, user_id: int, change: Change, *, digest: bool = False) -> Wanted:
        async def work(tx: Transaction) -> Wanted:
            now, channel = self.clock.now(), await main_channel(tx)
            known = await tx.subscriptions.get(user_id)
            newest = await tx.newsreel.newest(channel.id)
            if known is None:
                known = Subscription(user_id, channel.timezone, newest, digest=digest)
            wanted = timed(known, change(known), now, newest)
            await tx.subscriptions.put(wanted)
            return await self._look(tx, wanted)

        return await self.store.run(work)

    async def _look(self, tx: Transaction, known: Subscription | None) -> Wanted:
        channel = await main_channel(tx)
        return Wanted(
            known,
            known.zone if known else channel.timezone,
            await self._rubrics(tx, channel.id),
            channel.rules.districts,
            channel.title,
        )

    async def _rubrics(self, tx: Transaction, channel_id: int) -> tuple[str, ...]:
        newest = await tx.newsreel.newest(channel_id)
        if self._offered[0] != (channel_id, newest):
            since = self.clock.now() - LATELY
            standing = await tx.newsreel.since(channel_id, since, limit=LOOKED_THROUGH)
            self._offered = (channel_id, newest), _frequent(each.text for each in standing)
        return self._offered[1]


def timed(known: Subscription, wanted: Subscription, now: datetime, newest: int) -> Subscription:
    """Other wishes, with the instants at which they are next due."""
    heard = known.heard
    next_at = None if known.digest else known.next_at  # what a quiet night kept back
    if wanted.digest:
        next_at = next_digest(wanted.hours, wanted.tz, now)
        heard = heard if known.digest else newest  # who was told at once has heard everything
    weekly_at = next_week(wanted.tz, now) if wanted.weekly else None
    return replace(wanted, heard=heard, next_at=next_at, weekly_at=weekly_at, blocked_at=None)


def _following(known: Subscription, interests: frozenset[Interest]) -> Subscription:
    if len(interests) > MOST_INTERESTS:
        raise InputError(
            "You follow {most} things already; take one away first.", most=MOST_INTERESTS
        )
    return replace(known, interests=interests, everything=False)


def _hours(words: str) -> tuple[time, ...]:
    pieces = words.replace(",", " ").replace(" и ", " ").replace(" and ", " ").split()
    hours = tuple(sorted({time_of_day(piece) for piece in pieces}))
    if not hours:
        raise InputError("Write one or more hours, for example: 8:00 19:00")
    if len(hours) > MOST_HOURS:
        raise InputError("At most {most} digests a day.", most=MOST_HOURS)
    return hours


def _frequent(texts: Iterable[str]) -> tuple[str, ...]:
    counts, names = dict[str, int](), dict[str, str]()
    for text in texts:
        for tag in tags(text):
            key = tag_key(tag)
            counts[key] = counts.get(key, 0) + 1
            names.setdefault(key, tag)
    best = sorted(counts, key=lambda key: (-counts[key], key))
    return tuple(names[key] for key in best[:RUBRICS])

"""Unknown outcomes are settled by evidence, never by hope (design §8.4 and §8.5)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.evidence import Finding
from bot.domain.outcome import NotSent, Sent
from bot.domain.post import ON_THE_WAY, Status
from bot.domain.sighting import Match, match
from bot.planning import Patience, retry_at
from bot.services.claims import tell
from bot.services.evidence import Evidence, Scene, gather, scene_of
from bot.services.inbox import TelegramAway
from bot.services.lanes import Lanes
from bot.services.ports import Clock, Keeper, Wake, Witness
from bot.services.settling import count_as_sent
from bot.store import Store, Transaction
from bot.store.rows import PostRow, SearchRow

log = logging.getLogger(__name__)

AWAY = timedelta(seconds=5)  # until Telegram is asked again that could not be reached


@dataclass(frozen=True, slots=True)
class Searching:
    """Looks for messages whose answer was lost, and for twins of those that were sent again."""

    store: Store
    clock: Clock
    wake: Wake
    witness: Witness
    keeper: Keeper
    patience: Patience
    lanes: Lanes = field(default_factory=Lanes)

    async def run(self) -> datetime | None:
        """Every look that is due; returns when the next one is (UTC)."""
        due = await self._due()
        await self.lanes.run(dict.fromkeys(search.channel_id for search in due), self._lane)
        return await self.store.run(lambda tx: tx.searches.next_look())

    async def _due(self) -> list[SearchRow]:
        now = self.clock.now()
        # Farther ahead than anybody waits: written by a clock that was wrong.
        beyond = now + self.patience.longest
        return await self.store.run(lambda tx: tx.searches.due(now, beyond))

    async def _lane(self, channel_id: int) -> None:
        for search in await self._due():
            if search.channel_id == channel_id:
                await self._look(search)

    async def _look(self, search: SearchRow) -> None:
        scene = await self.store.run(lambda tx: scene_of(tx, search))
        try:
            seen = await gather(self.witness, scene, self.patience)
            matched = match(search.prints, seen.sightings, search.since)
            if search.kind == "audit":
                await self._audit(scene, seen, matched)
            else:
                await self._settle(scene, seen, matched)
        except TelegramAway as error:
            log.info("the search for post %d waits for Telegram: %s", search.post_id, error)
            at = self.clock.now() + AWAY
            await self.store.run(
                lambda tx: tx.searches.look_again(search.id, at, search.looks, search.finding)
            )

    async def _settle(self, scene: Scene, seen: Evidence, matched: Match) -> None:
        search = scene.search
        last = self.patience.is_last(search.looks)
        removed = search.finding.removed
        if last and seen.whole and not matched.whole and matched.rest:
            # An album of which only a part came: it can't be completed, only sent anew.
            gone, obstacle = await self._remove(scene, matched.rest)
            removed += gone
            if obstacle:  # what is left of it would stand beside the whole
                seen = replace(seen, whole=False, obstacle=obstacle)
        finding = replace(
            search.finding,
            found=matched.whole,
            removed=removed,
            strangers=seen.strangers,
            obstacle=seen.obstacle,
        )
        await self.store.run(lambda tx: self._conclude(tx, scene, seen, finding))
        self.wake.plan.set()
        self.wake.errands.set()

    async def _conclude(
        self, tx: Transaction, scene: Scene, seen: Evidence, finding: Finding
    ) -> None:
        """Writes down what a look for a lost answer means for the post."""
        search, now = scene.search, self.clock.now()
        await tx.channels.raise_floor(scene.channel.id, seen.top)
        row = await tx.posts.get(search.post_id)
        if row is None or row.status is not Status.CHECKING or row.next_part != search.part:
            await tx.searches.close(search.id, now, replace(finding, verdict="dropped"))
            return
        looks = search.looks + 1
        if finding.found:
            finding = replace(finding, verdict="found")
            await self._adopt(tx, scene, row, finding.found)
        elif not seen.whole:
            finding = replace(finding, verdict="asked")
            asked = await tx.posts.change(
                row.id, allowed=(Status.CHECKING,), renew=True, status=Status.UNCERTAIN
            )
            if asked is not None:
                await tell(tx, "uncertain", asked, now)
        elif (again := self.patience.next_look(looks, now, search.cut_began_at)) is not None:
            await tx.searches.look_again(search.id, again, looks, finding)
            return
        else:
            finding = await _not_there(tx, search, row, finding, now)
        await tx.searches.close(search.id, now, finding)
        await tx.audit.add(
            now,
            0,
            "found" if finding.found else "absent" if seen.whole else "asked",
            channel_id=row.channel_id,
            post_id=row.id,
            before=search.reason,
            after=finding.summary,
        )

    async def _adopt(
        self, tx: Transaction, scene: Scene, row: PostRow, found: tuple[int, ...]
    ) -> None:
        """What was found is what the lost answer would have told."""
        now = self.clock.now()
        sent = await count_as_sent(tx, row, scene.channel, found, now, self.patience)
        if sent is not None and sent.status is Status.CHECKING:
            # The publishing loop brings to its end what readers have seen a part of.
            await tx.posts.change(row.id, allowed=(Status.CHECKING,), status=Status.QUEUED)

    async def _audit(self, scene: Scene, seen: Evidence, matched: Match) -> None:
        """Removes twins: what is recorded stays, what else says the same goes."""
        search = scene.search
        seen_twice = (*matched.whole, *matched.rest)
        twins = await self.store.run(lambda tx: _strays(tx, search, seen_twice))
        removed, obstacle = await self._remove(scene, twins) if twins else ((), "")
        finding = replace(
            search.finding,
            removed=search.finding.removed + removed,
            strangers=seen.strangers,
            obstacle=obstacle or seen.obstacle,
        )

        async def work(tx: Transaction) -> None:
            now, looks = self.clock.now(), search.looks + 1
            await tx.channels.raise_floor(scene.channel.id, seen.top)
            again = self.patience.next_audit(looks, now)
            if again is not None:
                await tx.searches.look_again(search.id, again, looks, finding)
            else:
                verdict = replace(finding, verdict="twin" if finding.removed else "clean")
                await tx.searches.close(search.id, now, verdict)
            if removed or (obstacle and again is None):
                said = obstacle or ", ".join(map(str, removed))
                await tx.audit.add(
                    now, 0, "twin", channel_id=search.channel_id, post_id=search.post_id,
                    after=said,
                )  # fmt: skip
                row = await tx.posts.get(search.post_id)
                if row is not None:
                    await tell(tx, "twin", row, now)

        await self.store.run(work)

    async def _remove(
        self, scene: Scene, message_ids: Sequence[int]
    ) -> tuple[tuple[int, ...], str]:
        """Deletes messages; returns which are gone, and why Telegram refuses to delete the rest.

        Raises TelegramAway where trying again can help.
        """
        outcome = await self.keeper.delete(scene.channel.chat_id, message_ids)
        match outcome:
            case Sent():
                return tuple(message_ids), ""
            case NotSent(reason, retry_after=None):
                return (), reason
        raise TelegramAway(outcome.reason)


async def _strays(
    tx: Transaction, search: SearchRow, message_ids: Sequence[int]
) -> tuple[int, ...]:
    """Those that belong to no post. Raises TelegramAway to look again soon, where one may belong
    to a post that says the same and is on its way just now.
    """
    known = await tx.searches.known_above(search.channel_id, search.floor)
    strays = tuple(number for number in message_ids if number not in known)
    if strays and await tx.posts.count(search.channel_id, ON_THE_WAY):
        raise TelegramAway("a post is on its way")
    return strays


async def _not_there(
    tx: Transaction, search: SearchRow, row: PostRow, finding: Finding, now: datetime
) -> Finding:
    """The message is proven absent: it goes out again, unless Telegram refused it."""
    tries = row.tries + 1
    again = retry_at(tries, NotSent(search.reason, retry_after=0), now)
    if search.refused or again is None:
        failed = await tx.posts.change(
            row.id, allowed=(Status.CHECKING,), renew=True, status=Status.FAILED,
            error=search.reason,
        )  # fmt: skip
        if failed is not None:
            await tell(tx, "failed", failed, now)
        return replace(finding, verdict="failed")
    await tx.posts.change(
        row.id,
        allowed=(Status.CHECKING,),
        renew=True,
        status=Status.QUEUED,
        tries=tries,
        not_before=again if tries > 1 else None,
    )
    return replace(finding, verdict="absent")

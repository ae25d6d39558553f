"""The log of acts and the dossier of a post, with the names of who acted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.chain import Entry
from bot.domain.channel import Channel
from bot.services.ports import Clock
from bot.services.views import PostView, find, view
from bot.store import Store, Transaction
from bot.store.records import Record
from bot.store.rows import Approval, Edition

Names = dict[int, str]


@dataclass(frozen=True, slots=True)
class LogPage:
    """Acts, newest first. `number` counts from 0; `more` is whether there are older ones."""

    entries: tuple[Entry, ...]
    names: Names
    channels: dict[int, Channel]
    number: int
    more: bool


@dataclass(frozen=True, slots=True)
class File:
    """Everything about a post; `head` is the log's length and newest hash."""

    view: PostView
    editions: tuple[Edition, ...]
    approvals: tuple[Approval, ...]
    record: Record
    acts: tuple[Entry, ...]
    names: Names
    head: tuple[int, str]


@dataclass(frozen=True, slots=True)
class Journal:
    """Reads what was done."""

    store: Store
    clock: Clock

    async def page(self, channel_id: int | None, number: int, size: int) -> LogPage:
        """A page of the log of a channel; None: of all, and of what is no channel's."""

        async def work(tx: Transaction) -> LogPage:
            found = await tx.audit.latest(size + 1, channel_id, offset=number * size)
            entries = tuple(found[:size])
            channels = {each.id: each for each in await tx.channels.all(inactive=True)}
            names = await _names(tx, (entry.actor_id for entry in entries))
            return LogPage(entries, names, channels, number, len(found) > size)

        return await self.store.run(work)

    async def file(self, number: int) -> File:
        """Everything about a post. Raises InputError if there is none."""

        async def work(tx: Transaction) -> File:
            row = await find(tx, number)
            shown = await view(tx, row, self.clock.now())
            editions = tuple(await tx.editions.of_post(number))
            approvals = tuple(await tx.editions.approvals(number))
            record = await tx.records.of_post(number)
            acts = tuple(await tx.audit.of_post(number))
            people = {row.editor_id, shown.raw.sender_id}
            people |= {each.made_by for each in editions} | {each.user_id for each in approvals}
            people |= {each.user_id for each in record.corrections}
            people |= {each.actor_id for each in record.errands}
            people |= {each.actor_id for each in acts}
            names, head = await _names(tx, people), await tx.audit.head()
            return File(shown, editions, approvals, record, acts, names, head)

        return await self.store.run(work)


async def _names(tx: Transaction, numbers: Iterable[int]) -> Names:
    known = {number: await tx.people.get(number) for number in set(numbers)}
    return {number: person.name for number, person in known.items() if person is not None}

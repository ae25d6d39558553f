"""Where the database knows a reader: every table is declared, so that none is forgotten.

A new table stands either in `HOLDINGS`, with what removes a reader from it, or in `NO_READERS`;
a test compares the two with the schema, and another one looks for a forgotten reader in every
column of every table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.inbox import EMPTY
from bot.store.schema import (
    broadcasts,
    bundles,
    dialogs,
    documents,
    editions,
    freezes,
    inbox,
    interests,
    invites,
    letters,
    notices,
    people,
    posts,
    recipients,
    releases,
    silenced,
    subscriptions,
    tips,
    undos,
)

Mine = Callable[[int], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Holding:
    """What a table keeps of a reader.

    `what` names it for the reader (bot.chat.texts.privacy); holdings of one name are counted
    together, and one without a name is not told: it is only part of another. `mine` are the rows
    of a person. They are deleted, or get the values of `instead` where something has to stay.
    """

    table: Table
    what: str
    mine: Mine
    instead: Mapping[str, Any] | None = None


def _of(column: Any) -> Mine:
    return lambda user_id: column == user_id


def _dialogs(user_id: int) -> ColumnElement[bool]:
    """Keys of the dialogue storage end with the person and the kind of dialogue."""
    return or_(dialogs.c.key.like(f"%:{user_id}:%"), dialogs.c.key.like(f"%:{user_id}"))


def _inbox(user_id: int) -> ColumnElement[bool]:
    """What was settled of the chat with the person, and of what came from them elsewhere.

    What still waits is emptied as any other once it is handled.
    """
    raw = inbox.c.raw
    theirs = [inbox.c.chat_id == user_id]
    theirs += [raw.contains(f'"id":{space}{user_id}{end}') for space in ("", " ") for end in ",}"]
    return inbox.c.done_at.is_not(None) & or_(*theirs)


# In the order in which rows may go.
HOLDINGS: tuple[Holding, ...] = (
    Holding(recipients, "", _of(recipients.c.user_id)),
    Holding(interests, "", _of(interests.c.user_id)),
    Holding(subscriptions, "subscriptions", _of(subscriptions.c.user_id)),
    # Where somebody who was at the desk once watched it.
    Holding(broadcasts, "", _of(broadcasts.c.chat_id), {"chat_id": None, "message_id": None}),
    Holding(letters, "letters", _of(letters.c.user_id)),
    Holding(tips, "tips", _of(tips.c.user_id)),  # its messages go with it
    Holding(notices, "notices", _of(notices.c.chat_id)),
    Holding(dialogs, "dialogs", _dialogs),
    Holding(bundles, "", _of(bundles.c.user_id)),  # of who was at the desk once
    Holding(documents, "", _of(documents.c.user_id)),
    Holding(undos, "", _of(undos.c.user_id)),
    Holding(invites, "", _of(invites.c.used_by), {"used_by": 0}),
    Holding(freezes, "", _of(freezes.c.chat_id)),
    Holding(inbox, "inbox", _inbox, {**EMPTY, "set_aside": False}),
    Holding(people, "person", _of(people.c.user_id)),
)

# Tables that know nothing of readers, or (`silenced`) must go on knowing a number.
NO_READERS = frozenset({
    "approvals", "archive", "attempts", "audit", "cards", "channels", "contents", "corrections",
    "editions", "errands", "facts", "leases", "members", "messages", "pieces", "posts",
    "publications", "reactions", "releases", "searches", "sheets", "silenced", "sketches",
    "suggested", "tip_pieces",
})  # fmt: skip


class Personal:
    """Everything that is stored of a reader, at once."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def count(self, user_id: int) -> dict[str, int]:
        """How many rows of each kind there are, without those that are empty."""
        found = dict[str, int]()
        for holding in HOLDINGS:
            mine = holding.mine(user_id)
            query = select(func.count()).select_from(holding.table).where(mine)
            rows = (await self._connection.execute(query)).scalar_one()
            if rows and holding.what:
                found[holding.what] = found.get(holding.what, 0) + rows
        return found

    async def erase(self, user_id: int) -> None:
        """Removes the person everywhere."""
        for holding in HOLDINGS:
            mine = holding.mine(user_id)
            if holding.instead is None:
                statement: Any = delete(holding.table).where(mine)
            else:
                statement = update(holding.table).where(mine).values(**holding.instead)
            await self._connection.execute(statement)

    async def silenced(self, user_id: int) -> bool:
        """Whether the person's number stays, because the desk does not want to hear them."""
        query = select(silenced.c.user_id).where(silenced.c.user_id == user_id)
        return (await self._connection.execute(query)).first() is not None

    async def drop_post(self, post_id: int) -> None:
        """Removes a post that never went out, with all that it was."""
        made = select(editions.c.release_id).where(editions.c.post_id == post_id)
        made_of = select(posts.c.release_id).where(posts.c.id == post_id)
        numbers = set((await self._connection.execute(made.union(made_of))).scalars())
        await self._connection.execute(delete(posts).where(posts.c.id == post_id))
        for table in (editions, posts):
            still = select(table.c.release_id).where(table.c.release_id.in_(numbers))
            numbers -= set((await self._connection.execute(still)).scalars())
        await self._connection.execute(delete(releases).where(releases.c.id.in_(numbers)))

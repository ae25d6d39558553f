"""Queries on posts and the releases they came from. Every change of status is guarded."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.post import Post, Status
from bot.domain.release import Caution, RawRelease, Release, Wishes
from bot.store.rows import DueLine, PostLine, PostRow
from bot.store.schema import posts, releases

LINE = (
    posts.c.id,
    posts.c.channel_id,
    posts.c.status,
    posts.c.title,
    posts.c.due_at,
    posts.c.sent_at,
    posts.c.urgent,
    posts.c.version,
)

QUEUED = "'queued'"

ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "due": (posts.c.due_at.nulls_first(), posts.c.id),
    "sent": (posts.c.sent_at.desc().nulls_last(), posts.c.id.desc()),
    "newest": (posts.c.id.desc(),),
}


def _queued(query: Select[Any], channel_id: int) -> Select[Any]:
    """Only what is queued in the channel; literally so, for the index that has nothing else."""
    return query.where(posts.c.channel_id == channel_id, posts.c.status == literal_column(QUEUED))


def from_row(row: Row[Any]) -> PostRow:
    """A row as PostRow."""
    return PostRow(**row._mapping)  # noqa: SLF001 - public in SQLAlchemy


class Posts:
    """The plan: what will be published, when, and how far it has come."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add_release(
        self, raw: RawRelease, wishes: Wishes, parsed: Release, now: datetime
    ) -> int:
        """Stores what arrived and what it says; returns its number."""
        statement = insert(releases).values(raw=raw, wishes=wishes, parsed=parsed, created_at=now)
        result = await self._connection.execute(statement.returning(releases.c.id))
        return int(result.scalar_one())

    async def release(self, release_id: int) -> tuple[RawRelease, Wishes, Release]:
        """What arrived, what an editor decided about it, and what it says."""
        query = select(releases.c.raw, releases.c.wishes, releases.c.parsed)
        row = (await self._connection.execute(query.where(releases.c.id == release_id))).one()
        return row.raw, row.wishes, row.parsed

    async def add(
        self,
        channel_id: int,
        release_id: int,
        editor_id: int,
        post: Post,
        title: str,
        cautions: tuple[Caution, ...],
        now: datetime,
        *,
        embargo_until: datetime | None = None,
        story_id: int | None = None,
    ) -> PostRow:
        """Adds a draft; without `story_id` it begins a story of its own."""
        statement = insert(posts).values(
            channel_id=channel_id,
            release_id=release_id,
            editor_id=editor_id,
            status=Status.DRAFT,
            post=post,
            title=title,
            cautions=cautions,
            confirmed=(),
            changed_by=editor_id,
            embargo_until=embargo_until,
            story_id=story_id or 0,
            created_at=now,
            touched_at=now,
        )
        result = await self._connection.execute(statement.returning(posts))
        row = from_row(result.one())
        if story_id is None:
            statement_ = update(posts).where(posts.c.id == row.id).values(story_id=row.id)
            await self._connection.execute(statement_)
            row = replace(row, story_id=row.id)
        return row

    async def get(self, post_id: int) -> PostRow | None:
        """One post."""
        row = (await self._connection.execute(select(posts).where(posts.c.id == post_id))).first()
        return None if row is None else from_row(row)

    async def change(
        self,
        post_id: int,
        *,
        allowed: Collection[Status],
        version: int | None = None,
        renew: bool = False,
        **values: Any,
    ) -> PostRow | None:
        """Changes the post if it is in one of the `allowed` states, and at `version` if given.

        `renew` counts the version up: buttons shown before are old then. A change of `post` does
        too, and begins another edition. Returns the post as it is then; None if the guard did
        not hold.
        """
        if renew or "post" in values:
            values["version"] = posts.c.version + 1
        if "post" in values:
            values["edition"] = posts.c.edition + 1
        statement = update(posts).where(posts.c.id == post_id, posts.c.status.in_(list(allowed)))
        if version is not None:
            statement = statement.where(posts.c.version == version)
        row = (await self._connection.execute(statement.values(**values).returning(posts))).first()
        return None if row is None else from_row(row)

    async def hold(self, post_id: int, user_id: int, until: datetime) -> None:
        """Notes who is at work on the post; neither its version nor its edition changes."""
        statement = update(posts).where(posts.c.id == post_id)
        await self._connection.execute(statement.values(holder_id=user_id, held_until=until))

    async def let_go(self, post_id: int, user_id: int) -> bool:
        """Notes that the person is no longer at work on it; says whether they were."""
        statement = update(posts).where(posts.c.id == post_id, posts.c.holder_id == user_id)
        result = await self._connection.execute(statement.values(holder_id=None, held_until=None))
        return result.rowcount > 0

    async def of_story(self, story_id: int) -> list[PostRow]:
        """The copies of a story, in every channel and state, the oldest first."""
        query = select(posts).where(posts.c.story_id == story_id).order_by(posts.c.id)
        return [from_row(row) for row in await self._connection.execute(query)]

    async def ripe(self, channel_id: int, now: datetime, limit: int = 500) -> list[DueLine]:
        """Queued posts whose time has come, in its order."""
        query = (
            select(*(posts.c[field.name] for field in fields(DueLine)))
            .where(posts.c.channel_id == channel_id, posts.c.status == "queued")
            .where(posts.c.due_at <= now)
            .order_by(*ORDERS["due"])
            .limit(limit)
        )
        return [DueLine(*row) for row in await self._connection.execute(query)]

    async def next_due(self, channel_id: int, now: datetime) -> datetime | None:
        """When the next queued post of the channel is due, after now."""
        query = select(func.min(posts.c.due_at)).where(
            posts.c.channel_id == channel_id, posts.c.status == "queued", posts.c.due_at > now
        )
        at: datetime | None = (await self._connection.execute(query)).scalar_one()
        return at

    async def following(self, row: PostRow) -> PostRow | None:
        """The queued copy that was made of the same release after the post."""
        query = _queued(select(posts), row.channel_id).where(
            posts.c.id > row.id, posts.c.release_id == row.release_id
        )
        found = (await self._connection.execute(query.order_by(posts.c.id).limit(1))).first()
        return None if found is None else from_row(found)

    async def due(
        self,
        channel_id: int,
        start: datetime | None,
        end: datetime | None,
        limit: int | None = None,
    ) -> list[PostLine]:
        """What is queued for [start, end), by time and number; None: without a bound."""
        query = _queued(select(*LINE), channel_id).order_by(*ORDERS["due"]).limit(limit)
        if start is not None:
            query = query.where(posts.c.due_at >= start)
        if end is not None:
            query = query.where(posts.c.due_at < end)
        return [PostLine(*row) for row in await self._connection.execute(query)]

    async def times(
        self, channel_id: int, start: datetime, end: datetime, but: int | None = None
    ) -> list[datetime]:
        """When something is queued in [start, end), ascending; all but one post if named."""
        query = _queued(select(posts.c.due_at), channel_id)
        query = query.where(posts.c.due_at >= start, posts.c.due_at < end)
        if but is not None:
            query = query.where(posts.c.id != but)
        return list((await self._connection.execute(query.order_by(posts.c.due_at))).scalars())

    async def idle_drafts(self, channel_id: int, before: datetime) -> list[PostRow]:
        """The channel's drafts that nobody has touched since then."""
        query = select(posts).where(
            posts.c.status == literal_column("'draft'"),
            posts.c.channel_id == channel_id,
            posts.c.touched_at <= before,
        )
        return [from_row(row) for row in await self._connection.execute(query)]

    async def around(self, channel_id: int, due: datetime, each: int) -> list[PostLine]:
        """What is queued nearest to `due`: so many posts before it, it, and as many behind."""
        queued = _queued(select(*LINE), channel_id)
        before = queued.where(posts.c.due_at < due)
        before = before.order_by(posts.c.due_at.desc(), posts.c.id.desc()).limit(each)
        behind = queued.where(posts.c.due_at >= due).order_by(*ORDERS["due"]).limit(each + 1)
        found = [PostLine(*row) for row in await self._connection.execute(before)][::-1]
        return found + [PostLine(*row) for row in await self._connection.execute(behind)]

    async def locks(self, channel_id: int) -> dict[int, datetime]:
        """Until when embargoes hold queued posts of the channel."""
        query = _queued(select(posts.c.id, posts.c.embargo_until), channel_id)
        locked = query.where(posts.c.embargo_until.is_not(None))
        return {row.id: row.embargo_until for row in await self._connection.execute(locked)}

    async def last_due(self, channel_id: int) -> datetime | None:
        """The time of the last queued post."""
        query = _queued(select(posts.c.due_at), channel_id).order_by(posts.c.due_at.desc())
        at: datetime | None = (await self._connection.execute(query.limit(1))).scalar_one_or_none()
        return at

    async def lines(
        self,
        channel_id: int,
        statuses: Sequence[Status],
        order: Literal["due", "sent", "newest"],
        *,
        limit: int,
        offset: int = 0,
        also: Collection[int] = (),
    ) -> list[PostLine]:
        """A page of the list of the channel's posts in these states, and of some others."""
        query = select(*LINE).where(posts.c.channel_id == channel_id, _listed(statuses, also))
        query = query.order_by(*ORDERS[order]).limit(limit).offset(offset)
        return [PostLine(*row) for row in await self._connection.execute(query)]

    async def latest(self, channel_id: int, limit: int) -> list[Post]:
        """What the newest posts of the channel show, whatever their state."""
        query = select(posts.c.post).where(posts.c.channel_id == channel_id)
        query = query.order_by(posts.c.id.desc()).limit(limit)
        return list((await self._connection.execute(query)).scalars())

    async def count(
        self, channel_id: int, statuses: Sequence[Status], also: Collection[int] = ()
    ) -> int:
        """How many posts such a list has in all."""
        query = select(func.count()).where(
            posts.c.channel_id == channel_id, _listed(statuses, also)
        )
        return (await self._connection.execute(query)).scalar_one()


def _listed(statuses: Sequence[Status], also: Collection[int]) -> ColumnElement[bool]:
    of_state = posts.c.status.in_(list(statuses))
    return or_(of_state, posts.c.id.in_(list(also))) if also else of_state

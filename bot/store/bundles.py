"""Queries on releases in the making."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.desk import Place
from bot.domain.post import Status
from bot.store.rows import Bundle, Piece
from bot.store.schema import bundles, documents, inbox, pieces, posts

# A document of the same album is still to be read; the bundle stays open until then.
_AWAITED = exists().where(
    pieces.c.bundle_id == bundles.c.id,
    documents.c.chat_id == bundles.c.chat_id,
    documents.c.media_group_id == pieces.c.media_group_id,
    documents.c.done_at.is_(None),
)
# After a crash the rest of an album may still wait to be handled.
_TO_COME = exists().where(inbox.c.chat_id == bundles.c.chat_id, inbox.c.done_at.is_(None))
_CLOSING = (bundles.c.closed_at.is_(None), ~_AWAITED, ~_TO_COME)

# How many bundles away neighbours are looked for: more than a minute brings.
_NEAR = 50


class Bundles:
    """The messages of one release, gathered until it is complete."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def latest(self, chat_id: int, user_id: int) -> Bundle | None:
        """The bundle that this person began last in this chat."""
        query = select(bundles).where(bundles.c.chat_id == chat_id, bundles.c.user_id == user_id)
        row = (
            await self._connection.execute(query.order_by(bundles.c.id.desc()).limit(1))
        ).one_or_none()
        return None if row is None else Bundle(*row)

    async def of_album(self, chat_id: int, user_id: int, media_group_id: str) -> Bundle | None:
        """The bundle that holds the album's other messages."""
        query = (
            select(bundles)
            .join(pieces, pieces.c.bundle_id == bundles.c.id)
            .where(
                bundles.c.chat_id == chat_id,
                bundles.c.user_id == user_id,
                pieces.c.media_group_id == media_group_id,
            )
        )
        row = (
            await self._connection.execute(query.order_by(bundles.c.id.desc()).limit(1))
        ).one_or_none()
        return None if row is None else Bundle(*row)

    async def begin(
        self, place: Place, user_id: int, close_at: datetime, edits: tuple[int, int] | None
    ) -> Bundle:
        """Begins a bundle; `edits` is the post whose text it replaces, and that post's edition."""
        post_id, edition = edits or (None, None)
        statement = insert(bundles).values(
            chat_id=place.chat_id,
            thread_id=place.thread_id,
            user_id=user_id,
            close_at=close_at,
            edits_post_id=post_id,
            edits_edition=edition,
        )
        return Bundle(*(await self._connection.execute(statement.returning(bundles))).one())

    async def add(self, bundle_id: int, piece: Piece) -> bool:
        """Adds a message; False if it is here already."""
        known = select(pieces.c.update_id).where(pieces.c.update_id == piece.update_id)
        if (await self._connection.execute(known)).first():
            return False
        statement = insert(pieces).values(
            update_id=piece.update_id,
            bundle_id=bundle_id,
            message_id=piece.message_id,
            media_group_id=piece.media_group_id,
            forwarded=piece.forwarded,
            pasted=piece.pasted,
            text=piece.text,
            media=piece.media,
            found=piece.found,
            sent_at=piece.sent_at,
        )
        await self._connection.execute(statement)
        return True

    async def known(self, update_id: int) -> bool:
        """Whether the update is part of a bundle already."""
        query = select(pieces.c.update_id).where(pieces.c.update_id == update_id)
        return (await self._connection.execute(query)).first() is not None

    async def pieces(self, bundle_id: int) -> list[Piece]:
        """The messages of a bundle in the order in which they were sent."""
        query = (
            select(
                pieces.c.update_id,
                pieces.c.message_id,
                pieces.c.media_group_id,
                pieces.c.forwarded,
                pieces.c.pasted,
                pieces.c.text,
                pieces.c.media,
                pieces.c.sent_at,
                pieces.c.found,
            )
            .where(pieces.c.bundle_id == bundle_id)
            .order_by(pieces.c.message_id)
        )
        return [Piece(*row) for row in await self._connection.execute(query)]

    async def reopen(self, bundle_id: int, close_at: datetime) -> None:
        """Keeps the bundle open until `close_at`."""
        statement = update(bundles).where(bundles.c.id == bundle_id)
        await self._connection.execute(statement.values(close_at=close_at, closed_at=None))

    async def beside(self, post_id: int, within: timedelta) -> list[int]:
        """The drafts whose messages came just before and after those of the post.

        Of the same person in the same chat, with no draft between, and no further than `within`
        apart by Telegram's clock.
        """
        spans = (
            select(
                bundles.c.id,
                bundles.c.chat_id,
                bundles.c.user_id,
                bundles.c.post_id,
                func.min(pieces.c.sent_at).label("first"),
                func.max(pieces.c.sent_at).label("last"),
            )
            .join(pieces, pieces.c.bundle_id == bundles.c.id)
            .where(bundles.c.edits_post_id.is_(None))
            .group_by(bundles.c.id)
        )
        own = (await self._connection.execute(spans.where(bundles.c.post_id == post_id))).first()
        if own is None:
            return []
        near = (
            spans.join(posts, posts.c.id == bundles.c.post_id)
            .where(
                bundles.c.chat_id == own.chat_id,
                bundles.c.user_id == own.user_id,
                bundles.c.id.between(own.id - _NEAR, own.id + _NEAR),
                posts.c.status == Status.DRAFT,
            )
            .limit(1)
        )
        before = near.where(bundles.c.id < own.id).order_by(bundles.c.id.desc())
        after = near.where(bundles.c.id > own.id).order_by(bundles.c.id)
        found = [(await self._connection.execute(query)).first() for query in (before, after)]
        return [
            other.post_id
            for other in found
            if other is not None
            and max(own.first, other.first) - min(own.last, other.last) <= within
        ]

    async def ripe(self, now: datetime) -> list[Bundle]:
        """Open bundles whose time to close has come."""
        query = select(bundles).where(*_CLOSING, bundles.c.close_at <= now)
        rows = await self._connection.execute(query.order_by(bundles.c.id))
        return [Bundle(*row) for row in rows]

    async def next_close(self) -> datetime | None:
        """When the next open bundle is to close."""
        query = select(func.min(bundles.c.close_at)).where(*_CLOSING)
        at: datetime | None = (await self._connection.execute(query)).scalar_one()
        return at

    async def close(self, bundle_id: int, post_id: int | None, now: datetime) -> None:
        """Closes the bundle and notes what came of it."""
        statement = update(bundles).where(bundles.c.id == bundle_id)
        await self._connection.execute(statement.values(closed_at=now, post_id=post_id))

"""Queries on the messages that show a post at the desk."""

from __future__ import annotations

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.rows import Card
from bot.store.schema import cards


class Cards:
    """The view's own memory: no chat or message id of the desk enters a post."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, post_id: int, chat_id: int) -> Card | None:
        """The card of a post in a chat."""
        query = select(cards).where(cards.c.post_id == post_id, cards.c.chat_id == chat_id)
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else Card(**row._mapping)  # noqa: SLF001 - public in SQLAlchemy

    async def of_post(self, post_id: int) -> list[Card]:
        """The cards of a post in every chat that shows it."""
        rows = await self._connection.execute(select(cards).where(cards.c.post_id == post_id))
        return [Card(**row._mapping) for row in rows]  # noqa: SLF001 - public in SQLAlchemy

    async def put(self, card: Card) -> None:
        """Remembers where the post is shown, instead of where it was shown before."""
        await self._connection.execute(
            delete(cards).where(cards.c.post_id == card.post_id, cards.c.chat_id == card.chat_id)
        )
        statement = insert(cards).values(
            post_id=card.post_id,
            chat_id=card.chat_id,
            thread_id=card.thread_id,
            card_id=card.card_id,
            preview_ids=card.preview_ids,
            edition=card.edition,
        )
        await self._connection.execute(statement)

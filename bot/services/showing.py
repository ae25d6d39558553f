"""Keeping what others see of a post up to date."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.domain.desk import Place
from bot.store import Transaction


async def refresh_cards(
    tx: Transaction, post_id: int, now: datetime, but: Collection[int] = ()
) -> None:
    """Has the cards of the post brought up to date, but in the chats that show it anyway."""
    for card in await tx.cards.of_post(post_id):
        if card.chat_id not in but:
            place = Place(card.chat_id, card.thread_id)
            await tx.notices.add("card", place, now, post_id=post_id)

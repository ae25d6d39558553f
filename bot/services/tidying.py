"""Keeping the index of what was published in order."""

from __future__ import annotations

from bot.store import Store


async def tidy(store: Store) -> None:
    """Puts it in order in steps of some ten milliseconds, between which others have their turn."""
    more = await store.run(lambda tx: tx.publications.tidy(begun=False))
    while more:
        more = await store.run(lambda tx: tx.publications.tidy(begun=True))

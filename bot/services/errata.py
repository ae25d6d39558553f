"""The public list of what was corrected in the main channel."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.channel import Channel
from bot.services.channels import main_channel
from bot.store import Store, Transaction
from bot.store.rows import CorrectionRow

PAGE = 5


@dataclass(frozen=True, slots=True)
class Erratum:
    """One correction, with the post that it is of."""

    row: CorrectionRow
    title: str
    link: str | None


@dataclass(frozen=True, slots=True)
class ErrataPage:
    """A page of corrections, the newest first."""

    lines: tuple[Erratum, ...]
    number: int  # from 0
    pages: int
    channel: Channel


@dataclass(frozen=True, slots=True)
class Errata:
    """What readers may know of the channel's mistakes: never who made or mended them."""

    store: Store

    async def page(self, number: int) -> ErrataPage:
        """A page; the nearest one that there is."""

        async def work(tx: Transaction) -> ErrataPage:
            channel = await main_channel(tx)
            pages = max(1, -(-await tx.corrections.count_public(channel.id) // PAGE))
            chosen = min(max(0, number), pages - 1)
            rows = await tx.corrections.public(channel.id, PAGE, chosen * PAGE)
            lines = [await _erratum(tx, channel, row) for row in rows]
            return ErrataPage(tuple(lines), chosen, pages, channel)

        return await self.store.run(work)


async def _erratum(tx: Transaction, channel: Channel, row: CorrectionRow) -> Erratum:
    post = await tx.posts.get(row.post_id)
    standing = [m for m in await tx.messages.rows(row.post_id) if m.deleted_at is None]
    link = channel.link(standing[0].message_id) if standing else None
    return Erratum(row, post.title if post else "", link)

"""Messages of a channel from an export go into the archive; what is known already stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.channel import Channel
from bot.parsing.exported import Exported
from bot.services.ports import Clock
from bot.store import Store, Transaction
from bot.store.audit import NOBODY
from bot.store.rows import ArchiveRow


@dataclass(frozen=True, slots=True)
class Entered:
    """How many messages were new, and how many known ones were brought up to a later edit."""

    new: int = 0
    changed: int = 0

    def __add__(self, other: Entered) -> Entered:
        return Entered(self.new + other.new, self.changed + other.changed)


@dataclass(frozen=True, slots=True)
class Importing:
    """Enters an export batch by batch: each is one transaction, and once more changes nothing.

    The highest message of an export raises no floor: it is no evidence of what stands in the
    channel now (design §8).
    """

    store: Store
    clock: Clock

    async def enter(self, channel: Channel, messages: Sequence[Exported]) -> Entered:
        """One batch of one channel, in the export's order."""
        rows = [_row(channel.id, message) for message in messages]

        async def work(tx: Transaction) -> Entered:
            new = await tx.archive.add_many(rows)
            changed = 0 if new == len(rows) else await _bring_up(tx, rows)
            return Entered(new, changed)

        return await self.store.run(work)

    async def note(self, channel: Channel, entered: Entered) -> None:
        """Says in the log what an import brought; nothing of one that brought nothing."""
        if not (entered.new or entered.changed):
            return
        now = self.clock.now()
        brought = str(entered.new + entered.changed)

        async def work(tx: Transaction) -> None:
            await tx.audit.add(now, NOBODY, "import", channel_id=channel.id, after=brought)

        await self.store.run(work)


async def _bring_up(tx: Transaction, rows: Sequence[ArchiveRow]) -> int:
    """Known messages by hand, to an edit that the bot has not seen; our own tell it themselves."""
    numbers, changed = [row.message_id for row in rows], 0
    seen = await tx.archive.seen_of(rows[0].channel_id, min(numbers), max(numbers))
    for row in rows:
        known = seen.get(row.message_id)
        if known is not None and row.edited_at is not None and known < row.edited_at:
            await tx.archive.mark(
                row.channel_id, row.message_id, text=row.text, edited_at=row.edited_at
            )
            changed += 1
    return changed


def _row(channel_id: int, message: Exported) -> ArchiveRow:
    return ArchiveRow(
        channel_id=channel_id,
        message_id=message.message_id,
        post_id=None,
        media_group_id=None if message.album is None else f"export:{message.album}",
        kind=message.kind,
        text=message.text,
        media=(),  # an export holds the files, and no file_id
        signature=message.signature,
        sent_at=message.sent_at,
        edited_at=message.edited_at,
    )

"""Photos and a text that were sent apart within a minute: drafts that may be one post."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.post import Status
from bot.domain.release import RawRelease
from bot.parsing import facts
from bot.store import Transaction
from bot.store.rows import PostRow

TOGETHER = timedelta(minutes=1)  # by Telegram's clock, between the messages


def complete_each_other(one: RawRelease, other: RawRelease) -> bool:
    """Whether one is nothing but a text and the other one nothing but files."""
    return {_sides(one), _sides(other)} == {(True, False), (False, True)}


def _sides(raw: RawRelease) -> tuple[bool, bool]:
    """Whether there is a text, and whether there are files; a photo's credit is no text."""
    text = raw.text.text.strip()
    said = bool(text) and not (raw.media and facts.photo_credit(text))
    return said, bool(raw.media)


async def partner(tx: Transaction, row: PostRow, raw: RawRelease) -> PostRow | None:
    """The draft that the same editor sent just before or after, if it is the other half."""
    if row.status is not Status.DRAFT or all(_sides(raw)):
        return None
    for number in await tx.bundles.beside(row.id, TOGETHER):
        other = await tx.posts.get(number)
        if other is None or other.channel_id != row.channel_id:
            continue
        if complete_each_other(raw, (await tx.posts.release(other.release_id))[0]):
            return other
    return None

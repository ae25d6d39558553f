"""The log as a chain of hashes: whoever changes an entry has to change every later one.

An entry's hash covers the hash before it, so the newest one, the head, stands for the whole log.
What a chain can't tell is that its tail was cut off: a head noted down earlier tells that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

GENESIS = "0" * 64  # stands before the first entry


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. `id` counts from 1 without gaps; `at` is UTC; `actor_id` 0 is the bot itself.

    `before` and `after` are text, JSON where they are structured.
    """

    id: int
    at: datetime
    actor_id: int
    act: str
    channel_id: int | None = None
    post_id: int | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An entry in its place; both hashes are SHA-256 in 64 hexadecimal digits."""

    entry: Entry
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How far the chain was read: `broken` is the first entry that doesn't fit, if any."""

    count: int = 0
    head: str = GENESIS
    broken: int | None = None


def canonical(entry: Entry) -> bytes:
    """Every field of the entry as JSON with sorted keys; equal bytes mean equal entries.

    Raises TypeError or ValueError for a value that no entry holds.
    """
    if entry.at.tzinfo is None:
        raise ValueError(f"a naive instant in the log: {entry.at}")
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    return json.dumps(asdict(entry) | {"at": at}, sort_keys=True, allow_nan=False).encode()


def link(previous: str, entry: Entry) -> Link:
    """The entry behind the one whose hash is `previous`."""
    digest = hashlib.sha256(previous.encode() + b"\n" + canonical(entry)).hexdigest()
    return Link(entry, previous, digest)


def verify(links: Iterable[Link], read: Verified = Verified()) -> Verified:
    """Goes on reading the chain where `read` ended, and stops at the first break."""
    for each in links:
        if each.entry.id != read.count + 1 or each != _expected(read.head, each.entry):
            return replace(read, broken=each.entry.id)
        read = Verified(read.count + 1, each.hash)
    return read


def _expected(head: str, entry: Entry) -> Link | None:
    try:
        return link(head, entry)
    except (AttributeError, TypeError, ValueError):  # what someone else wrote may be of any type
        return None

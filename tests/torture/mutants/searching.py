"""Mutants that look for evidence carelessly, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.app import assembly
from bot.domain.evidence import Finding
from bot.domain.post import Status
from bot.domain.sighting import Match, Sighting
from bot.services import evidence, searching, settling
from bot.store import Transaction
from bot.store.rows import PostRow, SearchRow


def no_fingerprint() -> None:
    """The first messages above the floor are taken for the part."""

    def match(prints: Sequence[str], sightings: Sequence[Sighting], since: datetime) -> Match:
        numbers = sorted(seen.message_id for seen in sightings)
        if len(numbers) < len(prints):
            return Match(rest=tuple(numbers))
        return Match(tuple(numbers[: len(prints)]), tuple(numbers[len(prints) :]))

    evidence.match = searching.match = match


def fragment() -> None:
    """Some items of an album are all of it."""
    sound = searching.match

    def match(prints: Sequence[str], sightings: Sequence[Sighting], since: datetime) -> Match:
        found = sound(prints, sightings, since)
        return found if found.whole else Match(found.rest)

    evidence.match = searching.match = match


def no_waiting() -> None:
    """A single look, at once."""
    hasty = replace(assembly.Patience(), looks=(timedelta(0),))
    assembly.Patience = lambda: hasty  # type: ignore[misc,assignment]


def give_up() -> None:
    """Absent, and done with."""

    async def not_there(
        tx: Transaction, search: SearchRow, row: PostRow, finding: Finding, now: datetime
    ) -> Finding:
        await tx.posts.change(row.id, allowed=(Status.CHECKING,), status=Status.SENT, sent_at=now)
        return replace(finding, verdict="failed")

    searching._not_there = not_there


def no_audit() -> None:
    """Once it is out, nobody looks again."""

    async def nobody(*_: Any) -> None:
        return None

    settling._watch_for_twins = nobody

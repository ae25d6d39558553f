"""Messages seen in a channel, and which of them are copies of a part (bot-api.md §5.4)."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

# Telegram's clock and ours may differ by so much (bot-api.md §5.4.5).
SLACK = timedelta(seconds=5)

# Telegram strips them from what it is sent, or puts others in their place.
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})


def fingerprint_of(kind: str, text: str, files: Sequence[str] = ()) -> str:
    """What one message says, as 32 hexadecimal digits; `files` are file_unique_ids.

    Looks of the text don't count: a copy that is missed is sent twice, while another post with
    the very same words is a twin anyhow.
    """
    letters = _letters(text)
    if kind == "rich":  # Telegram nests and joins the pieces of its text as it likes
        letters = "".join(sorted(letters))
    said = "\0".join((kind, letters, *files))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _letters(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        letter
        for letter in composed
        if not letter.isspace() and unicodedata.category(letter) not in _UNSEEN
    )


@dataclass(frozen=True, slots=True)
class Sighting:
    """A message that stands in a channel; `sent_at` is UTC."""

    message_id: int
    fingerprint: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Match:
    """Where a part was found: its first whole copy, and what there is of others."""

    whole: tuple[int, ...] = ()
    rest: tuple[int, ...] = ()


def match(prints: Sequence[str], sightings: Sequence[Sighting], since: datetime) -> Match:
    """Finds the copies of a part by the fingerprints of its messages, in order.

    What is older than the first call that sent it (`since`, UTC) is none of them. Of an album
    that came only in part, all there is of it is `rest`.
    """
    copies = list[dict[int, int]]()
    for seen in sorted(sightings, key=lambda each: each.message_id):
        if seen.sent_at < since - SLACK:
            continue
        places = [number for number, each in enumerate(prints) if each == seen.fingerprint]
        if not places:
            continue
        for copy in copies:
            free = next((place for place in places if place not in copy), None)
            if free is not None:
                copy[free] = seen.message_id
                break
        else:
            copies.append({places[0]: seen.message_id})
    whole = next((copy for copy in copies if len(copy) == len(prints)), None)
    rest = [number for copy in copies if copy is not whole for number in copy.values()]
    in_order = [whole[place] for place in sorted(whole)] if whole is not None else []
    return Match(tuple(in_order), tuple(sorted(rest)))

"""Which messages belong to one release, and how they become its text (pure).

A client cuts a paste above 4096 characters into messages, at the best break in the second half
of each; an album arrives as one message per item (bot-api.md §4).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.domain import limits
from bot.domain.release import Media
from bot.domain.text import FormattedText
from bot.store.rows import Piece

# How long nothing more must come before a release that may have more messages is complete.
QUIET = timedelta(seconds=1)
# A text that is shown at once may still turn out to be the first piece of a paste.
SECOND_THOUGHTS = timedelta(seconds=3)

SHORTEST_CUT = limits.TEXT // 2
# Two neighbours that would have fitted into one message were never one paste; between them the
# client trims at most this much white space.
TRIMMED = 32
PACE = timedelta(seconds=2)  # between the pieces of a paste, by Telegram's clock
SURELY_CUT = limits.TEXT - 196  # so near the limit that a paste was most likely cut here


def wait_for_more(piece: Piece) -> timedelta:
    """How long to wait for companions of a first message before showing what it makes."""
    if piece.media_group_id or (piece.pasted and len(piece.text.text) >= SURELY_CUT):
        return QUIET
    return timedelta(0)


def continues(earlier: Sequence[Piece], piece: Piece) -> bool:
    """Whether `piece` goes on with the release that the `earlier` messages began."""
    last = earlier[-1]
    if piece.media_group_id or last.media_group_id:
        return piece.media_group_id == last.media_group_id
    return (
        piece.pasted
        and last.pasted
        and not (piece.forwarded or last.forwarded)  # two posts of others are two releases
        and piece.message_id > last.message_id
        and piece.sent_at - last.sent_at <= PACE
        and len(last.text.text) > SHORTEST_CUT
        and len(last.text.text) + len(piece.text.text) >= limits.TEXT - TRIMMED
    )


def _between(before: str, after: str) -> str:
    """What the client cut away between two pieces: it sends them without the white space."""
    if len(before) == limits.TEXT and before[-1].isalnum() and after[:1].isalnum():
        return ""  # cut by force, in the middle of a word
    if before[-1] in ",;—–-" or after[:1].islower():
        return " "
    return "\n\n"


def join(pieces: Sequence[Piece]) -> tuple[FormattedText, tuple[Media, ...], tuple[Media, ...]]:
    """The text and the files of the whole release, and the photos found in its documents."""
    text = FormattedText()
    for piece in pieces:
        if text and piece.text:
            text += _between(text.text, piece.text.text) if piece.pasted else "\n\n"
        text += piece.text
    media = tuple(media for piece in pieces for media in piece.media)
    found = tuple(media for piece in pieces for media in piece.found)
    if found and not media and not text.text.strip():
        media, found = found[: limits.ALBUM], ()  # an archive of photos is about nothing else
    return text, media, found

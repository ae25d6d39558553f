"""A message of Telegram Desktop's export (result.json) → what it says.

The keys are those that Telegram Desktop writes (export_output_json.cpp). Exports name no albums:
their messages are told by standing side by side in the same second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.limits import ALBUM
from bot.domain.text import Entity, FormattedText, utf16_len

_UNFIT = re.compile("[\0\ud800-\udfff]")

LAST_ID = 2**31 - 1  # message ids are 32-bit numbers

# Telegram Desktop's words for formatting, and the Bot API's; the others are plain text.
ENTITIES = {
    **{
        kind: kind
        for kind in (
            "bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "text_link",
            "mention", "hashtag", "cashtag", "bot_command", "email", "blockquote",
        )
    },
    "link": "url",
    "phone": "phone_number",
}  # fmt: skip

# Its words for files, and the archive's.
FILES = {
    "video_file": "video",
    "animation": "animation",
    "voice_message": "voice",
    "video_message": "video_note",
    "audio_file": "audio",
    "sticker": "sticker",
}
OTHERS = {
    "photo": "photo",
    "poll": "poll",
    "location_information": "location",
    "contact_information": "contact",
}

# What may stand in one album.
TOGETHER = (frozenset({"photo", "video"}), frozenset({"document"}), frozenset({"audio"}))


@dataclass(frozen=True, slots=True)
class Exported:
    """One message; `album` is the first message of the album that it belongs to."""

    message_id: int
    kind: str  # the archive's word
    text: FormattedText
    signature: str | None
    sent_at: datetime  # UTC
    edited_at: datetime | None = None
    album: int | None = None


def read(message: Mapping[str, Any], zone: ZoneInfo) -> Exported | None:
    """A message of the channel; None for Telegram's own remarks and for what can't be shown.

    Exports of before 2021 tell the time only by a clock on the wall, taken to be in `zone`.
    Raises ValueError for what is no message.
    """
    if message.get("type") != "message":
        if message.get("type") in ("service", "unsupported"):
            return None
        raise ValueError("no message")
    number = message.get("id")
    if not isinstance(number, int) or not 0 < number <= LAST_ID:
        raise ValueError("no number")
    sent_at = _instant(message, "date", zone)
    if sent_at is None:
        raise ValueError("no time")
    kind, text = _kind(message), _text(message.get("text_entities") or message.get("text"))
    if kind == "text" and not text:
        return None
    author = message.get("author")
    signature = _clean(author).strip() if isinstance(author, str) else ""
    edited = _instant(message, "edited", zone)
    return Exported(number, kind, text, signature or None, sent_at, edited)


def in_albums(messages: Iterable[Exported]) -> Iterator[Exported]:
    """The messages in their order, those of an album marked. Holds back one of them."""
    before: Exported | None = None
    size = 0
    for message in messages:
        if before is None:
            before, size = message, 1
            continue
        if size < ALBUM and _belongs(before, message):
            first = before.album or before.message_id
            yield replace(before, album=first)
            before, size = replace(message, album=first), size + 1
        else:
            yield before
            before, size = message, 1
    if before is not None:
        yield before


def _belongs(before: Exported, message: Exported) -> bool:
    return (
        not message.text
        and message.sent_at == before.sent_at
        and message.message_id == before.message_id + 1
        and message.signature == before.signature
        and any({before.kind, message.kind} <= kinds for kinds in TOGETHER)
    )


def _kind(message: Mapping[str, Any]) -> str:
    for key, kind in OTHERS.items():
        if key in message:
            return "venue" if kind == "location" and "place_name" in message else kind
    if "file" not in message:
        return "text"
    return FILES.get(str(message.get("media_type")), "document")


def _text(pieces: object) -> FormattedText:
    """Text as it is exported: a string, or a list of strings and of pieces with formatting."""
    if isinstance(pieces, str):
        return FormattedText(_clean(pieces))
    texts, entities, offset = list[str](), list[Entity](), 0
    for piece in pieces if isinstance(pieces, list) else ():
        said = piece.get("text") if isinstance(piece, dict) else piece
        if not isinstance(said, str) or not (said := _clean(said)):
            continue
        length = utf16_len(said)
        kind = ENTITIES.get(str(piece.get("type"))) if isinstance(piece, dict) else None
        if kind is not None and (entity := _entity(kind, piece, offset, length)):
            entities.append(entity)
        texts.append(said)
        offset += length
    return FormattedText("".join(texts), tuple(entities))


def _entity(kind: str, piece: Mapping[str, Any], offset: int, length: int) -> Entity | None:
    if kind == "blockquote" and piece.get("collapsed"):
        kind = "expandable_blockquote"
    url, language = _word(piece.get("href")), _word(piece.get("language"))
    if kind == "text_link":
        return None if url is None else Entity(kind, offset, length, url=url)
    return Entity(kind, offset, length, language=language if kind == "pre" else None)


def _word(value: object) -> str | None:
    return _clean(value) or None if isinstance(value, str) else None


def _clean(text: str) -> str:
    """Without what no database takes: NUL, and halves of surrogate pairs."""
    return _UNFIT.sub("", text) if _UNFIT.search(text) else text


def _instant(message: Mapping[str, Any], key: str, zone: ZoneInfo) -> datetime | None:
    exact, written = message.get(f"{key}_unixtime"), message.get(key)
    try:
        if exact is not None:
            return datetime.fromtimestamp(int(exact), UTC)
        if isinstance(written, str):
            return datetime.fromisoformat(written).replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, OSError):
        raise ValueError("no time") from None
    return None

"""What a message that Telegram shows us says, as a fingerprint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aiogram.types import Message

from bot.domain.sighting import fingerprint_of

# Where a rich message keeps what readers read (Bot API 10.1).
WORDS = frozenset({"text", "caption", "credit", "summary", "alternative_text"})

FILES = ("animation", "video", "audio", "document")  # an animation comes as a document too


def print_of(message: Message) -> str:
    """The fingerprint of the message, comparable with `Part.prints`."""
    if message.rich_message is not None:
        words = "".join(_words(message.rich_message.model_dump(exclude_none=True)))
        return fingerprint_of("rich", words)
    text = message.text or message.caption or ""
    if message.photo:
        return fingerprint_of("photo", text, [message.photo[-1].file_unique_id])
    for kind in FILES:
        if (file := getattr(message, kind)) is not None:
            return fingerprint_of(kind, text, [file.file_unique_id])
    return fingerprint_of(message.content_type, text)


def _words(value: Any, *, said: bool = False) -> Iterator[str]:
    """The words of a rich message, as strings and lists of them that nest in fields of WORDS."""
    if isinstance(value, str):
        if said:
            yield value
    elif isinstance(value, list):
        for each in value:
            yield from _words(each, said=said)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _words(each, said=name in WORDS)

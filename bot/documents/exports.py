"""Telegram Desktop's exports, read piece by piece: they may be larger than memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import ijson

CHANNELS = ("public_channel", "private_channel")
HOW = "in Telegram Desktop open the channel, ⋮, Export chat history, format JSON"


class Unreadable(Exception):
    """It is no export of a channel, for a reason that says what to do."""


class BrokenOff(Exception):
    """The file ends, or stops to be JSON, in the middle; what came before is whole."""


@dataclass(frozen=True, slots=True)
class Head:
    """What an export says of itself."""

    name: str
    number: int  # of the channel, without Telegram's -100

    @property
    def chat_id(self) -> int:
        """The channel's number as bots know it."""
        return int(f"-100{self.number}")


def read_head(file: BinaryIO) -> Head:
    """What the export is of; leaves the file at its beginning.

    Raises Unreadable for anything but the export of one channel.
    """
    file.seek(0)
    told = dict[str, object]()
    try:
        for prefix, event, value in ijson.parse(file):
            if event in ("string", "number") and prefix in ("name", "type", "id"):
                told[prefix] = value
            elif prefix == "messages":
                break
            elif prefix == "chats":
                raise Unreadable(f"this is the export of a whole account; {HOW}")
    except ijson.JSONError:
        raise Unreadable(f"this is no export of Telegram Desktop in JSON; {HOW}") from None
    file.seek(0)
    kind, number = told.get("type"), told.get("id")
    if not isinstance(kind, str) or not isinstance(number, int) or number <= 0:
        raise Unreadable(f"this is no export of a chat by Telegram Desktop; {HOW}")
    if kind not in CHANNELS:
        raise Unreadable(f"this is the export of a {kind.replace('_', ' ')}, no channel; {HOW}")
    return Head(str(told.get("name") or ""), number)


def read_messages(file: BinaryIO) -> Iterator[dict[str, Any]]:
    """The messages in the export's order. Raises BrokenOff where there is no more."""
    file.seek(0)
    try:
        for message in ijson.items(file, "messages.item", use_float=True):
            yield message if isinstance(message, dict) else {}
    except (ijson.JSONError, ValueError):
        raise BrokenOff from None

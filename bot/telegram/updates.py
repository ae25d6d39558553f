"""What is kept of an update as Telegram sent it."""

from __future__ import annotations

import json
from typing import Any

LARGEST = 2**52  # of a chat's number, by Telegram's word


def row_of(update: dict[str, Any]) -> tuple[int, int | None, str]:
    """Number, chat and JSON of an update. Raises KeyError, TypeError, ValueError if it is none.

    Halves of surrogate pairs become question marks: nothing that is sent may hold them.
    """
    raw = json.dumps(update, ensure_ascii=False).encode("utf-8", "replace").decode()
    return int(update["update_id"]), chat_of(update), raw


def chat_of(update: dict[str, Any]) -> int | None:
    """The chat whose order the update belongs to; None for what belongs to no chat."""
    for content in update.values():
        if isinstance(content, dict):
            message = content.get("message")
            chat = (message if isinstance(message, dict) else content).get("chat")
            number = chat.get("id") if isinstance(chat, dict) else None
            if isinstance(number, int) and abs(number) < LARGEST:
                return number
    return None

"""Where a call goes, read before anybody checks it."""

from bot.sandbox.arguments import to_integer
from bot.sandbox.directory import Directory
from bot.sandbox.faults import Asked

_SENDING = ("send", "forward", "copy")


def chat_of(directory: Directory, asked: Asked) -> int | None:
    """The chat's number; None without one, or for an unknown @name."""
    named = asked.params.get("chat_id", "")
    if named.startswith("@"):
        chat = directory.by_username(named)
        return chat.id if chat else None
    return to_integer(named) if named else None


def is_sending(asked: Asked) -> bool:
    """Whether the method posts messages."""
    name = asked.method.lower()
    return name.startswith(_SENDING) and name != "sendchataction"


def is_editing(asked: Asked) -> bool:
    """Whether the method changes a message."""
    return asked.method.lower().startswith("edit") and "topic" not in asked.method.lower()

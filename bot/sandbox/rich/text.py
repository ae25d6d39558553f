"""RichText: a string, an array, or an object around another RichText.

Objects of unknown type are refused, unknown fields ignored, as the real server does it.
"""

from typing import Any

from bot.sandbox import texts
from bot.sandbox.fields import field
from bot.sandbox.shapes import Json, Users

Text = str | list[Any] | Json

WRAPPERS = frozenset(
    {
        "bold", "italic", "underline", "strikethrough", "spoiler", "marked", "subscript",
        "superscript", "code",
    }
)  # fmt: skip
"""Objects with a text and nothing else."""
_VALUES = {
    "anchor_link": "anchor_name",
    "reference": "name",
    "reference_link": "reference_name",
}
FOUND = {
    "email_address": "email_address",
    "phone_number": "phone_number",
    "bank_card_number": "bank_card_number",
    "mention": "username",
    "hashtag": "hashtag",
    "cashtag": "cashtag",
    "bot_command": "bot_command",
}
"""What Telegram also finds by itself, and the field that holds what was found."""
DEEPEST = 64
"""Beyond the limit: whatever is nested deeper is not even read."""

# Objects without a text of their own, and the field that readers see.
_LEAVES = {"custom_emoji": "alternative_text", "mathematical_expression": "expression"}


class Refused(Exception):
    """What only the data centre finds: it says a constant, not where the fault is."""


def read(raw: Any, users: Users, room: int = DEEPEST) -> Text:
    """The text as the Message repeats it; ValueError in the server's words."""
    if not room:
        raise Refused("RICH_MESSAGE_DEPTH_INVALID")
    if isinstance(raw, str):
        return _clean(raw)
    if isinstance(raw, list):
        return [read(item, users, room - 1) for item in raw]
    if not isinstance(raw, dict):
        raise ValueError("expected a RichText")  # noqa: TRY004 one kind
    kind = field(raw, "type", str)
    if kind in WRAPPERS:
        return {"type": kind, "text": _inner(raw, users, room)}
    if kind == "url":
        return {
            "type": kind,
            "text": _inner(raw, users, room),
            "url": _url(field(raw, "url", str)),
        }
    if kind in _VALUES:
        name = _VALUES[kind]
        return {"type": kind, "text": _inner(raw, users, room), name: field(raw, name, str)}
    if kind in FOUND:
        inner, name = _inner(raw, users, room), FOUND[kind]
        return {
            "type": kind,
            "text": inner,
            name: str(raw.get(name) or plain(inner).lstrip("#@$")),
        }
    return _special(kind, raw, users, room)


def plain(text: Text) -> str:
    """The words alone."""
    if isinstance(text, str):
        return text
    if isinstance(text, list):
        return "".join(plain(item) for item in text)
    if text["type"] in _LEAVES:
        return str(text[_LEAVES[text["type"]]])
    return plain(text.get("text", ""))


def depth(text: Text) -> int:
    """How many objects stand around the innermost word."""
    if isinstance(text, str):
        return 0
    if isinstance(text, list):
        return max(map(depth, text), default=0)
    return 1 + depth(text.get("text", ""))


def _special(kind: str, raw: Json, users: Users, room: int) -> Text:
    if kind == "text_mention":
        user = users.get(field(field(raw, "user", dict), "id", int))
        inner = _inner(raw, users, room)
        return {"type": kind, "text": inner, "user": user} if user else inner
    if kind == "custom_emoji":
        emoji = field(raw, "custom_emoji_id", str)
        if not emoji.isdecimal():
            raise ValueError('Field "custom_emoji_id" must be a valid Number')
        shown = _clean(field(raw, "alternative_text", str))
        return {"type": kind, "custom_emoji_id": emoji, "alternative_text": shown}
    if kind == "date_time":
        return {
            "type": kind,
            "text": _inner(raw, users, room),
            "unix_time": field(raw, "unix_time", int),
            "date_time_format": str(raw.get("date_time_format") or ""),
        }
    if kind == "mathematical_expression":
        return {"type": kind, "expression": _clean(field(raw, "expression", str))}
    if kind == "anchor":
        return {"type": kind, "name": field(raw, "name", str)}
    raise ValueError("Unsupported rich text type")


def _inner(raw: Json, users: Users, room: int) -> Text:
    if "text" not in raw:
        raise ValueError('Can\'t find field "text"')
    return read(raw["text"], users, room - 1)


def _url(url: str) -> str:
    try:
        return texts.check_url(url)
    except ValueError:
        raise Refused("RICH_MESSAGE_URL_INVALID") from None


def _clean(text: str) -> str:
    """Line ends as Telegram keeps them; broken UTF-8 is refused."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("Strings must be encoded in UTF-8") from None
    return text.replace("\r", "").replace("\0", " ")

"""file_id: a name for a file that only one bot can use (bot-api.md §2, error 25)."""

import base64
import binascii
import re

from bot.sandbox.errors import bad_request

KINDS = {
    "thumbnail": 0, "photo": 2, "voice": 3, "video": 4, "document": 5, "sticker": 8, "audio": 9,
    "animation": 10, "video_note": 13,
}  # fmt: skip
_LAST_SYMBOL = b"\x04"
_WRONG = "wrong remote file identifier specified: "
_BY_CODE = {code: kind for kind, code in KINDS.items()}


def encode(kind: str, bot_id: int, unique_id: str) -> str:
    """The bot's name for a file."""
    raw = bytes([KINDS[kind]]) + bot_id.to_bytes(8, "big") + unique_id.encode() + _LAST_SYMBOL
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decode(file_id: str) -> tuple[str, int, str]:
    """Kind, bot and file_unique_id; a malformed id is refused in TDLib's words."""
    if not re.fullmatch(r"[A-Za-z0-9_-]*", file_id):
        raise bad_request(_WRONG + "Wrong character in the string")
    if len(file_id) % 4 == 1:
        raise bad_request(_WRONG + "Wrong padding in the string")
    try:
        raw = base64.urlsafe_b64decode(file_id + "=" * (-len(file_id) % 4))
    except binascii.Error:
        raise bad_request(_WRONG + "Wrong padding in the string") from None
    if base64.urlsafe_b64encode(raw).decode().rstrip("=") != file_id:
        raise bad_request(_WRONG + "Wrong padding in the string")
    if not raw.endswith(_LAST_SYMBOL):
        raise bad_request(_WRONG + "can't unserialize it. Wrong last symbol")
    kind = _BY_CODE.get(raw[0])
    if kind is None or len(raw) < 12 or not raw[9:].isascii():
        raise bad_request(_WRONG + "can't unserialize it")
    return kind, int.from_bytes(raw[1:9], "big"), raw[9:-1].decode()

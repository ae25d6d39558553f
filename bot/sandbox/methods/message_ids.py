"""The argument `message_ids` of the plural methods."""

from itertools import pairwise
from typing import Any

from bot.sandbox.arguments import Arguments
from bot.sandbox.errors import bad_request

_MOST = 100


def read_message_ids(args: Arguments, *, increasing: bool = False) -> list[int]:
    """1-100 numbers; forwarding and copying want them in strictly increasing order."""
    try:
        items = args.json("message_ids")
    except ValueError:
        raise bad_request("can't parse message_ids JSON object") from None
    if items is None:
        raise bad_request("message identifiers are not specified")
    if not isinstance(items, list):
        raise bad_request("expected an Array of message identifiers")
    if len(items) > _MOST:
        raise bad_request("too many message identifiers specified")
    ids = [_number(item) for item in items]
    if increasing and any(left >= right for left, right in pairwise(ids)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    return ids


def _number(item: Any) -> int:
    if isinstance(item, bool) or not isinstance(item, (int, str)):
        raise bad_request("message identifier must be a Number")
    try:
        number = int(item)
    except ValueError:
        raise bad_request("can't parse message identifier as a Number") from None
    if number <= 0:
        raise bad_request("invalid message identifier specified")
    return number

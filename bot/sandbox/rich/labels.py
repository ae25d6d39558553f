"""What stands before an item of a list: a bullet, a number, a letter."""

from typing import Any

from bot.sandbox.fields import field
from bot.sandbox.shapes import Json

_BULLET = "•"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ROMAN_LIMIT = 4000


def label(item: Any, before: list[Json]) -> str:
    """The label of an item after those before it; an item with a value or a type is numbered."""
    if not isinstance(item, dict):
        raise ValueError("expected an Object")  # noqa: TRY004 one kind
    kind = item.get("type")
    if kind not in (None, "", "1", "a", "A", "i", "I"):
        raise ValueError("invalid list item type specified")
    if not kind and item.get("value") is None:
        return _BULLET
    number = field(item, "value", int) if item.get("value") is not None else len(before) + 1
    return f"{_written(number, kind or '1')}."


def _written(number: int, kind: str) -> str:
    if number < 1 or kind == "1":
        return str(number)
    if kind in "aA":
        return _letters(number) if kind == "A" else _letters(number).lower()
    if number >= _ROMAN_LIMIT:
        return str(number)
    return _roman(number) if kind == "I" else _roman(number).lower()


def _letters(number: int) -> str:
    """A … Z, AA, AB, …"""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _roman(number: int) -> str:
    found = ""
    for value, digits in _ROMAN:
        times, number = divmod(number, value)
        found += digits * times
    return found

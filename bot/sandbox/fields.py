"""The fields of an object that came as JSON, read and refused as the server does it."""

import re
from typing import Any

_LABELS = {
    str: "String", int: "Number", dict: "Object", list: "Array", bool: "Boolean",
}  # fmt: skip


def field(item: Any, name: str, wanted: type) -> Any:
    """The field, or ValueError in TDLib's words; numbers and digits stand for each other."""
    if not isinstance(item, dict):
        raise ValueError("expected an Object")  # noqa: TRY004 one kind
    if name not in item:
        raise ValueError(f'Can\'t find field "{name}"')
    value = item[name]
    if wanted is int and isinstance(value, str) and re.fullmatch(r"-?\d{1,18}", value):
        return int(value)
    if wanted is str and isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
        raise ValueError(f'Field "{name}" must be of type {_LABELS[wanted]}')
    return value

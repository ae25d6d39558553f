"""A stable hash of frozen dataclasses."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import timedelta
from typing import Any

# One file has many ids and names, but one `file_unique_id`.
_NOT_SEEN = frozenset({"file_id", "name"})


def digest(value: Any) -> str:
    """32 hexadecimal digits that are equal where readers see the same.

    Fields at their default value don't count, so that a field added later changes no digest.
    """
    said = json.dumps(_said(value), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _said(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_said(item) for item in value]
    if isinstance(value, timedelta):
        return value.total_seconds()
    if is_dataclass(value):
        shown = {
            field.name: _said(getattr(value, field.name))
            for field in fields(value)
            if field.name not in _NOT_SEEN and getattr(value, field.name) != field.default
        }
        return {type(value).__name__: shown}
    return value

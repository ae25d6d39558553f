"""The arguments of a call and how the server reads their values (bot-api.md §2)."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.files import Upload

_TRUE = frozenset({"true", "yes", "1"})
_INTEGER = re.compile(r"-?\d+")
_INT32 = (1 << 31) - 1


def to_integer(text: str) -> int:
    """Leading digits; garbage is 0."""
    found = _INTEGER.match(text.strip())
    return int(found.group()) if found else 0


@dataclass(slots=True)
class Arguments:
    """Everything that came with a call: strings and uploaded files."""

    values: dict[str, str] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The value, or nothing."""
        return self.values.get(name, "")

    def required(self, name: str) -> str:
        """The value; without one the call is refused."""
        value = self.text(name)
        if not value:
            raise bad_request(f'parameter "{name}" is required')
        return value

    def flag(self, name: str) -> bool:
        """Whether it says yes; whatever is not yes is no."""
        return self.text(name).strip().lower() in _TRUE

    def integer(self, name: str, default: int = 0, low: int = -_INT32, high: int = _INT32) -> int:
        """A number within a range."""
        value = self.text(name)
        return max(low, min(high, to_integer(value))) if value else default

    def message_id(self, name: str = "message_id") -> int:
        """A message's number; 0 when there is none."""
        return max(0, self.integer(name))

    def json(self, name: str) -> Any:
        """The decoded value; None when missing, ValueError when malformed."""
        value = self.text(name)
        return json.loads(value) if value else None

    def lenient_json(self, name: str) -> Any:
        """The decoded value; None when missing or malformed."""
        try:
            return self.json(name)
        except ValueError:
            return None

    def file(self, name: str) -> Upload | str:
        """An upload, or what names a file already known: file_id or URL; "" when missing."""
        return self.reference(self.text(name), name)

    def reference(self, value: str, name: str = "") -> Upload | str:
        """The same for a value found elsewhere, such as in the JSON of an album."""
        if value.startswith("attach://"):
            return self.files.get(value.removeprefix("attach://"), "")
        if not value:
            return self.files.get(name, "")
        return value

"""What the parent tells the fork server: how a life is to be lived, and where it is to end."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Bed:
    """Where lives are lived: the addresses of database and Telegram, and the log."""

    database: str
    telegram: str
    channel: str
    log: str


@dataclass(frozen=True, slots=True)
class Order:
    """One life. It kills itself when it reaches `point` after `armed` others, or after `longest`
    of any kind.

    `edits` and `withdrawals` are posts that the owner corrects or takes back as soon as they are
    out; `mutant` is what is broken on purpose.
    """

    life: int
    bed: Bed
    point: str | None = None
    armed: int = 0
    longest: int | None = None
    edits: tuple[int, ...] = ()
    withdrawals: tuple[int, ...] = ()
    mutant: str | None = None
    watched: bool = False  # reports how much is left to do
    rehearsal: bool = False  # in the fork server itself, to the end, before the first fork

    def dump(self) -> str:
        """As one line."""
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, line: str) -> Order:
        """From its line."""
        saved = json.loads(line)
        saved["bed"] = Bed(**saved["bed"])
        for name in ("edits", "withdrawals"):
            saved[name] = tuple(saved[name])
        return cls(**saved)

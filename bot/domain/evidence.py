"""What was found out about a call whose outcome is unknown, as cards and the log tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal[
    "found",  # it stands in the channel; its numbers were adopted
    "absent",  # it is not there, it is sent again
    "failed",  # it is not there, and Telegram had refused it
    "asked",  # nothing could be found out: an editor decides
    "clean",  # an audit found no twin
    "twin",  # an audit found one and removed it
    "dropped",  # the post went another way meanwhile
]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one search has seen so far, and what was decided."""

    verdict: Verdict | None = None
    found: tuple[int, ...] = ()  # messages of the channel that are the part
    removed: tuple[int, ...] = ()  # a fragment, or a twin that came late
    strangers: int = 0  # messages above the floor that could not be read
    obstacle: str = ""  # why nothing more could be found out

    @property
    def summary(self) -> str:
        """A line for the log, in English."""
        said: list[str] = [self.verdict or "looking"]
        if self.found:
            said.append(f"messages {', '.join(map(str, self.found))}")
        if self.removed:
            said.append(f"removed {', '.join(map(str, self.removed))}")
        if self.strangers:
            said.append(f"{self.strangers} unread above the floor")
        if self.obstacle:
            said.append(self.obstacle)
        return "; ".join(said)

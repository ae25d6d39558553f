"""The system's clock: the one place where the present is read."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """The Clock port over the machine's own time."""

    def now(self) -> datetime:
        """This instant, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this is where the others get it from

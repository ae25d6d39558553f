"""Who speaks to the bot."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Role(enum.StrEnum):
    """What a person may do; everybody without a stored role is a subscriber."""

    OWNER = "owner"
    EDITOR = "editor"
    SUBSCRIBER = "subscriber"

    @property
    def at_the_desk(self) -> bool:
        """Whether the person sees the editors' side at all."""
        return self is not Role.SUBSCRIBER


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has written to the bot. `language` is an IETF tag or None for Telegram's."""

    user_id: int
    name: str
    role: Role = Role.SUBSCRIBER
    username: str | None = None
    language: str | None = None

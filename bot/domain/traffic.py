"""Who goes first when Telegram lets only so many messages through."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field


class Lane(enum.IntEnum):
    """What a call is for; the first that waits goes first."""

    CHANNEL = 0  # posts, and what is done to them
    DESK = 1
    READERS = 2
    DIGEST = 3


@dataclass(frozen=True, slots=True)
class Standstill:
    """What waits for Telegram's limits, and what Telegram told us to leave alone.

    `frozen` holds seconds by chat; None stands for all chats.
    """

    waiting: Mapping[Lane, int] = field(default_factory=dict)
    frozen: Mapping[int | str | None, float] = field(default_factory=dict)

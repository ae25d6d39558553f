"""The waits of the protocol, two hundred times shorter, and what the storm may do within them.

Times are seconds. A call that lands before the last look must be found by it; one that lands
later comes twice for a moment, and an audit removes the twin (reliability.md §2.3).
"""

from __future__ import annotations

from datetime import timedelta

from bot.app import assembly
from bot.planning import Patience
from bot.services import searching
from bot.telegram import sender

LOOKS = (0.05, 0.15, 0.3)
AUDITS = (0.05, 1.6)
MISSES = 8  # the local Telegram leaves no gaps but those of deleted messages
TIMEOUT = 1.0  # for an answer

EARLY = (0.0, 0.2)  # after which a ghost lands that must be found
LATE = (0.35, 0.9)  # and one that may come as a twin
LATEST = 1.2  # after which none lands: the promise ends with the last audit

QUICK = Patience(
    tuple(timedelta(seconds=each) for each in LOOKS),
    tuple(timedelta(seconds=each) for each in AUDITS),
    MISSES,
)


def install() -> None:
    """Makes the bot in this process as hasty; for good."""
    assembly.Patience = lambda: QUICK  # type: ignore[misc,assignment]
    searching.AWAY = timedelta(seconds=LOOKS[0])
    sender.TEXT_TIMEOUT = sender.MEDIA_TIMEOUT = TIMEOUT  # type: ignore[assignment]

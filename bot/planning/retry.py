"""When to try again a call that surely did not go through (design §8, step 3)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.outcome import NotSent

FIRST = timedelta(seconds=2)  # a broken connection is usually back by then
LONGEST = timedelta(minutes=5)  # seldom enough to burden nobody, soon enough after an outage
MOST_ATTEMPTS = 45  # about three hours at these delays, the default overdue limit


def retry_at(attempts: int, outcome: NotSent, now: datetime) -> datetime | None:
    """The instant of the next attempt after `attempts` (≥ 1) failed ones; None: give up.

    The delay doubles from FIRST to LONGEST and is never shorter than Telegram's `retry_after`.
    """
    if outcome.retry_after is None or attempts >= MOST_ATTEMPTS:
        return None
    doublings = min(max(attempts, 1) - 1, 20)  # more would overflow and be capped anyway
    delay = min(FIRST * (1 << doublings), LONGEST)
    return now + max(delay, timedelta(seconds=outcome.retry_after))

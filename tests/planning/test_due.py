"""Due posts after a stop, and calls to try again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.outcome import NotSent
from bot.planning import Hold, Publish, Wait, decide, retry_at
from bot.planning.retry import FIRST, LONGEST, MOST_ATTEMPTS

NOW = datetime(2027, 3, 11, 9, 0, tzinfo=UTC)
GAP, LIMIT = timedelta(minutes=5), timedelta(hours=3)


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


def verdict(
    due: datetime,
    last: datetime | None = None,
    *,
    paused: bool = False,
    until: datetime | None = None,
) -> Publish | Wait | Hold:
    return decide(
        due,
        NOW,
        last=last,
        least_gap=GAP,
        overdue_limit=LIMIT,
        paused=paused,
        paused_until=until,
    )


@pytest.mark.parametrize(
    ("due", "last", "expected"),
    [
        (NOW + timedelta(seconds=1), None, Wait(NOW + timedelta(seconds=1))),
        (NOW, None, Publish()),
        (NOW, ago(seconds=1), Publish()),  # its editor chose the moment
        (ago(seconds=60), ago(seconds=1), Publish()),
        (ago(seconds=61), None, Publish()),
        (ago(seconds=61), ago(minutes=1), Wait(NOW + timedelta(minutes=4))),
        (ago(seconds=61), ago(minutes=5), Publish()),
        (ago(hours=3), ago(minutes=1), Wait(NOW + timedelta(minutes=4))),
        (ago(hours=3), None, Publish()),
        (ago(hours=3, seconds=1), ago(minutes=1), Hold()),
        (ago(hours=1), NOW + timedelta(hours=10), Publish()),  # a wrong clock wrote that
    ],
)
def test_decisions(due: datetime, last: datetime | None, expected: Publish | Wait | Hold) -> None:
    assert verdict(due, last) == expected


def test_a_paused_channel_waits() -> None:
    soon = NOW + timedelta(minutes=10)
    assert verdict(NOW, paused=True) == Wait(None)
    assert verdict(ago(days=1), paused=True, until=soon) == Wait(soon)
    assert verdict(NOW, paused=True, until=NOW) == Publish()
    assert verdict(NOW, paused=True, until=ago(seconds=1)) == Publish()
    assert verdict(soon, paused=True) == Wait(soon)


def test_a_backlog_goes_out_in_order_with_the_gap() -> None:
    dues = [ago(minutes=30), ago(minutes=20), ago(minutes=10)]
    now, last, sent = NOW, None, list[datetime]()
    while dues:
        decision = decide(dues[0], now, last=last, least_gap=GAP, overdue_limit=LIMIT)
        if isinstance(decision, Wait):
            assert decision.until is not None
            assert decision.until > now
            now = decision.until
        else:
            assert decision == Publish()
            dues.pop(0)
            last = now
            sent.append(now)
    assert sent == [NOW, NOW + GAP, NOW + 2 * GAP]


TRY_AGAIN = NotSent("connection refused", retry_after=0)


def test_delays_double_up_to_the_longest() -> None:
    delays = [retry_at(attempts, TRY_AGAIN, NOW) for attempts in (1, 2, 3, 20)]
    assert delays == [NOW + FIRST, NOW + 2 * FIRST, NOW + 4 * FIRST, NOW + LONGEST]


def test_telegrams_wait_is_kept() -> None:
    assert retry_at(1, NotSent("flood", retry_after=900), NOW) == NOW + timedelta(minutes=15)
    assert retry_at(9, NotSent("flood", retry_after=1), NOW) == NOW + LONGEST


def test_giving_up() -> None:
    assert retry_at(1, NotSent("no rights"), NOW) is None
    assert retry_at(MOST_ATTEMPTS, TRY_AGAIN, NOW) is None


@given(st.integers(0, 10**6), st.floats(0, 10**6))
def test_never_sooner_than_asked(attempts: int, wait: float) -> None:
    again = retry_at(attempts, NotSent("flood", wait), NOW)
    if again is not None:
        assert again - NOW >= max(timedelta(seconds=wait), FIRST)

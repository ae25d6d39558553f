"""Due posts after a stop, and calls to try again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.outcome import NotSent
from bot.planning import (
    Due,
    Hold,
    Publish,
    QuietHours,
    Standing,
    Wait,
    choose,
    decide,
    retry_at,
)
from bot.planning.catch_up import Decision
from bot.planning.retry import FIRST, LONGEST, MOST_ATTEMPTS

NOW = datetime(2027, 3, 11, 9, 0, tzinfo=UTC)
GAP, LIMIT = timedelta(minutes=5), timedelta(hours=3)
STANDING = Standing(UTC, GAP, LIMIT)
NIGHT = QuietHours.parse("4:00-10:00")  # NOW lies in it
WAKING = NOW + timedelta(hours=1)


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


def verdict(due: datetime | Due, last: datetime | None = None, **standing: object) -> Decision:
    known = replace(STANDING, last=last, **standing)
    return decide(due if isinstance(due, Due) else Due(due), known, NOW)


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
def test_decisions(due: datetime, last: datetime | None, expected: Decision) -> None:
    assert verdict(due, last) == expected


def test_a_paused_channel_waits() -> None:
    soon = NOW + timedelta(minutes=10)
    assert verdict(NOW, paused=True) == Wait(None)
    assert verdict(ago(days=1), paused=True, paused_until=soon) == Wait(soon)
    assert verdict(NOW, paused=True, paused_until=NOW) == Publish()
    assert verdict(NOW, paused=True, paused_until=ago(seconds=1)) == Publish()
    assert verdict(soon, paused=True) == Wait(soon)


def test_a_backlog_goes_out_in_order_with_the_gap() -> None:
    dues = [ago(minutes=30), ago(minutes=20), ago(minutes=10)]
    now, last, sent = NOW, None, list[datetime]()
    while dues:
        decision = decide(Due(dues[0]), replace(STANDING, last=last), now)
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


def test_quiet_hours_hold_what_is_not_urgent_nor_meant_for_them() -> None:
    assert verdict(NOW, quiet=NIGHT) == Wait(WAKING)
    assert verdict(Due(NOW, through_quiet=True), quiet=NIGHT) == Publish()
    assert verdict(Due(NOW, urgent=True), ago(seconds=1), quiet=NIGHT) == Publish()
    assert verdict(WAKING, quiet=NIGHT) == Wait(WAKING)  # 22:00 is quiet, 08:00 is not


def test_calm_mode_holds_all_but_urgent_posts() -> None:
    assert verdict(NOW, calm=True) == Wait(None)
    assert verdict(Due(NOW, through_quiet=True), calm=True) == Wait(None)
    assert verdict(Due(NOW, urgent=True), calm=True) == Publish()
    assert verdict(Due(NOW, urgent=True), calm=True, paused=True) == Wait(None)


def test_what_was_kept_back_until_it_is_quiet_waits_for_the_morning() -> None:
    quiet = QuietHours.parse("8:30-10:00")
    assert verdict(ago(minutes=31), quiet=quiet) == Wait(WAKING)
    assert verdict(Due(ago(minutes=31), urgent=True), quiet=quiet) == Publish()
    assert verdict(Due(ago(minutes=31), through_quiet=True), quiet=quiet) == Publish()
    assert verdict(ago(seconds=59), quiet=QuietHours.parse("9:00-10:00")) == Publish()
    assert verdict(ago(hours=3, minutes=1), quiet=quiet) == Hold()


@pytest.mark.parametrize("urgent", [True, False])
def test_nothing_goes_out_before_an_embargo(urgent: bool) -> None:
    embargo = NOW + timedelta(minutes=30)
    due = Due(ago(days=2), urgent=urgent, through_quiet=True, embargo=embargo)
    assert verdict(due, quiet=NIGHT) == Wait(embargo)
    assert verdict(due, paused=True, paused_until=WAKING) == Wait(WAKING)
    assert decide(due, STANDING, embargo) == Publish()


@pytest.mark.parametrize(
    ("due", "standing"),
    [
        (Due(ago(hours=5)), {"quiet": QuietHours.parse("3:00-8:50")}),
        (Due(ago(hours=5)), {"paused": True, "paused_until": ago(minutes=10)}),
        (Due(ago(hours=5)), {"released": ago(minutes=10)}),
        (Due(ago(hours=5), embargo=ago(minutes=10)), {}),
        (Due(ago(days=2)), {"quiet": QuietHours.parse("3:00-8:00"), "released": ago(hours=5)}),
    ],
)
def test_waiting_is_not_lateness(due: Due, standing: dict[str, object]) -> None:
    assert verdict(due, ago(hours=1), **standing) == Publish()
    assert verdict(due, ago(minutes=1), **standing) == Wait(NOW + timedelta(minutes=4))
    late = replace(STANDING, **standing)
    assert decide(due, late, NOW + LIMIT) == Hold()
    assert decide(replace(due, at=ago(seconds=1)), late, NOW) == Publish()


def test_a_post_that_waits_blocks_no_other() -> None:
    embargoed = Due(ago(hours=1), embargo=NOW + timedelta(minutes=20))
    queue = [(1, embargoed), (2, Due(NOW)), (3, Due(NOW)), (4, Due(NOW, urgent=True))]
    assert choose(queue, STANDING, NOW) == (4, Publish())
    assert choose(queue[:3], STANDING, NOW) == (2, Publish())
    assert choose([*queue[:2], (5, Due(ago(hours=4)))], STANDING, NOW) == (5, Hold())
    assert choose(queue[:3], replace(STANDING, quiet=NIGHT), NOW) == (None, Wait(WAKING))
    through = (6, Due(NOW, through_quiet=True))
    assert choose([*queue[:3], through], replace(STANDING, quiet=NIGHT), NOW) == (6, Publish())
    later = Due(NOW, embargo=WAKING)
    assert choose([queue[0], (2, later)], STANDING, NOW) == (None, Wait(embargoed.embargo))
    assert choose(queue, replace(STANDING, paused=True), NOW) == (
        None,
        Wait(embargoed.embargo),
    )
    assert choose([], STANDING, NOW) == (None, Wait(None))


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

"""Telegram's Date and the time since boot decide what time it is, not the wall clock."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import TrustedClock
from bot.telegram.timing import date_of
from tests.machine import Machine

START = datetime(2026, 11, 24, 4, 20, tzinfo=UTC)
HOUR = 3600


def hear(machine: Machine, clock: TrustedClock, takes: float = 0.2) -> None:
    """One call to Telegram, which stamps its answer half-way."""
    mark = clock.mark()
    machine.goes_on(takes / 2)
    date = machine.date
    machine.goes_on(takes / 2)
    clock.hear(date, mark)


@pytest.mark.parametrize("wrong", [0, 10 * HOUR, -10 * HOUR, 30 * 24 * HOUR, -1.5])
def test_a_wrong_wall_clock_is_a_first_guess_only(wrong: float) -> None:
    machine = Machine(START, wrong)
    clock = machine.clock()
    assert not clock.trusted
    hear(machine, clock)
    assert clock.trusted
    assert abs(machine.error(clock)) <= 1.2


def test_a_right_wall_clock_is_not_rounded_to_seconds() -> None:
    machine = Machine(START)
    clock = machine.clock()
    machine.goes_on(0.7)
    hear(machine, clock)
    assert abs(machine.error(clock)) < 1e-6


def test_many_answers_tell_fractions_of_a_second() -> None:
    machine = Machine(START, wrong=-HOUR)
    clock = machine.clock()
    for _ in range(50):
        machine.goes_on(1.37)
        hear(machine, clock, takes=0.05)
    assert abs(machine.error(clock)) < 0.15


@pytest.mark.parametrize("by", [10 * HOUR, -10 * HOUR, 5, -5])
def test_setting_the_wall_clock_changes_nothing_but_asks_telegram(by: float) -> None:
    machine = Machine(START)
    clock = machine.clock()
    hear(machine, clock)
    machine.wrong += by
    machine.goes_on(30)
    assert abs(machine.error(clock)) < 1e-6
    assert not clock.trusted
    hear(machine, clock)
    assert clock.trusted


def test_a_little_correction_of_the_wall_clock_is_nobodys_business() -> None:
    machine = Machine(START)
    clock = machine.clock()
    hear(machine, clock)
    machine.wrong += 1.5
    assert clock.trusted
    assert abs(machine.error(clock)) < 1e-6


def test_after_a_sleep_the_time_is_right_and_telegram_is_asked() -> None:
    machine = Machine(START)
    clock = machine.clock()
    hear(machine, clock)
    machine.sleeps(8 * HOUR)
    assert not clock.trusted
    assert abs(machine.error(clock)) < 1e-6
    hear(machine, clock)
    assert clock.trusted


def test_a_machine_that_was_frozen_learns_it_from_telegram() -> None:
    machine = Machine(START)
    clock = machine.clock()
    hear(machine, clock)
    machine.stops(2 * HOUR)
    hear(machine, clock)
    assert abs(machine.error(clock)) <= 1.2


def test_a_long_poll_says_little_and_does_no_harm() -> None:
    machine = Machine(START)
    clock = machine.clock()
    mark = clock.mark()
    machine.goes_on(50)
    clock.hear(machine.date, mark)
    assert clock.trusted
    assert abs(machine.error(clock)) < 1e-6


def test_time_never_turns_back_for_a_small_correction() -> None:
    machine = Machine(START, wrong=1.4)
    clock = machine.clock()
    before = clock.now()
    hear(machine, clock)
    assert clock.now() >= before


def test_a_server_without_a_date_leaves_the_wall_clock() -> None:
    machine = Machine(START)
    clock = machine.clock()
    clock.hear(None, clock.mark())
    assert clock.trusted
    assert abs(machine.error(clock)) < 1e-6


EVENTS = st.one_of(
    st.tuples(st.just("goes_on"), st.floats(0, 100_000)),
    st.tuples(st.just("sleeps"), st.floats(0, 100_000)),
    st.tuples(st.just("stops"), st.floats(0, 100_000)),
    st.tuples(st.just("set"), st.floats(-100_000, 100_000)),
    st.tuples(st.just("hear"), st.floats(0, 60)),
)


@given(st.lists(EVENTS, max_size=30), st.floats(-1e6, 1e6))
def test_whatever_happens_a_told_time_is_right(
    events: list[tuple[str, float]], wrong: float
) -> None:
    machine = Machine(START, wrong)
    clock = machine.clock()
    for what, seconds in [*events, ("hear", 0.5)]:
        match what:
            case "set":
                machine.wrong += seconds
            case "hear":
                hear(machine, clock, seconds)
                assert clock.trusted
                assert abs(machine.error(clock)) <= 1.01 + max(seconds, 2)
            case _:
                getattr(machine, what)(seconds)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("Tue, 24 Nov 2026 04:20:00 GMT", START),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_the_header(header: str | None, found: datetime | None) -> None:
    assert date_of(header) == found

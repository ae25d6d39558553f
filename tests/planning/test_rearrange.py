"""Moves within a queue: where each post lands, and that no other moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import BotError, InputError, StateError
from bot.planning import Grid, QuietHours, Timetable, rearrange
from bot.planning.rearrange import (
    DAY_FULL,
    DAY_PAST,
    NO_ROOM_BEFORE,
    NO_ROOM_BETWEEN,
    NO_SLOTS,
    NOT_QUEUED,
    Changes,
    Queue,
)

ZONE = ZoneInfo("Asia/Vladivostok")
GRID = Grid(
    Timetable.parse("daily 9:00 12:00 15:00 18:00"),
    ZONE,
    QuietHours.parse("23:00-7:00"),
    timedelta(minutes=10),
)
BARE = Grid(Timetable(), ZONE, GRID.quiet, GRID.gap)


def at(clock: str, day: int = 11) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(2027, 3, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


NOW = at("10:00")
QUEUE = [
    (1, at("9:00")),
    (2, at("12:00")),
    (3, at("18:00")),
    (4, at("18:10")),
    (5, at("9:00", 12)),
]


@pytest.mark.parametrize(
    ("move", "changes"),
    [
        (lambda: rearrange.before(QUEUE, 5, 3, GRID, NOW), [(5, at("15:00"))]),
        (lambda: rearrange.before(QUEUE, 5, 3, BARE, NOW), [(5, at("17:50"))]),
        (lambda: rearrange.before(QUEUE, 5, 2, GRID, NOW), [(5, at("11:50"))]),
        (lambda: rearrange.before(QUEUE, 2, 3, GRID, NOW), []),  # it is there already
        (lambda: rearrange.before(QUEUE, 2, 2, GRID, NOW), []),
        (lambda: rearrange.after(QUEUE, 5, 2, GRID, NOW), [(5, at("15:00"))]),
        (lambda: rearrange.after(QUEUE, 2, 4, GRID, NOW), [(2, at("18:20"))]),
        (lambda: rearrange.after(QUEUE, 2, 5, GRID, NOW), [(2, at("12:00", 12))]),
        (lambda: rearrange.after(QUEUE, 2, 5, BARE, NOW), [(2, at("9:10", 12))]),
        (lambda: rearrange.after(QUEUE, 4, 1, GRID, NOW), [(4, at("10:10"))]),  # 1 is overdue
        (lambda: rearrange.after(QUEUE, 2, 1, GRID, NOW), []),
        (lambda: rearrange.to_day(QUEUE, 2, date(2027, 3, 12), GRID, NOW), [(2, at("12:00", 12))]),
        (lambda: rearrange.to_day(QUEUE, 5, date(2027, 3, 11), GRID, NOW), [(5, at("15:00"))]),
        (lambda: rearrange.to_day(QUEUE, 2, date(2027, 3, 11), GRID, NOW), []),
        (lambda: rearrange.swap(QUEUE, 2, 5), [(2, at("9:00", 12)), (5, at("12:00"))]),
        (lambda: rearrange.swap(QUEUE, 2, 2), []),
    ],
)
def test_one_post_moves(move: Callable[[], Changes], changes: list[tuple[int, datetime]]) -> None:
    assert move() == tuple(changes)


def test_after_the_last_post_of_the_evening_comes_the_morning() -> None:
    queue = [(1, at("22:55")), (2, at("12:00", 12))]
    assert rearrange.after([*queue, (3, at("18:00", 12))], 3, 1, BARE, NOW) == (
        (3, at("7:00", 12)),
    )


@pytest.mark.parametrize(
    ("move", "message", "number"),
    [
        (lambda: rearrange.before(QUEUE, 5, 4, GRID, NOW), NO_ROOM_BETWEEN, 3),
        (lambda: rearrange.after(QUEUE, 5, 3, GRID, NOW), NO_ROOM_BETWEEN, 3),
        (lambda: rearrange.before(QUEUE, 5, 1, GRID, NOW), NO_ROOM_BEFORE, 1),
        (lambda: rearrange.before(QUEUE, 5, 2, GRID, at("11:51")), NO_ROOM_BEFORE, 2),
        (lambda: rearrange.before(QUEUE, 9, 2, GRID, NOW), NOT_QUEUED, 9),
        (lambda: rearrange.swap(QUEUE, 2, 9), NOT_QUEUED, 9),
    ],
)
def test_no_room(move: Callable[[], Changes], message: str, number: int) -> None:
    with pytest.raises(StateError) as caught:
        move()
    assert caught.value.message == message
    assert number in caught.value.params.values()


def test_a_day_that_is_full_or_past() -> None:
    full = [(each, at(f"{hour}:00", 12)) for each, hour in enumerate((9, 12, 15, 18))]
    for day, message in ((date(2027, 3, 12), DAY_FULL), (date(2027, 3, 10), DAY_PAST)):
        with pytest.raises(InputError) as caught:
            rearrange.to_day([*full, (9, at("15:00"))], 9, day, GRID, NOW)
        assert caught.value.message == message


def test_a_shuffle_keeps_the_times() -> None:
    changes = dict(rearrange.shuffle(QUEUE, Random(3), NOW))  # noqa: S311 - no secret
    after = [(post, changes.get(post, due)) for post, due in QUEUE]
    assert sorted(due for _, due in after) == sorted(due for _, due in QUEUE)
    assert 1 not in changes  # overdue
    assert changes
    assert rearrange.shuffle(QUEUE[:2], Random(3), NOW) == ()  # noqa: S311


def test_refilling_closes_the_gaps_in_the_order_of_the_queue() -> None:
    assert rearrange.refill(QUEUE, GRID, NOW) == (
        (1, at("12:00")),
        (2, at("15:00")),
        (4, at("9:00", 12)),
        (5, at("12:00", 12)),
    )
    pinned, locks = [at("15:05")], {1: at("16:00"), 2: at("8:00")}
    assert rearrange.refill(QUEUE[:3], GRID, NOW, taken=pinned, locks=locks) == (
        (1, at("18:00")),
        (3, at("9:00", 12)),
    )
    with pytest.raises(InputError) as caught:
        rearrange.refill(QUEUE, BARE, NOW)
    assert caught.value.message == NO_SLOTS


def test_held_posts_are_laid_out_between_the_others() -> None:
    held = [(7, at("8:00")), (6, at("8:00"))]
    assert rearrange.lay_out(held, GRID, NOW, taken=[at("12:00"), at("18:00")]) == (
        (6, at("15:00")),
        (7, at("9:00", 12)),
    )
    assert rearrange.lay_out(held, BARE, at("22:45"), taken=[at("22:59")]) == (
        (6, at("7:00", 12)),
        (7, at("7:10", 12)),
    )
    assert rearrange.lay_out((), GRID, NOW) == ()


QUEUES = st.lists(st.integers(-600, 20_000), min_size=2, max_size=12).map(
    lambda minutes: [(post, NOW + timedelta(minutes=each)) for post, each in enumerate(minutes)]
)


@given(QUEUES, st.booleans(), st.booleans())
def test_a_neighbour_is_next_to_the_other_and_open(queue: Queue, slots: bool, ahead: bool) -> None:
    grid, (post, other) = (GRID if slots else BARE), (0, 1)
    move = rearrange.before if ahead else rearrange.after
    try:
        changes = move(queue, post, other, grid, NOW)
    except BotError:
        return
    due = dict(queue) | dict(changes)
    assert [each for each, _ in changes] in ([], [post])
    order = sorted(due, key=lambda each: (due[each], each))
    assert order.index(post) - order.index(other) == (-1 if ahead else 1)
    if changes:
        assert due[post] > NOW
        assert grid.is_open(due[post], [due[each] for each in due if each != post])


@given(QUEUES, st.booleans())
def test_laid_out_posts_keep_their_order_and_the_gap(queue: Queue, slots: bool) -> None:
    held = [(post, due) for post, due in queue if due <= NOW]
    taken = [due for _, due in queue if due > NOW]
    due = dict(held) | dict(rearrange.lay_out(held, GRID if slots else BARE, NOW, taken=taken))
    order = [post for post, _ in sorted(held, key=lambda each: (each[1], each[0]))]
    assert sorted(due, key=lambda post: due[post]) == order
    for post, moment in due.items():
        others = [*taken, *(due[each] for each in due if each != post)]
        assert moment > NOW
        assert GRID.is_open(moment, others)

"""Moves within a queue. Each gives only the posts whose time changes; no other post moves.

Embargoes are the caller's: `refill` and `lay_out` take them as `locks`, of the others the
answer has to be checked like any new time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from itertools import chain, pairwise
from random import Random
from types import MappingProxyType

from bot.domain.errors import InputError, StateError, mark
from bot.planning.grid import Grid, Queue
from bot.planning.timetable import DAY, FORTNIGHT
from bot.planning.wall import instants

Changes = tuple[tuple[int, datetime], ...]

NOT_QUEUED = mark("Post № {number} is not in the queue.")
NO_ROOM_BETWEEN = mark(
    "There is no room between posts № {first} and № {second}. Move one of them first."
)
NO_ROOM_BEFORE = mark("There is no room before post № {number}. Move that one first.")
DAY_FULL = mark("There is no free slot on {day}. Choose another day, or say the hour.")
DAY_PAST = mark("{day} is past. Choose a later day.")
NO_SLOTS = mark("There is no free slot: the timetable is empty. Set one with /slots.")

_MINUTE = timedelta(minutes=1)
_NO_LOCKS: Mapping[int, datetime] = MappingProxyType({})


def before(queue: Queue, post: int, other: int, grid: Grid, now: datetime) -> Changes:
    """Puts `post` right before `other`: nothing stands between them then.

    It takes the last free slot between `other` and the post ahead of it; without one, the moment
    a gap (at least a minute) before `other`. Raises StateError where that is not open or past.
    """
    order, due = _order(queue, post, other)
    if post == other or (post, other) in pairwise(order):
        return ()
    rest = [each for each in order if each != post]
    place = rest.index(other)
    ahead = rest[place - 1] if place else None
    start = now if ahead is None else max(now, due[ahead])
    taken = [due[each] for each in rest]
    slots = [slot for slot in grid.free(start, due[other], taken) if slot > start]
    at = slots[-1] if slots else due[other] - max(grid.gap, _MINUTE)
    if not slots and not (at > start and grid.is_open(at, taken)):
        if ahead is None or due[ahead] <= now:
            raise StateError(NO_ROOM_BEFORE, number=other)
        raise StateError(NO_ROOM_BETWEEN, first=ahead, second=other)
    return _changes(due, {post: at})


def after(queue: Queue, post: int, other: int, grid: Grid, now: datetime) -> Changes:
    """Puts `post` right after `other`: nothing stands between them then.

    It takes the first free slot between `other` and the post that follows; without one, the
    moment a gap (at least a minute) after `other`, or after the quiet hours that this lies in.
    Raises StateError where that is not open.
    """
    order, due = _order(queue, post, other)
    if post == other or (other, post) in pairwise(order):
        return ()
    rest = [each for each in order if each != post]
    place = rest.index(other)
    behind = rest[place + 1] if place + 1 < len(rest) else None
    start = max(now, due[other])
    taken = [due[each] for each in rest]
    at = grid.next_free(start, taken)
    if at is None or (behind is not None and at >= due[behind]):
        at = grid.quiet.free(start + max(grid.gap, _MINUTE), grid.zone)
        if behind is not None and not (at < due[behind] and grid.is_open(at, taken)):
            raise StateError(NO_ROOM_BETWEEN, first=other, second=behind)
    return _changes(due, {post: at})


def to_day(queue: Queue, post: int, day: date, grid: Grid, now: datetime) -> Changes:
    """Moves `post` to the first free slot of `day` in the zone, unless it is on that day already.

    Raises InputError for a day that is past or full.
    """
    _, due = _order(queue, post)
    if due[post].astimezone(grid.zone).date() == day and due[post] > now:
        return ()
    if day < now.astimezone(grid.zone).date():
        raise InputError(DAY_PAST, day=f"{day:%d.%m}")
    midnight = datetime.combine(day, time())
    start, end = (instants(each, grid.zone)[0] for each in (midnight, midnight + DAY))
    taken = [at for each, at in due.items() if each != post]
    slot = next((slot for slot in grid.free(start, end, taken) if slot > now), None)
    if slot is None:
        raise InputError(DAY_FULL, day=f"{day:%d.%m}")
    return _changes(due, {post: slot})


def swap(queue: Queue, first: int, second: int) -> Changes:
    """Two posts change places."""
    _, due = _order(queue, first, second)
    return _changes(due, {first: due[second], second: due[first]})


def shuffle(queue: Queue, random: Random, now: datetime) -> Changes:
    """The posts that are still ahead, in a new order on the same times."""
    ahead = [(post, at) for post, at in sorted(queue, key=_place) if at > now]
    posts = [post for post, _ in ahead]
    mixed = list(posts)
    while len(posts) > 1 and mixed == posts:
        random.shuffle(mixed)
    return _changes(dict(ahead), dict(zip(mixed, (at for _, at in ahead), strict=True)))


def refill(
    queue: Queue,
    grid: Grid,
    now: datetime,
    *,
    taken: Collection[datetime] = (),
    locks: Mapping[int, datetime] = _NO_LOCKS,
) -> Changes:
    """The queue in its order on the next free slots from now: the gaps in it close.

    `taken` are times of posts that stay where they are. A post under a lock (its embargo) takes
    no slot before it and lets the others pass. Raises InputError without slots.
    """
    if grid.next_free(now, taken) is None:
        raise InputError(NO_SLOTS)
    return _fill(queue, _slots(len(queue), grid, now, taken, locks), grid, locks)


def lay_out(
    held: Queue,
    grid: Grid,
    now: datetime,
    *,
    taken: Collection[datetime] = (),
    locks: Mapping[int, datetime] = _NO_LOCKS,
) -> Changes:
    """Posts that a stop held, in their order on the next free slots: no burst.

    `taken` are the times of the posts ahead, which stay. Without slots the held ones go out
    STEP or the gap apart, whichever is longer. `locks` as in `refill`.
    """
    if grid.next_free(now, taken) is None:
        return _fill(held, grid.steps(now, taken), grid, locks)
    return _fill(held, _slots(len(held), grid, now, taken, locks), grid, locks)


def _slots(
    many: int,
    grid: Grid,
    now: datetime,
    taken: Collection[datetime],
    locks: Mapping[int, datetime],
) -> Iterable[datetime]:
    """Free slots after now, enough for `many` posts."""
    last = max(chain((now,), taken, locks.values()))
    end = last + (FORTNIGHT + grid.gap) * (many + 1)
    return (slot for slot in grid.free(now, end, taken) if slot > now)


def _fill(
    queue: Queue, places: Iterable[datetime], grid: Grid, locks: Mapping[int, datetime]
) -> Changes:
    waiting = deque(post for post, _ in sorted(queue, key=_place))
    given, last = dict[int, datetime](), None
    for place in places if waiting else ():
        if last is not None and place - last < grid.gap:
            continue
        post = next((post for post in waiting if locks.get(post, place) <= place), None)
        if post is None:
            continue
        given[post] = last = place
        waiting.remove(post)
        if not waiting:
            break
    return _changes(dict(queue), given)


def _order(queue: Queue, *posts: int) -> tuple[list[int], dict[int, datetime]]:
    """The numbers in order, and the times. Raises StateError if one of `posts` is missing."""
    due = dict(queue)
    for post in posts:
        if post not in due:
            raise StateError(NOT_QUEUED, number=post)
    return [post for post, _ in sorted(queue, key=_place)], due


def _place(queued: tuple[int, datetime]) -> tuple[datetime, int]:
    return queued[1], queued[0]


def _changes(due: Mapping[int, datetime], given: Mapping[int, datetime]) -> Changes:
    return tuple((post, at) for post, at in given.items() if at != due[post])

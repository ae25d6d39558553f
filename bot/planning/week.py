"""How a weekly timetable is written: «пн-пт 09:00 12:00; сб-вс 11:00»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import time
from itertools import pairwise

from bot.domain.errors import InputError, mark
from bot.planning.grammar.words import WEEKDAYS, fold

SHORT = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
DAILY = "ежедневно"
GROUPS = {
    **dict.fromkeys((DAILY, "daily", "everyday", "всегда"), range(7)),
    **dict.fromkeys(("будни", "weekdays"), range(5)),
    **dict.fromkeys(("выходные", "weekends"), range(5, 7)),
}

UNKNOWN_WORD = mark(
    'I do not understand "{word}" in the timetable. '
    'Write days and times, for example "mon-fri 09:00 18:00; sat-sun 11:00".'
)
NO_TIMES = mark('There is no time after "{word}" in the timetable. Write at least one, as 09:00.')
WRONG_TIME = mark('There is no such time: "{word}". Write times as 09:00, from 00:00 to 23:59.')
DAYS_AFTER_TIMES = mark('Put ";" before "{word}": a new group of days begins there.')


def read(text: str) -> tuple[tuple[time, ...], ...]:
    """The times of each weekday, Monday first. Raises InputError that names the wrong word."""
    days: list[set[time]] = [set() for _ in range(7)]
    # A dash joins two days, whatever the spaces around it and whichever dash it is.
    text = re.sub(r"\s*[-–—]\s*", "-", text)
    for group in re.split(r"[;\n]", text):
        words = [word for word in re.split(r"[\s,]+", group) if word.strip(".")]
        if words:
            numbers, times = _group(words)
            for number in numbers:
                days[number] |= times
    return tuple(tuple(sorted(times)) for times in days)


def write(days: Sequence[Sequence[time]]) -> str:
    """The canonical form: equal days together, in the order of the week."""
    groups = dict[tuple[time, ...], list[int]]()
    for number, times in enumerate(days):
        if times:
            groups.setdefault(tuple(times), []).append(number)
    return "; ".join(
        f"{write_days(numbers)} {' '.join(f'{at:%H:%M}' for at in times)}"
        for times, numbers in groups.items()
    )


def _group(words: list[str]) -> tuple[Iterable[int], set[time]]:
    numbers, times = set[int](), set[time]()
    for word in words:
        if word[0].isdecimal():
            times.add(_time(word))
            continue
        if times:
            day_numbers(word)  # a mistyped day is the nearer mistake
            raise InputError(DAYS_AFTER_TIMES, word=word)
        numbers.update(day_numbers(word))
    if not times:
        raise InputError(NO_TIMES, word=words[-1])
    return numbers or range(7), times


def _time(word: str) -> time:
    match = re.fullmatch(r"([0-9]{1,2})[:.]([0-9]{2})", word)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise InputError(WRONG_TIME, word=word)
    return time(int(match[1]), int(match[2]))


def day_numbers(word: str) -> Iterable[int]:
    """The days behind «пн», «пн-пт» or «будни», Monday is 0. Raises InputError."""
    folded = fold(word)
    if folded in GROUPS:
        return GROUPS[folded]
    ends = [WEEKDAYS.get(part.strip(".:")) for part in folded.split("-")]
    if len(ends) == 1 and ends[0] is not None:
        return (ends[0],)
    if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
        first, last = ends[0], ends[1]
        return tuple((first + step) % 7 for step in range((last - first) % 7 + 1))
    raise InputError(UNKNOWN_WORD, word=word)


def write_days(numbers: Sequence[int]) -> str:
    """«пн-ср,пт» for some days of the week, in their order."""
    if len(numbers) == 7:
        return DAILY
    runs = [[numbers[0]]]
    for before, number in pairwise(numbers):
        if number == before + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(
        SHORT[run[0]] if len(run) == 1 else f"{SHORT[run[0]]}-{SHORT[run[-1]]}" for run in runs
    )

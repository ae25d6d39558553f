"""How a repetition is written: «каждый день», «по пн,чт 5 раз», «каждые 3 дня до 01.12.2026»."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from bot.domain.errors import InputError, TimeError, mark
from bot.planning import week
from bot.planning.grammar.clocks import clocks
from bot.planning.grammar.dates import dates
from bot.planning.grammar.days import days
from bot.planning.grammar.hours import hours
from bot.planning.grammar.items import CalendarDay, Piece
from bot.planning.grammar.lexer import Token, tokens
from bot.planning.grammar.numerals import cardinal, follows, skip, text
from bot.planning.grammar.refusals import PAST
from bot.planning.grammar.words import DAY, UNITS, WEEK, WEEKDAYS_PLURAL

Found = tuple[int, tuple[int, ...], int | None, date | None, time | None]
Cadence = tuple[int, tuple[int, ...]]  # days, or days of the week

WRONG_REPEAT = mark(
    'I do not understand "{word}" in the repetition. '
    'Write it like "every day", "every friday 5 times" or "every 3 days until 1 December".'
)
NO_RHYTHM = mark('Say how often, for example "every day" or "every friday".')
TOO_FEW = mark("A repetition needs at least 2 times.")

LONGEST = 366  # days between two times

_FIXED: dict[str, Cadence] = {
    "ежедневно": (1, ()),
    "daily": (1, ()),
    "еженедельно": (7, ()),
    "weekly": (7, ()),
    "раз в день": (1, ()),
    "раз в неделю": (7, ()),
    "через день": (2, ()),
    "будни": (1, tuple(range(5))),
    "будням": (1, tuple(range(5))),
    "будний день": (1, tuple(range(5))),
    "рабочий день": (1, tuple(range(5))),
    "рабочим дням": (1, tuple(range(5))),
    "weekday": (1, tuple(range(5))),
    "weekdays": (1, tuple(range(5))),
    "выходные": (1, (5, 6)),
    "выходным": (1, (5, 6)),
    "weekends": (1, (5, 6)),
}
_EVERY = ("каждый", "каждую", "каждое", "каждые", "каждого", "every", "each", "по", "on", "в")
_NTH = {"второй": 2, "вторую": 2, "другой": 2, "other": 2, "second": 2, "третий": 3, "третью": 3}
_TIMES = ("раз", "раза", "times")
_UNTIL = ("до", "по", "until", "till")


def read(written: str, today: date) -> Found:
    """Days between, days of the week, how often in all, the last day, the time of day.

    Raises InputError that names the wrong word.
    """
    if not written.strip():
        raise InputError(NO_RHYTHM)
    words, at = tokens(written), 0
    cadence: Cadence | None = None
    times: int | None = None
    until: date | None = None
    clock: time | None = None
    while at < len(words):
        at = skip(words, at, "и", "and")
        if times is None and (many := _times(words, at)) is not None:
            times, at = many
        elif until is None and (last := _until(words, at, today)) is not None:
            until, at = last
        elif cadence is None and (found := _cadence(words, at)) is not None:
            cadence, at = found
        elif clock is None and (told := _clock(words, at)) is not None:
            clock, at = told
        else:
            raise InputError(WRONG_REPEAT, word=words[min(at, len(words) - 1)].raw)
    if cadence is None:
        raise InputError(NO_RHYTHM)
    return *cadence, times, until, clock


def write(
    every: int,
    weekdays: Sequence[int],
    times: int | None,
    until: date | None,
    clock: time | None,
) -> str:
    """The canonical form, which `read` takes."""
    if weekdays:
        rhythm = f"каждые {week.write_days(weekdays)}"
    else:
        rhythm = "каждый день" if every == 1 else f"каждые {every} дн."
    limits = [
        f"в {clock:%H:%M}" if clock is not None else "",
        f"{times} {_time_word(times)}" if times is not None else "",
        f"до {until:%d.%m.%Y}" if until is not None else "",
    ]
    return " ".join(part for part in (rhythm, *limits) if part)


def _time_word(times: int) -> str:
    few = times % 10 in (2, 3, 4) and times % 100 not in (12, 13, 14)
    return "раза" if few else "раз"


def _times(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    """«5 раз»."""
    at = skip(words, at, "всего", "только", "only")
    many = cardinal(words, at)
    if many is None or text(words, many[1]) not in _TIMES or text(words, many[1] + 1) == "в":
        return (2, at + 1) if text(words, at) in ("дважды", "twice") else None
    if many[0] < 2:
        raise InputError(TOO_FEW)
    return many[0], many[1] + 1


def _until(words: Sequence[Token], at: int, today: date) -> tuple[date, int] | None:
    """«до 1 декабря», that day included."""
    if text(words, at) not in _UNTIL:
        return None
    start = at + 1
    for day, end in days(words, start):
        if text(words, at) == "по" and not isinstance(day, CalendarDay):
            continue  # «по пятницам» is how often
        said = " ".join(word.raw for word in words[start:end])
        last = dates([Piece(day, said)], today)[0][0]
        if last < today:
            raise TimeError(PAST, word=said)
        return last, end
    return None


def _cadence(words: Sequence[Token], at: int) -> tuple[Cadence, int] | None:
    at = skip(words, at, *_EVERY)
    for phrase, fixed in _FIXED.items():
        if (end := follows(words, at, phrase)) is not None:
            return fixed, end
    if (once := follows(words, at, "раз в")) is not None:
        at = once
    nth = _NTH.get(text(words, at))
    many, end = cardinal(words, at) or ((1, at) if nth is None else (nth, at + 1))
    unit = UNITS.get(text(words, end))
    if unit in (DAY, WEEK):
        every = many * (7 if unit == WEEK else 1)
        return ((every, ()), end + 1) if 0 < every <= LONGEST else None
    return _weekdays(words, at)


def _weekdays(words: Sequence[Token], at: int) -> tuple[Cadence, int] | None:
    """«пятницам», «пн и чт», «пн-ср»."""
    numbers = set[int]()
    start = at
    while at < len(words):
        after = skip(words, at, "и", "and") if at > start else at
        word = text(words, after)
        if word in WEEKDAYS_PLURAL:
            numbers.add(WEEKDAYS_PLURAL[word])
        else:
            try:
                numbers.update(week.day_numbers(word))
            except InputError:
                break
        at = after + 1
    if not numbers:
        return None
    return (1, () if len(numbers) == 7 else tuple(sorted(numbers))), at


def _clock(words: Sequence[Token], at: int) -> tuple[time, int] | None:
    """«в 18:30»."""
    for clock, end in clocks(words, at):
        said = Piece(clock, " ".join(word.raw for word in words[at:end]))
        if clock.style != "same":
            return hours(said, None, {}).options[0][1], end
    return None

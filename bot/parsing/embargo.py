"""The wish to wait with a publication, and until when (editorial.md §2.8)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from bot.domain.release import Embargo

# All patterns read case-folded text.
_WISH = re.compile(
    r"(?<!\w)(?:эмбарго|embargo|не (?:публиковать|распространять|размещать|давать|ставить)"
    r"(?: в эфир| на сайт\w*)? (?:до|ранее|раньше)|"
    r"(?:публикаци\w+|размещени\w+|публиковать|размещать|опубликовать|выход\w*)"
    r" (?:(?:разреш\w+|возможн\w+|можно|просим|допускается) )?"
    r"(?:не ранее|не раньше|только после|строго после|только с|строго с|после)|"
    r"(?:разрешен\w*|можно) к публикации (?:с|после|не ранее)|"
    r"для публикации (?:после|не ранее)|"
    r"не для (?:публикации|печати|эфира|распространения)|до особого распоряжения|"
    r"можно (?:публиковать|размещать|опубликовать) (?:с|после)|"
    r"embargoed until|not for release)(?!\w)"
)
_HINTS = (
    "печати",
    "эфира",
    "распоряжени",
    "release",
    "эмбарго",
    "embargo",
    "публик",
    "распростран",
    "размещ",
    "не давать",
    "не ставить",
    "выход",
)
_REACH = 120  # characters after the wish in which its time stands
_MONTHS = ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_WORD_DATE = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(_MONTHS)}|май)[а-я]*\.?(?:\s+(\d{{4}}))?"
)
_DIGIT_DATE = re.compile(r"(?<![\d.:])(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?(?![\d:])")
_RELATIVE = {"послезавтра": 2, "завтра": 1, "сегодня": 0}
_RELATIVE_WORD = re.compile(rf"(?<!\w)({'|'.join(_RELATIVE)})(?!\w)")
_CLOCK = re.compile(r"(?<![\d.:])([01]?\d|2[0-4])[:.-](?P<minutes>[0-5]\d)(?![\d.])")
_HOUR = re.compile(
    r"(?<![\d.:])([01]?\d|2[0-4])\s*(?:час\w*|ч(?!\w)|утра|дня|вечера)(?P<minutes>)"
)
_LATER = re.compile(r"\s*(?:дня|вечера)")
_OFFSET = re.compile(r"(?:utc|gmt)\s*([+-]\s*\d{1,2})?|мск\s*([+-]\s*\d{1,2})")
_ZONES = (
    (re.compile(r"(?<!\w)(?:мск|моск\w*)(?!\w)"), "Europe/Moscow"),
    (re.compile(r"(?<!\w)(?:хбк|хбр|хабаровск\w*|владивосток\w*|приморск\w*)(?!\w)"),
     "Asia/Vladivostok"),
    (re.compile(r"(?<!\w)калининградск\w*"), "Europe/Kaliningrad"),
    (re.compile(r"(?<!\w)самарск\w*"), "Europe/Samara"),
    (re.compile(r"(?<!\w)(?:екатеринбургск\w*|уральск\w*|екб)(?!\w)"), "Asia/Yekaterinburg"),
    (re.compile(r"(?<!\w)омск\w*"), "Asia/Omsk"),
    (re.compile(r"(?<!\w)(?:новосибирск\w*|нск)(?!\w)"), "Asia/Novosibirsk"),
    (re.compile(r"(?<!\w)красноярск\w*"), "Asia/Krasnoyarsk"),
    (re.compile(r"(?<!\w)(?:иркутск\w*|бурятск\w*)"), "Asia/Irkutsk"),
    (re.compile(r"(?<!\w)(?:якутск\w*|читинск\w*|амурск\w*|благовещенск\w*)"), "Asia/Yakutsk"),
    (re.compile(r"(?<!\w)(?:магаданск\w*|сахалинск\w*)"), "Asia/Magadan"),
    (re.compile(r"(?<!\w)камчатск\w*"), "Asia/Kamchatka"),
)  # fmt: skip
_HALF_A_YEAR = timedelta(days=182)


def has_embargo(text: str) -> bool:
    """Whether a line asks to wait with its publication."""
    folded = text.casefold()
    if "эмбарго снято" in folded or "снятия эмбарго" in folded:
        return False
    return any(hint in folded for hint in _HINTS) and bool(_WISH.search(folded))


def embargo_of(line: str, received_at: datetime | None, zone: ZoneInfo) -> Embargo:
    """The embargo that a line names; its time is meant in `zone` where it names no other.

    What the line leaves open is reckoned from `received_at`; an impossible time is none.
    """
    folded = line.casefold()
    wish = _WISH.search(folded)
    said = folded[wish.start() if wish else 0 :][: _REACH + 40]
    place = _zone(said, zone)
    try:
        until = _until(said, received_at.astimezone(place) if received_at else None, place)
    except (ValueError, OverflowError):
        until = None
    return Embargo(" ".join(line.split()), until.astimezone(UTC) if until else None)


def _zone(said: str, default: ZoneInfo) -> tzinfo:
    offset = _OFFSET.search(said)
    if offset:
        hours = int((offset.group(1) or offset.group(2) or "0").replace(" ", ""))
        moscow = 3 if offset.group(2) else 0
        return timezone(timedelta(hours=max(-12, min(14, hours + moscow))))
    return next((ZoneInfo(name) for pattern, name in _ZONES if pattern.search(said)), default)


def _until(said: str, now: datetime | None, place: tzinfo) -> datetime | None:
    day, rest = _day(said, now)
    found = _CLOCK.search(rest) or _HOUR.search(rest)
    if found is None:
        if day is None:
            return None
        after = re.search(r"после\s+\d", said)
        return datetime(*day, tzinfo=place) + timedelta(days=bool(after))
    over, hours, minutes = _hours(found, rest)
    if day is not None:
        return datetime(*day, hours, minutes, tzinfo=place) + timedelta(days=over)
    if now is None:
        return None
    at = now.replace(hour=hours, minute=minutes, second=0, microsecond=0) + timedelta(days=over)
    return at if at > now else at + timedelta(days=1)


def _hours(found: re.Match[str], rest: str) -> tuple[int, int, int]:
    """Days, hours and minutes of «10:00», «10 утра», «24:00»."""
    hours, minutes = int(found.group(1)), int(found.group("minutes") or 0)
    later = found.group().endswith(("дня", "вечера")) or _LATER.match(rest, found.end())
    if hours < 12 and later:
        hours += 12
    return *divmod(hours, 24), minutes


def _day(said: str, now: datetime | None) -> tuple[tuple[int, int, int] | None, str]:
    """Year, month and day, and the text without them."""
    relative = _RELATIVE_WORD.search(said)
    if relative:
        rest = said[: relative.start()] + said[relative.end() :]
        if now is None:
            return None, rest
        day = (now + timedelta(days=_RELATIVE[relative.group(1)])).date()
        return (day.year, day.month, day.day), rest
    word = _WORD_DATE.search(said)
    if word:
        name = "мая" if word.group(2) == "май" else word.group(2)
        number, month, year = int(word.group(1)), _MONTHS.index(name) + 1, word.group(3)
        return _dated(number, month, year, now), said[: word.start()] + " " + said[word.end() :]
    for digits in _DIGIT_DATE.finditer(said):
        number, month, year = int(digits.group(1)), int(digits.group(2)), digits.group(3)
        if 1 <= month <= 12 and 1 <= number <= 31:
            rest = said[: digits.start()] + " " + said[digits.end() :]
            return _dated(number, month, year, now), rest
    return None, said


def _dated(
    number: int, month: int, year: str | None, now: datetime | None
) -> tuple[int, int, int] | None:
    if year:
        return (int(year) if len(year) == 4 else 2000 + int(year)), month, number
    if now is None:
        return None
    this = datetime(now.year, month, number, tzinfo=now.tzinfo)
    return (now.year + (now - this > _HALF_A_YEAR)), month, number

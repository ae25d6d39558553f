"""Whose clock: «по Москве», «мск», «по местному времени», UTC+3, "Moscow time"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from bot.planning.grammar.items import Place
from bot.planning.grammar.lexer import Token
from bot.planning.grammar.numerals import kind, skip, text

Found = Iterator[tuple[Place, int]]

# Each row: the zone; abbreviations; the city («по …»); the adjective's stem («по …ому времени»).
_ROWS = (
    ("Europe/Kaliningrad", "", "калининграду kaliningrad", "калининградск"),
    ("Europe/Moscow", "мск msk", "москве питеру петербургу moscow", "московск"),
    ("Europe/Samara", "", "самаре samara", "самарск"),
    ("Asia/Yekaterinburg", "екб", "екатеринбургу уралу yekaterinburg", "екатеринбургск"),
    ("Asia/Omsk", "", "омску omsk", "омск"),
    ("Asia/Novosibirsk", "нск", "новосибирску novosibirsk", "новосибирск"),
    ("Asia/Krasnoyarsk", "", "красноярску krasnoyarsk", "красноярск"),
    ("Asia/Irkutsk", "", "иркутску irkutsk", "иркутск"),
    ("Asia/Yakutsk", "", "якутску yakutsk", "якутск"),
    ("Asia/Chita", "", "чите chita", "читинск"),
    ("Asia/Vladivostok", "хбр влд", "хабаровску khabarovsk", "хабаровск"),
    ("Asia/Vladivostok", "", "владивостоку vladivostok", "владивостокск"),
    ("Asia/Magadan", "", "магадану magadan", "магаданск"),
    ("Asia/Sakhalin", "", "сахалину южно-сахалинску sakhalin", "сахалинск"),
    ("Asia/Kamchatka", "", "камчатке kamchatka", "камчатск"),
)
_ABBREVIATIONS = {word: zone for zone, words, _, _ in _ROWS for word in words.split()}
_CITIES = {word: zone for zone, _, words, _ in _ROWS for word in words.split()}
_STEMS = {stem: zone for zone, _, _, stem in _ROWS}
_NAMES = {
    "москва": "Europe/Moscow",
    "хабаровск": "Asia/Vladivostok",
    "владивосток": "Asia/Vladivostok",
}
_UNIVERSAL = ("utc", "gmt", "гринвичу")
_LOCAL = ("местн", "наш", "локальн")


def places(tokens: Sequence[Token], at: int) -> Found:
    """Every clock's place that can be read at a position, with the position after it."""
    word = text(tokens, at)
    if word == "по":
        word = text(tokens, at + 1)
        if word in _CITIES:
            yield Place(ZoneInfo(_CITIES[word])), skip(tokens, at + 2, "времени")
        elif (found := _adjective(word, ("ому", "ему"))) is not None:
            yield found, skip(tokens, at + 2, "времени")
        elif word == "времени" and text(tokens, at + 2) in ("москвы", "хабаровска"):
            zone = "Europe/Moscow" if text(tokens, at + 2) == "москвы" else "Asia/Vladivostok"
            yield Place(ZoneInfo(zone)), at + 3
        else:
            found_at = _short(tokens, at + 1)
            yield from ((place, skip(tokens, end, "времени")) for place, end in found_at)
    elif (
        word.startswith("по-") and (found := _adjective(word[3:], ("и", "ому", "ему"))) is not None
    ):
        yield found, at + 1
    elif (found := _adjective(word, ("ого", "его"))) is not None:
        yield found, skip(tokens, at + 1, "времени")
    elif word == "время" and (found := _adjective(text(tokens, at + 1), ("ое", "ее"))) is not None:
        yield found, at + 2
    elif (found := _adjective(word, ("ое", "ее"))) is not None:
        yield found, skip(tokens, at + 1, "время")
    elif word in _NAMES:
        yield Place(ZoneInfo(_NAMES[word])), at + 1
    elif text(tokens, at + 1) == "time":
        if word == "local":
            yield Place(None), at + 2
        elif word in _CITIES:
            yield Place(ZoneInfo(_CITIES[word])), at + 2
        else:
            yield from ((place, skip(tokens, end, "time")) for place, end in _short(tokens, at))
    else:
        yield from _short(tokens, at)


def _adjective(word: str, endings: tuple[str, ...]) -> Place | None:
    for ending in endings:
        stem = word.removesuffix(ending)
        if stem != word and stem in _LOCAL:
            return Place(None)
        if stem != word and stem in _STEMS:
            return Place(ZoneInfo(_STEMS[stem]))
    return None


def _short(tokens: Sequence[Token], at: int) -> Found:
    """«мск», «мск+7», UTC, UTC+10, UTC+5:30."""
    word = text(tokens, at)
    if word in _ABBREVIATIONS:
        base: tzinfo = ZoneInfo(_ABBREVIATIONS[word])
    elif word in _UNIVERSAL:
        base = UTC
    else:
        return
    sign = kind(tokens, at + 1)
    if sign not in ("plus", "dash") or kind(tokens, at + 2) not in ("number", "colon"):
        yield Place(base), at + 1
        return
    hours, minutes = (*tokens[at + 2].numbers, 0)[:2]
    # Moscow keeps +3 the year round; other abbreviations with an offset have no agreed meaning.
    own = {"мск": 3, "msk": 3, "utc": 0, "gmt": 0}.get(word)
    total = timedelta(hours=hours, minutes=minutes) * (1 if sign == "plus" else -1)
    if own is not None and abs(total) <= timedelta(hours=14):
        yield Place(timezone(timedelta(hours=own) + total)), at + 3

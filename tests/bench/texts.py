"""How long a release takes from its text to its post, and how that grows."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from statistics import median

from bot.domain.channel import HouseStyle
from bot.domain.errors import InputError
from bot.domain.release import RawRelease
from bot.domain.text import FormattedText
from bot.parsing import parse
from bot.rendering import render
from tests.hostile import hostile

STYLE = HouseStyle(channel="@khabvesti")
MEGABYTE = 1_000_000  # bytes of UTF-8
LONG = 0.3  # seconds; what takes longer is not repeated often

_HEAD = "Мост через Гнилую падь откроют {day} декабря\n\n"
_STRETCH = (
    "Рабочие уложили на мосту номер {n} последний слой асфальта, сообщили в городской "
    "администрации. Длина переправы — {n} метров, проезд в обе стороны откроют в 10:00, "
    "а автобус № {n} вернётся на прежний маршрут со следующего дня.\n\n"
    "«Мы закончили на {n} дней раньше срока, и бригады уже переходят на улицу Полевую», — "
    "сказал директор управления дорог Семён Кораблёв.\n\n"
    "Что закрыто до конца месяца:\n"
    "• улица Речная, от дома {n} до переулка Тихого;\n"
    "• съезд к рынку «Северный»;\n"
    "• стоянка у дома культуры.\n\n"
    "Вопросы принимают по телефону 8 (4212) 40-{two}-17, вход со двора. По словам дорожников, "
    "движение на ул. Полевой изменят в 2027 г. Работы идут и ночью.\n\n"
)
_TAIL = "Источник: пресс-служба управления дорог\n"


@dataclass(frozen=True, slots=True)
class Growth:
    """One length in characters, the median in milliseconds, and how often it was measured."""

    characters: int
    milliseconds: float
    runs: int

    @property
    def per_thousand(self) -> float:
        """Milliseconds for a thousand characters: flat where the growth is linear."""
        return self.milliseconds / self.characters * 1000


@dataclass(frozen=True, slots=True)
class Worst:
    """The slowest of the hostile texts, in milliseconds."""

    name: str
    milliseconds: float
    texts: int


def release_of(length: int) -> str:
    """A release of our own wording, about `length` characters long."""
    text, number = [_HEAD.format(day=7)], 1
    left = length - len(text[0]) - len(_TAIL)
    while left > 0:
        stretch = _STRETCH.format(n=number + 10, two=number % 90 + 10)
        if len(stretch) > left:
            stretch = stretch[:left].rpartition(" ")[0] + ".\n\n"
            left = 0
        text.append(stretch)
        left -= len(stretch)
        number += 1
    return "".join([*text, _TAIL])


def post_of(text: str) -> None:
    """Stages 1 to 3; a text that is refused took its time all the same."""
    with suppress(InputError):
        render(parse(RawRelease(FormattedText(text))), STYLE)


def growth(lengths: tuple[int, ...]) -> list[Growth]:
    """The medians for releases of these lengths."""
    post_of(release_of(3000))  # caches of patterns and forms
    found = list[Growth]()
    for length in lengths:
        text = release_of(length)
        once = _seconds(lambda text=text: post_of(text))  # type: ignore[misc]
        runs = 3 if once > LONG else max(5, min(200, int(2 / once)))
        times = [_seconds(lambda text=text: post_of(text)) for _ in range(runs)]  # type: ignore[misc]
        found.append(Growth(len(text), median(times) * 1000, runs))
    return found


def worst(size: int = MEGABYTE, say: Callable[[str, float], None] | None = None) -> list[Worst]:
    """The three slowest hostile texts of `size` bytes, slowest first."""
    times = list[tuple[float, str]]()
    for name, longer in hostile(size):
        text = longer.encode()[:size].decode(errors="ignore")
        took = _seconds(lambda text=text: post_of(text))  # type: ignore[misc]
        times.append((took, name))
        if say:
            say(name, took)
    times.sort(reverse=True)
    return [Worst(name, took * 1000, len(times)) for took, name in times[:3]]


def _seconds(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun

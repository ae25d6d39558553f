"""Embargoes: what asks to wait, until when, and what only looks like it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.release import Embargo, RawRelease
from bot.domain.text import FormattedText
from bot.parsing import parse

KHABAROVSK = ZoneInfo("Asia/Vladivostok")
RECEIVED = datetime(2026, 11, 24, 4, 20, tzinfo=UTC)  # Tuesday, 14:20 in Khabarovsk
STORY = "Каток на площади откроют в декабре\n\nЛёд начнут заливать, как только ударит мороз.\n\n"


def embargo(line: str, received: datetime | None = RECEIVED) -> Embargo | None:
    raw = RawRelease(FormattedText(f"{line}\n\n{STORY}"), received_at=received)
    return parse(raw, zone=KHABAROVSK).embargo


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("Не публиковать до 10:00 мск 25 ноября", "2026-11-25T07:00"),
        ("ЭМБАРГО до 10:00 25 ноября", "2026-11-25T00:00"),
        ("Эмбарго: 25.11.2026, 18:30 (МСК)", "2026-11-25T15:30"),
        ("Публикация разрешена после 12:00 по хабаровскому времени 26 ноября", "2026-11-26T02:00"),
        ("Просим не размещать ранее 1 декабря", "2026-11-30T14:00"),
        ("Не публиковать до завтра, 9:00", "2026-11-24T23:00"),
        ("Не публиковать до 18.00", "2026-11-24T08:00"),
        ("Не публиковать до 10.00", "2026-11-25T00:00"),
        ("Не распространять до 9 утра 2 января", "2027-01-01T23:00"),
        ("Не публиковать до 7 часов вечера 25 ноября", "2026-11-25T09:00"),
        ("Публиковать не ранее 25.11 в 15:00", "2026-11-25T05:00"),
        ("Эмбарго до 24:00 24 ноября", "2026-11-24T14:00"),
        ("Эмбарго до 12:00 25 ноября (UTC+3)", "2026-11-25T09:00"),
        ("Публикация возможна только после 25 ноября", "2026-11-25T14:00"),
        ("Материал можно публиковать с 10:00 26 ноября", "2026-11-26T00:00"),
        ("Не для публикации", None),
        ("НЕ ДЛЯ ПЕЧАТИ", None),
        ("Эмбарго до 12:00 31 ноября", None),
        ("Эмбарго до окончания заседания", None),
    ],
)
def test_the_time_of_an_embargo(line: str, until: str | None) -> None:
    found = embargo(line)
    assert found is not None
    assert found.phrase == line
    told = found.until.strftime("%Y-%m-%dT%H:%M") if found.until else None
    assert told == until


def test_without_the_day_of_arrival_a_bare_hour_says_nothing() -> None:
    found = embargo("Не публиковать до 10:00", None)
    assert found is not None
    assert found.until is None


@pytest.mark.parametrize(
    "line",
    [
        "Страны ввели эмбарго на поставки рыбы, и цены на неё в городе поднялись почти вдвое, "
        "рассказали продавцы центрального рынка, добавив, что запасов хватит до весны и дальше, "
        "а потом придётся искать новых поставщиков.",
        "Приём заявок продлится до 10:00 25 ноября",
        "Эмбарго снято",
        "Дорогу закроют не ранее 1 декабря",
    ],
)
def test_what_is_no_embargo(line: str) -> None:
    assert embargo(line) is None


def test_the_line_leaves_the_post_and_is_asked_about() -> None:
    line = "Не публиковать до 10:00 мск 25 ноября"
    release = parse(RawRelease(FormattedText(f"{line}\n\n{STORY}"), received_at=RECEIVED))
    assert [(cut.text, cut.reason) for cut in release.cuts] == [(line, "embargo")]
    assert [(caution.code, caution.detail) for caution in release.warnings] == [("embargo", line)]
    assert release.headline is not None
    assert release.headline.text == "Каток на площади откроют в декабре"

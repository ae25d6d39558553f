"""Phrases as editors type them in a hurry, with slips and short forms (desk_phrases.txt)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.errors import TimeError
from bot.planning import when
from bot.planning.grammar import refusals

ZONE = ZoneInfo("Asia/Vladivostok")
NOW = datetime(2027, 3, 11, 10, 40, tzinfo=ZONE)
SIGNS = {"exact": "=", "default": "~", "confirm": "?"}
NAMES = {value: name for name, value in vars(refusals).items() if name.isupper()}
LINES = Path(__file__).with_name("desk_phrases.txt").read_text("utf-8").splitlines()
CASES = [line.split(" => ") for line in LINES if " => " in line and line[0] != "#"]


def answer(phrase: str) -> str:
    try:
        moment = when(phrase, NOW, ZONE)
    except TimeError as error:
        return f"! {NAMES[error.message]}"
    times = (at.astimezone(ZONE) for at in (moment.at, *moment.alternatives))
    shown = [f"{at:%Y-%m-%d %H:%M}".removeprefix("2027-") for at in times]
    return f"{SIGNS[moment.kind]} {' | '.join(shown)}"


@pytest.mark.parametrize(("phrase", "expected"), CASES, ids=[phrase for phrase, _ in CASES])
def test_a_phrase_of_the_desk(phrase: str, expected: str) -> None:
    assert answer(phrase) == expected


def test_the_table_is_read() -> None:
    assert len(CASES) > 250
    assert len({phrase for phrase, _ in CASES}) == len(CASES)

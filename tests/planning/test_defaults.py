"""The hours of the parts of the day."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import InputError
from bot.planning import Defaults
from bot.planning.defaults import PARTS_DISORDER, WRONG_PARTS
from tests.planning.test_timetable import TIMES


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("утро 9:00, день 13:00, вечер 19:00", Defaults()),
        ("Вечер: 20.30; утро в 8", Defaults(morning=time(8), evening=time(20, 30))),
        ("вечер 8 вечера", Defaults(evening=time(20))),
        ("morning 7am, evening 6pm", Defaults(morning=time(7), evening=time(18))),
        ("", Defaults()),
    ],
)
def test_written(written: str, expected: Defaults) -> None:
    assert Defaults.parse(written) == expected
    assert Defaults.parse(str(expected)) == expected


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("утро", WRONG_PARTS),
        ("утро 25:00", WRONG_PARTS),
        ("ночь 2:00", WRONG_PARTS),
        ("9:00", WRONG_PARTS),
        ("утро 8:00, утро 9:00", WRONG_PARTS),
        ("утро завтра", WRONG_PARTS),
        ("утро 14:00", PARTS_DISORDER),
    ],
)
def test_refused(written: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        Defaults.parse(written)
    assert caught.value.message == message


@given(st.lists(TIMES, min_size=3, max_size=3, unique=True).map(sorted))
def test_what_is_printed_reads_back(times: list[time]) -> None:
    defaults = Defaults(*times)
    assert Defaults.parse(str(defaults)) == defaults

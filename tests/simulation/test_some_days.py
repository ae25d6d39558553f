"""A few of the days that `make simulate` plays by the thousand."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.planning import Patience
from tests.simulation.trial import play, template

NO_PATIENCE = Patience(looks=(timedelta(seconds=1),), audits=(timedelta(days=9),))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[bytes]:
    logging.disable(logging.CRITICAL)
    yield template(tmp_path)
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_happens_that_must_not(seed: int, empty: bytes) -> None:
    verdict = play(seed, 5, empty)
    assert verdict.wrong == []
    assert verdict.figures["posts"] > 0


def test_the_same_seed_tells_the_same_story(empty: bytes) -> None:
    assert play(3, 3, empty).digest == play(3, 3, empty).digest


def test_who_is_impatient_is_caught(empty: bytes) -> None:
    wrong = [words for seed in (1, 2) for words in play(seed, 5, empty, NO_PATIENCE).wrong]
    assert any("twice" in words for words in wrong)

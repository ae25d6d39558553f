"""As many hashtags as the house style has, the rubric's first."""

from __future__ import annotations

import pytest

from bot.domain.hashtags import hashtag, shown

TAGS = [
    ("Что происходит", "#ЧтоПроисходит"),
    ("погода", "#погода"),
    ("#снег_идёт", "#снег_идёт"),
    ("Закон и порядок", "#ЗаконИПорядок"),
    ("2026", None),
    ("—", None),
]


@pytest.mark.parametrize(("phrase", "tag"), TAGS)
def test_a_phrase_becomes_a_hashtag(phrase: str, tag: str | None) -> None:
    assert hashtag(phrase) == tag


def test_the_rubric_comes_first_and_nothing_twice() -> None:
    assert shown("Город", ["#город", "#снег", "#лёд"], 2) == ("#Город", "#снег")
    assert shown("Город", ["#снег"], 0) == ()
    assert shown(None, [], 2) == ()

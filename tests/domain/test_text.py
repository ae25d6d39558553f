"""FormattedText: pieces keep the formatting that touches them."""

from __future__ import annotations

from hypothesis import given

from bot.domain.text import Entity, FormattedText, join, utf16_len, wrap
from tests.domain.formatted import covered, formatted_texts


def test_lengths_are_counted_in_utf16_units() -> None:
    assert [utf16_len(text) for text in ("abc", "мир", "🔹", "👨‍👩‍👧")] == [3, 3, 2, 8]


def test_addition_moves_the_entities_of_the_second() -> None:
    both = FormattedText("🔹 ") + FormattedText("дом", (Entity("bold", 0, 3),))
    assert covered(both, both.entities[0]) == "дом"


def test_wrapping_nothing_makes_no_entity() -> None:
    assert wrap(FormattedText(""), "bold").entities == ()


@given(formatted_texts())
def test_lines_join_to_the_whole(text: FormattedText) -> None:
    assert join(text.lines(), "\n").text == text.text


@given(formatted_texts())
def test_stripping_only_takes_white_space(text: FormattedText) -> None:
    padded = FormattedText(" \n") + text + " "
    assert padded.strip().text == text.text.strip()

"""Edits change characters; entities go on covering the same words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from bot.domain.edits import Edit, characters, cut, rewrite, split_at, substitute, units
from bot.domain.text import Entity, FormattedText, join, utf16_len
from tests.domain.formatted import covered, formatted_texts

BOLD_WORD = FormattedText("🔹 один два", (Entity("bold", 3, 4),))

# edit of «🔹 один два» (bold: «один») → text, what is bold
EDITS = [
    pytest.param(Edit(0, 1, "•"), "• один два", "один", id="a shorter character before"),
    pytest.param(Edit(2, 6, "1"), "🔹 1 два", "1", id="exactly the entity"),
    pytest.param(Edit(4, 8, "…"), "🔹 од…ва", "од…", id="over the end"),
    pytest.param(Edit(1, 4, "-"), "🔹-ин два", "-ин", id="over the beginning"),
    pytest.param(Edit(2, 2, "«"), "🔹 «один два", "один", id="insertion at the beginning"),
    pytest.param(Edit(6, 6, "»"), "🔹 один» два", "один", id="insertion at the end"),
    pytest.param(Edit(3, 3, "😀"), "🔹 о😀дин два", "о😀дин", id="insertion inside"),
]


@pytest.mark.parametrize(("edit", "text", "bold"), EDITS)
def test_an_entity_follows_an_edit(edit: Edit, text: str, bold: str) -> None:
    changed = rewrite(BOLD_WORD, [edit])
    assert changed.text == text
    assert covered(changed, changed.entities[0]) == bold


def test_an_entity_whose_text_goes_goes_too() -> None:
    assert rewrite(BOLD_WORD, [Edit(1, 7, "")]).entities == ()


@given(formatted_texts())
def test_pieces_join_to_the_whole(text: FormattedText) -> None:
    positions = [index for index, char in enumerate(text.text) if char == " " and index]
    pieces = split_at(text, positions)
    assert join(pieces, "").text == text.text
    for piece in pieces:
        assert all(0 <= entity.offset < entity.end for entity in piece.entities)
        assert all(entity.end <= utf16_len(piece.text) for entity in piece.entities)


@given(formatted_texts())
def test_cut_equals_slice(text: FormattedText) -> None:
    middle = len(text.text) // 2
    bounds = [(0, middle), (middle, len(text.text))]
    for piece, (low, high) in zip(cut(text, bounds), bounds, strict=True):
        same = text.slice(low, high)
        assert (piece.text, set(piece.entities)) == (same.text, set(same.entities))


@given(formatted_texts())
def test_indices_and_offsets_translate_both_ways(text: FormattedText) -> None:
    to_units, to_index = units(text.text), characters(text.text)
    for index in range(len(text.text) + 1):
        assert to_index(to_units(index)) == index


@given(formatted_texts())
def test_replacing_a_word_keeps_what_the_entities_cover(text: FormattedText) -> None:
    changed = substitute(re.compile("мост"), "🌉", text)
    before = [covered(text, entity).replace("мост", "🌉") for entity in text.entities]
    assert [covered(changed, entity) for entity in changed.entities] == before

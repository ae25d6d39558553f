"""Two versions as one text: nothing is lost, nothing grows too long, and it can be read."""

from __future__ import annotations

import random
import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.edits import characters
from bot.domain.text import EMPTY, Entity, FormattedText, utf16_len
from bot.rendering.alignment import Block, align
from bot.rendering.canonical import canonical
from bot.rendering.difference import (
    ADDED,
    LIMIT,
    MOST_ENTITIES,
    REMOVED,
    Summary,
    difference,
    summary,
)
from bot.rendering.html import to_html
from tests.domain.formatted import TEXTS, WORDS, formatted_texts
from tests.rendering.telegram import manual, read_html

MARKS = {REMOVED: "~", ADDED: "_"}


def shown(text: FormattedText) -> str:
    """The difference as this file writes it: ~gone~ and _come_."""
    at, out, end = characters(text.text), "", 0
    for entity in text.entities:
        low, high = at(entity.offset), at(entity.end)
        mark = MARKS[entity.type]
        out += text.text[end:low] + mark + text.text[low:high] + mark
        end = high
    return out + text.text[end:]


def without(text: FormattedText, kind: str) -> str:
    """The difference with what is marked so left out."""
    at, out, end = characters(text.text), "", 0
    for entity in text.entities:
        if entity.type == kind:
            out += text.text[end : at(entity.offset)]
            end = at(entity.end)
    return out + text.text[end:]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


LONG = "Это предложение осталось. " * 20

CASES = {
    "a number": ("Откроют 20 декабря.", "Откроют 22 декабря.", "Откроют ~20~ _22_ декабря."),
    "a word came": ("Высота горки", "Высота новой горки", "Высота _новой_ горки"),
    "a word went": ("Высота новой горки", "Высота горки", "Высота ~новой~ горки"),
    "a rewritten phrase is one change": (
        "Вчера кот и пёс спали.",
        "Вчера лев и слон ели.",
        "Вчера ~кот и пёс спали~ _лев и слон ели_.",
    ),
    "a sign": ("Ура.", "Ура!", "Ура~.~ _!_"),
    "a compound": ("к 12:30", "к 12:45", "к ~12:30~ _12:45_"),
    "paragraphs joined": ("Раз.\n\nДва.", "Раз. Два.", "Раз.~¶~ Два."),
    "paragraphs parted": ("Раз. Два.", "Раз.\nДва.", "Раз. _¶_\nДва."),
    "emoji stay whole": ("Семья 👨‍👩‍👧", "Семья 👨‍👩‍👦", "Семья ~👨‍👩‍👧~ _👨‍👩‍👦_"),
    "what stayed is shortened": (
        LONG + "Раз. " + LONG,
        LONG + "Два. " + LONG,
        "… Это предложение осталось. " + "Это предложение осталось. " * 6
        + "~Раз~ _Два_. " + "Это предложение осталось. " * 7 + "…",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_difference_reads_as_an_editor_would_mark_it(case: str) -> None:
    old, new, expected = CASES[case]
    assert shown(difference(FormattedText(old), FormattedText(new))) == expected


def test_typography_alone_is_no_difference() -> None:
    old, new = FormattedText("14 домов\n\nи 5"), FormattedText("14\u00a0домов\nи 5")
    assert difference(old, new) == EMPTY
    assert summary(old, new) == Summary(0, 0, 0)


def link(url: str) -> Entity:
    return Entity("text_link", 2, 4, url=url)


STYLES = {
    "a link came": ((), (link("https://a.ru/"),), "О [саде: _https://a.ru/_] 😀"),
    "a link changed": (
        (link("https://a.ru/"),),
        (link("https://b.ru/"),),
        "О [саде: ~https://a.ru/~ _https://b.ru/_] 😀",
    ),
    "bold went, italic came": (
        (Entity("bold", 2, 4),),
        (Entity("italic", 2, 4),),
        "О [саде: ~жирный~ _italic_] 😀",
    ),
    "half a word": (
        (),
        (Entity("bold", 2, 2),),
        "О [саде: _жирный_] 😀",
    ),
    "the whole line": ((), (Entity("blockquote", 0, 9),), "[О саде 😀: _blockquote_]"),
}  # fmt: skip


@pytest.mark.parametrize("case", STYLES)
def test_a_change_of_formatting_is_said(case: str) -> None:
    before, after, expected = STYLES[case]
    old, new = FormattedText("О саде 😀", before), FormattedText("О саде 😀", after)
    assert shown(difference(old, new, {"bold": "жирный"})) == expected
    assert summary(old, new) == Summary(0, 0, 1)


def test_a_link_on_new_words_shows_its_address() -> None:
    new = FormattedText("О саде", (link("https://a.ru/"),))
    assert shown(difference(FormattedText("О"), new)) == "О _саде_ [_https://a.ru/_]"
    assert summary(FormattedText("О"), new) == Summary(1, 0, 0)


@given(TEXTS, TEXTS)
@example("а б в а б в", "в а б")
@example("мост\nмост", "мост город\nмост 🔹")
def test_without_what_went_it_says_the_new_without_what_came_the_old(old: str, new: str) -> None:
    found = difference(FormattedText(old), FormattedText(new))
    if words(old) != words(new):
        assert found
    if found and "…" not in found.text:
        assert words(without(found, REMOVED)) == words(new)
        assert words(without(found, ADDED)) == words(old)


@given(formatted_texts(), formatted_texts())
def test_telegram_reads_it_back_as_it_is(old: FormattedText, new: FormattedText) -> None:
    found = difference(old, new)
    assert manual(read_html(to_html(found))) == canonical(found)
    assert bool(found) == bool(difference(new, old))
    assert difference(new, new) == EMPTY


@given(formatted_texts(), st.integers(0, 5))
def test_counts_are_those_of_the_words(text: FormattedText, more: int) -> None:
    longer = text + " новьё" * more
    assert summary(text, longer) == Summary(more, 0, 0)
    assert summary(longer, text) == Summary(0, more, 0)


@given(st.lists(WORDS, max_size=30), st.lists(WORDS, max_size=30))
def test_blocks_are_equal_stretches_in_order(a: list[str], b: list[str]) -> None:
    end_a = end_b = 0
    for block in align(a, b):
        assert block.size > 0
        assert block.a >= end_a
        assert block.b >= end_b
        end_a, end_b = block.a + block.size, block.b + block.size
        assert a[block.a : end_a] == b[block.b : end_b]
    assert align(a, a) == ([Block(0, 0, len(a))] if a else [])


def long_texts() -> dict[str, tuple[str, str]]:
    draw = random.Random(5)  # noqa: S311 - a text, no secret
    vocabulary = [f"слово{number}" for number in range(3000)] + ["и", "в", "на", "что,"] * 300
    text = [draw.choice(vocabulary) for _ in range(4000)]
    sparse = [word if draw.random() > 0.1 else draw.choice(vocabulary) for word in text]
    return {
        "a tenth": (" ".join(text), " ".join(sparse)),
        "nothing kept": (" ".join(text), " ".join(draw.choice(vocabulary) for _ in text)),
        "shuffled": (" ".join(text), " ".join(draw.sample(text, len(text)))),
        "two words": ("да нет " * 4300, "нет да " * 4300),
        "one word": ("а" * 30000, "😀" * 15000),
        "signs": ("." * 30000, ".," * 15000),
        "from nothing": ("", " ".join(text)),
    }


@pytest.mark.parametrize("case", long_texts())
def test_long_texts_stay_short_and_fast(case: str) -> None:
    old, new = map(FormattedText, long_texts()[case])
    started = time.process_time()
    found = difference(old, new)
    assert time.process_time() - started < 1  # a third of it on an idle machine
    assert 0 < utf16_len(found.text) <= LIMIT
    assert len(found.entities) <= MOST_ENTITIES
    assert "…" in found.text

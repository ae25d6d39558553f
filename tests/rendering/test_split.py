"""Long texts are cut where a reader would pause, and nothing is torn."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.edits import characters
from bot.domain.text import Entity, FormattedText, utf16_len
from bot.rendering.split import split
from tests.domain.formatted import formatted_texts

SENTENCE = "Строители подняли ещё один пролёт моста. "
PARAGRAPH = (SENTENCE * 10).strip()


def plain(text: str, limit: int, tail: int | None = None) -> list[str]:
    return [part.text for part in split(FormattedText(text), limit, tail)]


def test_a_short_text_is_one_part() -> None:
    assert plain("Мост открыт.", 12) == ["Мост открыт."]


def test_the_cut_is_between_paragraphs() -> None:
    assert plain(f"{PARAGRAPH}\n\n{PARAGRAPH}\n\n{PARAGRAPH}", 900) == [
        f"{PARAGRAPH}\n\n{PARAGRAPH}", PARAGRAPH,
    ]  # fmt: skip


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    parts = plain(SENTENCE * 60, 700)
    assert all(part.rstrip().endswith(".") for part in parts)
    assert all(len(part) > 500 for part in parts[:-1])


ABBREVIATIONS = [
    "в г. Приамурск",
    "А. С. Кедров",
    "по ул. Портовой",
    "им. Гайдара",
    "в 2027 г. Кедров",
]


@pytest.mark.parametrize("phrase", ABBREVIATIONS)
@pytest.mark.parametrize("limit", range(60, 90))
def test_an_abbreviation_ends_no_part(phrase: str, limit: int) -> None:
    text = "Мост построил " + f"и открыл {phrase} и ещё раз " * 12
    for part in plain(text, limit)[:-1]:
        assert not part.endswith((".",)), part


@pytest.mark.parametrize("limit", range(40, 60))
def test_a_link_is_not_torn(limit: int) -> None:
    text = "Схема на сайте мост через реку Белую у старой пристани. " * 3
    links = [m.span() for m in re.finditer("мост через реку Белую", text)]
    whole = FormattedText(text, tuple(
        Entity("text_link", low, high - low, url="http://b.ru/") for low, high in links
    ))  # fmt: skip
    parts = split(whole, limit)
    assert all(len(part.text) <= limit for part in parts)
    assert [e.length for part in parts for e in part.entities] == [21] * 3


def test_both_halves_of_a_long_quotation_are_quotations() -> None:
    text = FormattedText(SENTENCE * 60, (Entity("blockquote", 0, len(SENTENCE) * 60),))
    for part in split(text, 700):
        assert [(e.type, e.offset) for e in part.entities] == [("blockquote", 0)]


def quoted(words: str, before: str = "") -> FormattedText:
    """«Words» and their speaker as a block quotation under some text."""
    said = f"«{words}»,\n—\u00a0сказала мэр Озёрного Вера Лунина."
    return FormattedText(before + said, (Entity("blockquote", len(before), len(said)),))


@pytest.mark.parametrize("limit", range(80, 460, 3))
def test_a_speaker_is_not_parted_from_the_words(limit: int) -> None:
    text = quoted(PARAGRAPH.strip("."), before=f"{SENTENCE}\n\n")
    for part in split(text, limit):
        assert not part.text.startswith("—")


def test_a_quotation_longer_than_a_message() -> None:
    parts = split(quoted((SENTENCE * 300).strip(" .")), 4096)
    assert [len(part.entities) for part in parts] == [1] * 4
    assert parts[-1].text.endswith("пролёт моста»,\n—\u00a0сказала мэр Озёрного Вера Лунина.")


@pytest.mark.parametrize("limit", range(100, 400, 7))
def test_an_item_of_a_list_is_not_torn(limit: int) -> None:
    items = "\n".join(f"• Пролёт {n}. Его подняли вчера. Он готов;" for n in range(40))
    for part in plain(f"Строители:\n{items}", limit)[1:]:
        assert part.startswith("•")


def test_a_heading_stays_with_its_text() -> None:
    text = f"{PARAGRAPH}\n\nЧто дальше\n\n{PARAGRAPH}"
    heading = Entity("bold", text.index("Что"), len("Что дальше"))
    parts = split(FormattedText(text, (heading,)), 450)
    assert [part.text[:10] for part in parts] == [PARAGRAPH[:10], "Что дальше"]


def test_thousands_of_lines_are_cut_quickly() -> None:
    links = tuple(Entity("text_link", n * 10, 5, url="http://b.ru/") for n in range(20_000))
    text = FormattedText("• мост 12\n" * 20_000, links)
    began = time.perf_counter()
    parts = split(text, 4096)
    assert time.perf_counter() - began < 2
    assert len(parts) == 49


def test_an_emoji_is_not_torn() -> None:
    family = "👨\u200d👩\u200d👧"
    for limit in range(11, 16):
        for part in plain(family * 20, limit):
            assert set(part.split(family)) == {""}


def test_a_colon_stays_with_its_quotation() -> None:
    text = f"{PARAGRAPH}\n\nСлово взял мэр:\n\n«{PARAGRAPH}»"
    assert plain(text, 450)[1].startswith("Слово взял мэр:\n\n«")


@pytest.mark.parametrize("size", range(85, 100))
def test_the_footer_keeps_company(size: int) -> None:
    footer = "\n\nНаш канал @ozerny_news (12+)"
    text = (SENTENCE * 100)[: size * 10].strip() + "."
    parts = plain(text + footer, size * 10 + 20, tail=len(text) + 2)
    assert parts[-1].endswith(footer)
    assert len(parts[-1]) > len(footer) + 20


@given(formatted_texts(), st.integers(5, 60))
@settings(max_examples=80)
def test_parts_join_to_the_whole_within_the_limit(text: FormattedText, limit: int) -> None:
    parts = split(text, limit)
    assert all(0 < len(part.text) <= limit for part in parts)
    joined = "".join(part.text for part in parts)
    assert "".join(joined.split()) == "".join(text.text.split())


@given(formatted_texts(), st.integers(5, 60))
@settings(max_examples=80)
def test_entities_stay_inside_their_parts(text: FormattedText, limit: int) -> None:
    for part in split(text, limit):
        at = characters(part.text)
        for entity in part.entities:
            assert 0 <= entity.offset < entity.end <= utf16_len(part.text)
            assert at(entity.end) > at(entity.offset)


def test_a_question_stays_with_its_answer() -> None:
    question, answer = "— А если туман?", "— Тогда включаю сирену и жду, пока разойдётся. " * 4
    text = "\n\n".join([question, answer.strip()] * 40)
    parts = split(FormattedText(text), 4096)
    assert len(parts) > 1
    assert all(part.text.startswith(question) and not part.text.endswith("?") for part in parts)

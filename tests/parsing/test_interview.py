"""Interviews in their forms: voices stay paragraphs, questions stand out."""

from __future__ import annotations

import pytest

from bot.domain.release import Release
from tests.parsing.reading import bodies, read

ANSWER = "Дорогу построили за лето, и по ней уже едут автобусы до самого вокзала."
HEAD = "Разговор с дорожным мастером\n\n"


def questions(release: Release) -> list[str]:
    """The paragraphs that are bold all over."""
    return [
        block.text.text
        for block in release.blocks
        if block.kind == "paragraph" and any(e.type == "bold" for e in block.text.entities)
    ]


VOICES = [
    pytest.param(
        "— {q1}\n\n— {a}\n\n— {q2}\n\n— Зимой, — смеётся он. — Всё готово.", "— ", id="dashes"
    ),
    pytest.param(
        "Корр.: {q1}\n\nИ. В.: {a}\n\nКорр.: {q2}\n\nИ. В.: {a}", "Корр.: ", id="initials"
    ),
    pytest.param("Вопрос: {q1}\nОтвет: {a}\nВопрос: {q2}\nОтвет: {a}", "Вопрос: ", id="named"),
    pytest.param(
        "Анна Лунина: {q1}\nИван Ветров: {a}\nАнна Лунина: {q2}\nИван Ветров: {a}",
        "Анна Лунина: ", id="by name",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("layout", "before"), VOICES)
def test_questions_are_bold_and_nothing_is_a_quotation(layout: str, before: str) -> None:
    asked = ["Когда открыли дорогу?", "А когда начнут строить мост?"]
    release = read(HEAD + layout.format(q1=asked[0], q2=asked[1], a=ANSWER))
    assert questions(release) == [before + question for question in asked]
    assert not release.quotes


def test_questions_without_marks_stand_over_their_answers() -> None:
    asked = ["Когда открыли дорогу?", "Кто её построил?", "Что будет дальше?"]
    release = read(HEAD + "\n\n".join(f"{question}\n\n{ANSWER}" for question in asked))
    assert questions(release) == asked


def test_an_interview_in_one_line_is_parted() -> None:
    voices = ["– Когда открыли дорогу?", f"– {ANSWER}", "– А мост?", "– Его тоже. Мы рады."]
    release = read(f"{HEAD}Мастер Иван Ветров рассказал о дороге. {' '.join(voices)}")
    assert bodies(release)[1:] == voices
    assert questions(release) == [voices[0], voices[2]]


def test_what_is_quoted_inside_an_answer_stays_in_it() -> None:
    told = f"— Мне говорят: «{ANSWER} Спасибо вам за неё». И я рад."
    lines = ["— Когда открыли дорогу?", told, "— А мост?", "— Зимой."]
    assert bodies(read(HEAD + "\n\n".join(lines))) == lines


def test_quotations_above_the_first_question_are_quotations() -> None:
    quoted = f"«{ANSWER}», — сказал мастер Иван Ветров."
    lines = [quoted, "— Когда открыли дорогу?", "— Летом.", "— А мост?", "— Зимой."]
    release = read(HEAD + "\n\n".join(lines))
    assert [quote.speaker for quote in release.quotes] == ["мастер Иван Ветров"]


def test_a_question_in_an_article_stays_as_it_is() -> None:
    release = read(f"{HEAD}{ANSWER}\n\nЧто будет дальше?\n\n{ANSWER}")
    assert not questions(release)

"""Releases inside letters: the wrapper goes to the cuts, the release stays whole."""

from __future__ import annotations

import pytest

from tests.parsing.reading import bodies, read

TITLE = "В Озёрном открыли новый мост через реку"
BODY = "Мост через реку Белую строили два года. Движение начнётся 1 декабря в полдень."
RELEASE = f"{TITLE}\n\n{BODY}"

WRAPPED = [
    pytest.param(
        "-----Original Message-----\nFrom: a@b.ru\nSent: Tuesday, November 24\nTo: c@d.ru\n"
        f"Subject: FW: Пресс-релиз\n\nДобрый день!\n\n{RELEASE}\n\nС уважением,\nАнна Лунина\n"
        "+7 914 000-00-00\n\nДанное сообщение предназначено исключительно для адресата и может "
        "содержать конфиденциальную информацию.",
        id="an original message",
    ),
    pytest.param(
        "Пересылаемое сообщение\n24.11.2026, 10:15, \"Анна Лунина\" <a@b.ru>:\n\nДень добрый!\n\n"
        f"{RELEASE}\n\n-------- Конец пересылаемого сообщения --------\n\n"
        "Отправлено из мобильной почты",
        id="passed on",
    ),
    pytest.param(
        "24.11.2026 10:15, Анна Лунина пишет:\n> Здравствуйте!\n>\n"
        f"> {TITLE}\n>\n> {BODY}\n>\n> С уважением,\n> Анна Лунина",
        id="quoted",
    ),
    pytest.param(
        f"Коллеги, добрый день! Просим опубликовать новость.\n\n{RELEASE}\n\nЗаранее спасибо!",
        id="a greeting and a request in one line",
    ),
]  # fmt: skip


@pytest.mark.parametrize("letter", WRAPPED)
def test_the_wrapper_goes(letter: str) -> None:
    release = read(letter)
    assert str(release.headline) == TITLE
    assert bodies(release) == [BODY]


@pytest.mark.parametrize("subject", ["Тема: {}", "Тема: Fwd: Пресс-релиз: {}", "Subject: RE: {}"])
def test_the_subject_is_the_headline_where_there_is_no_other(subject: str) -> None:
    release = read(f"{subject.format(TITLE)}\nОт: a@b.ru\n\nДобрый день!\n\n{BODY}\n\n{BODY}")
    assert str(release.headline) == TITLE


def test_a_subject_that_says_nothing_is_no_headline() -> None:
    assert read(f"Тема: Пресс-релиз\nОт: a@b.ru\n\n{BODY}\n\n{BODY}").headline is None


CONTACTS = [
    "Дополнительная информация для СМИ: Анна Лунина, +7 (914) 000-00-00",
    "За дополнительной информацией обращайтесь в пресс-службу мэрии:\n+7 (4212) 00-00-00",
    "Специалист по связям с общественностью Анна Лунина\n+7 914 000-00-00\na@b.ru",
    "Исп. Лунина А. П.\n8 (4212) 00-00-00",
]


@pytest.mark.parametrize("lines", CONTACTS)
def test_contacts_of_the_press_are_cut(lines: str) -> None:
    release = read(f"{RELEASE}\n\n{BODY}\n\n{lines}")
    assert bodies(release) == [BODY, BODY]
    assert {cut.reason for cut in release.cuts} == {"contacts"}


FOR_READERS = [
    "Справки по телефону: 8 (4212) 00-00-00.",
    "Запись на экскурсию: +7 914 000-00-00.",
    "По вопросам участия обращайтесь к организаторам: +7 914 000-00-00.",
    "Пресс-служба больницы напоминает, что приём идёт каждый день.",
]


@pytest.mark.parametrize("line", FOR_READERS)
def test_contacts_for_readers_stay(line: str) -> None:
    assert bodies(read(f"{RELEASE}\n\n{line}"))[-1] == line

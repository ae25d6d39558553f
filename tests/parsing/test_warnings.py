"""Cautions: what an editor has to look at, and what is nobody's worry."""

from __future__ import annotations

import pytest

from bot.domain.release import RawRelease
from bot.domain.text import Entity, FormattedText
from bot.parsing import parse

HEAD = "Зимний каток откроют в субботу\n\n"


def cautions(text: str) -> list[tuple[str, str]]:
    release = parse(RawRelease(FormattedText(HEAD + text)))
    return [(caution.code, caution.detail) for caution in release.warnings]


FOUND = [
    ("Звоните соседу Петру: +7 914 000-11-22.", ("personal_data", "+7 914 000-11-22")),
    ("Билеты есть в кассе. Звоните Анне Петровой, +7 914 000-11-22.",
     ("personal_data", "+7 914 000-11-22")),
    ("Справки: 8-924-111-22-33 (Мария).", ("personal_data", "8-924-111-22-33")),
    ("Предъявил паспорт 0812 № 345678, но его не пустили.",
     ("personal_data", "паспорт 0812 № 345678")),
    ("Номер в системе 112-233-445 95 указан верно.", ("personal_data", "112-233-445 95")),
    ("Перевёл деньги на карту 4111 1111 1111 1111 соседа.",
     ("personal_data", "4111 1111 1111 1111")),
    ("Схема на сайте http://katok.example/plan.", ("insecure_link", "http://katok.example/plan")),
    ("Спектакль только для взрослых, 18+.", ("adult", "")),
    ("Исправлено: каток откроют в 11:00, а не в 10:00.",
     ("correction", "Исправлено: каток откроют в 11:00, а не в 10:00.")),
    ("Только сегодня скидка на коньки, промокод ЛЁД.",
     ("ad_without_label", "только сегодня, скидка, промокод")),
    ("Коньки в рассрочку. erid: 2Vtzqx", ("ad_without_label", "erid")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "caution"), FOUND)
def test_what_is_asked_about(text: str, caution: tuple[str, str]) -> None:
    assert cautions(text) == [caution]


@pytest.mark.parametrize(
    "text",
    [
        "Телефон горячей линии: +7 914 000-11-22, круглосуточно.",
        "Запись в прокат по телефону 8 924 000-33-44.",
        "Справки по телефону 8 (4212) 40-17-17 или 8-800-000-00-00.",
        "Подробности — на сайте https://katok.example/plan.",
        "Ветераны катаются бесплатно, школьникам — скидка 50 процентов по льготному билету.",
        "Реклама. ООО «Лёд». erid: 2Vtzqx. Только сегодня скидка на коньки, промокод ЛЁД.",
        "Счёт матча 18:12, заработало 118 фонарей.",
        "Номер договора 4111 1111 1111 1112 изменён.",
    ],
)
def test_what_is_nobodys_worry(text: str) -> None:
    assert cautions(text) == []


def test_a_hidden_link_is_looked_at_too() -> None:
    text = FormattedText(
        HEAD + "Схема проезда готова.",
        (Entity("text_link", len(HEAD), 5, url="http://a.example"),),
    )
    release = parse(RawRelease(text))
    assert [(c.code, c.detail) for c in release.warnings] == [
        ("insecure_link", "http://a.example")
    ]


def test_a_phone_that_is_cut_is_not_asked_about() -> None:
    assert cautions("Лёд готов, ждут мороза.\n\nКонтакты для СМИ: Ольга, +7 914 000-11-22") == []

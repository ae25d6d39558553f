"""Quotations in the many forms of press releases, and who speaks."""

from __future__ import annotations

import pytest

from tests.parsing.reading import bodies, read

WORDS = "Мы строили мост два года, и он готов"
LONG = "Мы строили мост два года, и теперь по нему поедут автобусы до самого вокзала"
SPEAKER = "мэр Озёрного Иван Ветров"

CARRIERS = [
    pytest.param(f"«{WORDS}», — сказал {SPEAKER}.", id="guillemets and dash"),
    pytest.param(f'"{WORDS}", - сказал {SPEAKER}.', id="straight marks and hyphen"),
    pytest.param(f"«{WORDS}» – сказал {SPEAKER} на открытии.", id="no comma"),
    pytest.param(f"«{WORDS}», сказал {SPEAKER}.", id="no dash"),
    pytest.param(f"«{WORDS}»,— сказал {SPEAKER}.", id="glued dash"),
    pytest.param(f"“{WORDS}”, — сказал {SPEAKER}, открывая мост.", id="english marks"),
    pytest.param(f"— {WORDS}, — сказал {SPEAKER}.", id="dashes"),
    pytest.param(f"- {WORDS}, - сказал {SPEAKER}.", id="hyphens"),
    pytest.param(f"«{WORDS}», — в свою очередь отметил {SPEAKER}.", id="a longer clause"),
]


@pytest.mark.parametrize("paragraph", CARRIERS)
def test_a_quotation_and_its_speaker(paragraph: str) -> None:
    release = read(f"Открыт новый мост\n\nСегодня открыли мост.\n\n{paragraph}")
    assert bodies(release)[1:] == [f"«{WORDS}» {SPEAKER}"]
    attribution = release.quotes[0].attribution
    assert attribution is not None
    assert SPEAKER in attribution.text


MIXED = [
    pytest.param(
        f"Мост открыли утром. «{WORDS}», — сказал {SPEAKER}. Потом был салют.",
        ["Мост открыли утром.", f"«{WORDS}» {SPEAKER}", "Потом был салют."],
        id="inside a paragraph",
    ),
    pytest.param(
        f"Слово взял {SPEAKER}: «{LONG}».",
        [f"Слово взял {SPEAKER}:", f"«{LONG}» {SPEAKER}"],
        id="after a colon",
    ),
    pytest.param(
        f"«{WORDS}, — сказал {SPEAKER}. — Спасибо строителям».",
        [f"«{WORDS}, — сказал {SPEAKER}. — Спасибо строителям» {SPEAKER}"],
        id="interrupted",
    ),
    pytest.param(
        f"«{LONG}».\n— Иван Ветров, мэр Озёрного",
        [f"«{LONG}» Иван Ветров, мэр Озёрного"],
        id="signed on the next line",
    ),
    pytest.param(
        f"«Мост готов.\nПоедут автобусы», — сказал {SPEAKER}.",
        [f"«Мост готов.\nПоедут автобусы» {SPEAKER}"],
        id="over two lines",
    ),
    pytest.param(
        f"«{WORDS}», — сообщили в пресс-службе мэрии.",
        [f"«{WORDS}» пресс-служба мэрии"],
        id="an office speaks",
    ),
    pytest.param(
        f"«{WORDS}», — сказал он.", [f"«{WORDS}» None"], id="a pronoun without a name before it"
    ),
    pytest.param(
        f"На мосту был мэр Иван Ветров. «{WORDS}», — сказал он.",
        ["На мосту был мэр Иван Ветров.", f"«{WORDS}» Иван Ветров"],
        id="a pronoun for a name before it",
    ),
    pytest.param(
        f"Мост осмотрели Иван Ветров и Анна Лунина. «{WORDS}», — сказал Ветров.",
        ["Мост осмотрели Иван Ветров и Анна Лунина.", f"«{WORDS}» Иван Ветров"],
        id="a surname for a name before it",
    ),
    pytest.param(
        f"«{WORDS}», — сказал {SPEAKER}. — «Спасибо строителям».",
        [f"«{WORDS}» {SPEAKER}", f"«Спасибо строителям» {SPEAKER}"],
        id="two quotations of one speaker",
    ),
    pytest.param(
        f"«{WORDS}», — сказал {SPEAKER}. — Спасибо строителям.",
        [f"«{WORDS}» {SPEAKER}", "«Спасибо строителям.» None"],
        id="speech that goes on without marks",
    ),
    pytest.param(
        f"«{WORDS}, — сказал {SPEAKER}, — а теперь в путь».",
        [f"«{WORDS}, — сказал {SPEAKER}, — а теперь в путь» {SPEAKER}"],
        id="interrupted inside a sentence",
    ),
    pytest.param(
        f"«{WORDS}, — сказал {SPEAKER}.", [f"«{WORDS}» {SPEAKER}"], id="a closing mark was lost"
    ),
    pytest.param(
        f"{WORDS}», — сказал {SPEAKER}.", [f"«{WORDS}» {SPEAKER}"], id="an opening mark was lost"
    ),
    pytest.param(
        f"<<{WORDS}>>, - сказал {SPEAKER}.", [f"«{WORDS}» {SPEAKER}"], id="marks typed as arrows"
    ),
    pytest.param(
        f"Так сказал {SPEAKER}. «{LONG}». Мост ведёт к вокзалу.",
        [f"Так сказал {SPEAKER}.", f"«{LONG}» {SPEAKER}", "Мост ведёт к вокзалу."],
        id="the sentence before tells who",
    ),
    pytest.param(
        f"«{LONG}» (Иван Ветров, мэр).", [f"«{LONG}» Иван Ветров, мэр"], id="signed in brackets"
    ),
    pytest.param(
        f"«{LONG}».\nИван Ветров, мэр Озёрного",
        [f"«{LONG}» Иван Ветров, мэр Озёрного"],
        id="signed on the next line without a dash",
    ),
    pytest.param(
        f"«{LONG}»,\n— сказал {SPEAKER}.", [f"«{LONG}» {SPEAKER}"], id="told on the next line"
    ),
    pytest.param(
        f"Иван Ветров, мэр Озёрного:\n– {LONG}. Спасибо.",
        ["Иван Ветров, мэр Озёрного:", f"«{LONG}. Спасибо.» Иван Ветров, мэр Озёрного"],
        id="a speaker line over a dash",
    ),
    pytest.param(
        f"Иван Ветров, мэр Озёрного:\n\n{LONG}.",
        ["Иван Ветров, мэр Озёрного:", f"«{LONG}.» Иван Ветров, мэр Озёрного"],
        id="a speaker line over a bare paragraph",
    ),
    pytest.param(
        f"Слово взял {SPEAKER}: – {LONG}.",
        [f"Слово взял {SPEAKER}:", f"«{LONG}.» {SPEAKER}"],
        id="a dash after a colon",
    ),
    pytest.param(
        "Мэр Иван Ветров назвал три улицы:\n– Портовая;\n– Тихая;\n– Лесная.",
        ["Мэр Иван Ветров назвал три улицы:", "• Портовая;", "• Тихая;", "• Лесная."],
        id="a list is no speech",
    ),
    pytest.param(
        "«Мост» — так называется выставка, которая открылась в музее.",
        ["«Мост» — так называется выставка, которая открылась в музее."],
        id="a title and its naming",
    ),
    pytest.param(
        "Кафе «Заря» — сказочное место. Музей «Мост» закрыт.",
        ["Кафе «Заря» — сказочное место. Музей «Мост» закрыт."],
        id="names are no quotations",
    ),
    pytest.param(
        "«Заря» — команда из Озёрного. Она победила.",
        ["«Заря» — команда из Озёрного. Она победила."],
        id="a name that begins a sentence",
    ),
    pytest.param(
        "Жители «просят тишины» и ждут ответа.",
        ["Жители «просят тишины» и ждут ответа."],
        id="a piece of a quotation",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("paragraph", "expected"), MIXED)
def test_quotations_part_from_what_is_told(paragraph: str, expected: list[str]) -> None:
    release = read(f"Открыт новый мост\n\nСегодня в городе праздник у реки.\n\n{paragraph}")
    assert bodies(release)[1:] == expected


def test_blocks_of_one_paragraph_count_once() -> None:
    text = f"Открыт мост\n\nУтром был дождь. «{WORDS}», — сказал {SPEAKER}. Потом был салют."
    assert [block.continues for block in read(text).blocks] == [False, True, True]


def test_an_interview_has_voices_and_no_quotations() -> None:
    lines = ["— Когда откроют мост?", "— В декабре.", "— А дорогу?", "— Она готова, поверьте."]
    assert bodies(read("\n\n".join(["Мост построен", *lines]))) == lines


SPEAKERS = [
    ("сказал А. С. Кедров.", "А. С. Кедров"),
    ("рассказала директор школы № 3 Анна-Мария Лунина.", "директор школы № 3 Анна-Мария Лунина"),
    ("подытожил глава клуба «Мир», Олег Панов.", "глава клуба «Мир», Олег Панов"),
    ("добавила заместитель министра транспорта края Ольга Ким во время поездки.",
     "заместитель министра транспорта края Ольга Ким"),
    ("говорится в обращении.", "в обращении"),
    ("говорится в сообщении пресс-службы мэрии.", "пресс-служба мэрии"),
    ("сообщили в МЧС.", "МЧС"),
    ("приводит агентство слова начальника порта Петра Кедрова.", "начальник порта Пётр Кедров"),
    ("цитирует главного врача больницы Ирину Соколову пресс-служба.",
     "главный врач больницы Ирина Соколова"),
    ("с такими словами обратился к жителям мэр Иван Ветров.", "мэр Иван Ветров"),
    ("заявила в интервью агентству ректор института Ольга Ким.", "ректор института Ольга Ким"),
    ("отметил Иван Ветров, мэр Озёрного, на открытии.", "Иван Ветров, мэр Озёрного"),
]  # fmt: skip


@pytest.mark.parametrize(("attribution", "expected"), SPEAKERS)
def test_the_speaker_is_role_and_name(attribution: str, expected: str) -> None:
    release = read(f"Открыт мост\n\nБыл дождь и ветер.\n\n«{WORDS}», — {attribution}")
    assert release.quotes[0].speaker == expected

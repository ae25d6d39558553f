"""A whole release: facts, warnings, bad input, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import limits
from bot.domain.channel import HouseStyle
from bot.domain.errors import InputError
from bot.domain.release import Media, RawRelease, WarningCode
from bot.domain.text import Entity, FormattedText
from bot.parsing import parse
from bot.rendering import unshown
from tests.domain.formatted import covered, formatted_texts
from tests.parsing.reading import bodies, read, vocabulary
from tests.parsing.test_kinds import ANYWHERE, CONTENT

PHOTO = Media("photo", "file", "unique")
BODY = "Мост через реку Белую строили два года. Движение начнётся 1 декабря в полдень."


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\u00ad\n", "\u202e"])
def test_nothing_to_read_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no text"):
        read(text)


def test_a_photo_alone_is_a_release_with_a_warning() -> None:
    release = read(" ", PHOTO)
    assert (release.media, release.blocks) == ((PHOTO,), ())
    assert [caution.code for caution in release.warnings] == ["nothing_but_media"]


def test_the_photo_credit_is_listed_where_no_photo_is() -> None:
    text = f"Открыт мост\n\n{BODY}\n\nФото: Анна Лунина"
    style = HouseStyle()
    assert unshown(read(text), style) == ("Фото: Анна Лунина",)
    assert unshown(read(text, PHOTO), style) == ()


def test_all_hashtags_are_kept_for_the_house_style() -> None:
    release = read(f"Рубрика: Город\n\nОткрыт мост\n\n{BODY}\n\n#мост #река #лёд")
    assert (release.hashtags, release.cuts) == (("#мост", "#река", "#лёд"), ())


WARNINGS: list[tuple[str, list[WarningCode]]] = [
    (f"Открыт мост\n\n{BODY}", []),
    (f"{BODY}\n\n{BODY}", ["no_headline"]),
    (f"{'Открыт новый мост ' * 13}\n\n{BODY}", ["headline_long"]),
    (f"Открыт мост\n\n{BODY} Скидка 20% по промокоду МОСТ.", ["ad_without_label"]),
    (f"Открыт мост\n\n{BODY} erid: 2Vtzq00000", ["ad_without_label"]),
    (f"Открыт мост\n\n{BODY} Скидка по промокоду.\n\nРеклама. ООО «Мост», erid: 2Vt", []),
    (f"Эмбарго до 10:00 25 ноября!\n\nОткрыт мост\n\n{BODY}", ["embargo"]),
    (f"Открыт мост\n\n{BODY} Спектакль «Ночь» (18+).", ["adult"]),
    (f"Открыт мост\n\n{BODY} Концерт (6+), фестиваль (12+).", []),
]


@pytest.mark.parametrize(("text", "warnings"), WARNINGS)
def test_warnings(text: str, warnings: list[WarningCode]) -> None:
    assert [caution.code for caution in read(text).warnings] == warnings


def test_an_embargo_is_hidden_and_listed() -> None:
    release = read(f"Открыт мост\n\nНе публиковать до 10:00 мск 25 ноября\n\n{BODY}")
    assert bodies(release) == [BODY]
    assert release.cuts[0].text.startswith("Не публиковать")


def test_what_the_editor_formatted_stays_formatted() -> None:
    text = f"Открыт мост\n\n{BODY} «Он готов, и все рады», — сказал мэр Иван Ветров."
    words = {"italic": "Белую", "bold": "декабря", "spoiler": "готов", "underline": "Ветров"}
    entities = (Entity(kind, text.index(word), len(word)) for kind, word in words.items())
    release = parse(RawRelease(FormattedText(text, tuple(entities))))
    assert release.quotes[0].attribution is not None
    pieces = [release.blocks[0].text, release.quotes[0].text, release.quotes[0].attribution]
    found = [covered(piece, entity) for piece in pieces for entity in piece.entities]
    assert found == ["Белую", "декабря", "готов", "Ветров"]


def test_a_quotation_framed_by_the_editor_is_one_block() -> None:
    text = f"Открыт мост\n\n{BODY}\n\nОн готов.\nВсе рады.\n\nСпасибо."
    start = text.index("Он готов")
    raw = RawRelease(
        FormattedText(text, (Entity("blockquote", start, len("Он готов.\nВсе рады.")),))
    )
    quote = parse(raw).quotes[0]
    assert (quote.text.text, quote.marked) == ("Он готов.\nВсе рады.", False)


LINES = st.sampled_from([
    *(line for line, _ in ANYWHERE if "#новости района" not in line),
    *CONTENT, "", "", BODY, "Открыт новый мост",
    "«Мы строили его два года и рады», — сказал мэр Иван Ветров.", "• первое;", "1\t2\t3",
    "— Когда откроют? — Завтра.", "«Он готов.", "Все рады», — сообщили в мэрии.", '"', "> ", "—",
])  # fmt: skip


@given(st.lists(LINES, min_size=1, max_size=14).map("\n".join))
@settings(max_examples=150)
def test_no_word_is_lost(text: str) -> None:
    try:
        release = read(text, PHOTO)
    except InputError:
        return
    said = [release.rubric, release.source, release.photo_credit, release.byline]
    said += release.hashtags
    said += [release.headline.text if release.headline else None]
    said += [cut.text for cut in release.cuts]
    said += [release.subtitle.text if release.subtitle else None]
    for block in release.blocks:
        if block.kind == "table":
            said += [cell.text for row in block.rows for cell in row]
            continue
        said.append(block.text.text)
        if block.kind == "quote" and block.attribution:
            said.append(block.attribution.text)
    # The word that names a fact becomes the fact's place; a hashtag is shown once.
    named = vocabulary(" ".join(["Источник Первоисточник Рубрика", *release.hashtags]))
    kept = vocabulary("\n".join(filter(None, said)))
    lost = vocabulary(text.replace("#", " #")) - kept
    assert not set(lost) - set(named)


@given(formatted_texts())
@settings(max_examples=60)
def test_any_formatting_is_read(text: FormattedText) -> None:
    release = parse(RawRelease(text))
    assert release.headline or release.blocks or release.hashtags


def test_a_text_of_furniture_only_is_text() -> None:
    assert bodies(read("Поделиться")) == []
    assert str(read("Поделиться").headline) == "Поделиться"
    assert read("Наш канал @ozerny_news", PHOTO).blocks == ()


@pytest.mark.parametrize(
    "unit",
    ["«", '"', "- а, - сказал ", "а", "\n", "#а", "@a ", ". А", "!?", "\t1", "8 (999", "Фото "],
)
def test_a_hostile_text_of_full_length_is_read(unit: str) -> None:
    text = ("Мост\n\n" + unit * limits.RELEASE)[: limits.RELEASE - 1] + "а"
    assert read(text) is not None

"""Corrections, the next part of a story, and a withdrawn post."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import limits
from bot.domain.channel import HouseStyle
from bot.domain.correction import Correction, CorrectionKind, Sequel, correction
from bot.domain.errors import InputError
from bot.domain.keyboard import UrlButton
from bot.domain.post import Post
from bot.domain.release import Media, Paragraph, RawRelease, Release
from bot.domain.revision import plan_edit
from bot.domain.rich import RichFooter, RichParagraph
from bot.domain.text import FormattedText
from bot.parsing import parse
from bot.rendering import Notes, plain, render, sample_release, to_html, withdrawn
from tests.rendering.drawing import FOOTER, HOUSE, MEDIA, RELEASES, STYLES

ZONE = ZoneInfo("Asia/Vladivostok")
MORNING = datetime(2026, 11, 24, 0, 10, tzinfo=UTC)  # 10:10 there
NOON = datetime(2026, 11, 24, 4, 5, tzinfo=UTC)  # 14:05 there
NIGHT = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)  # 00:30 of the next day there
NEXT_YEAR = datetime(2027, 1, 2, 23, 0, tzinfo=UTC)  # 9:00 of the third there

BODY = Paragraph(FormattedText("Мост готов."))
RELEASE = Release(
    FormattedText("Открыт мост"), blocks=(BODY,), source="ТАСС", rubric="Город"
)  # fmt: skip
BELOW = f"\n\n<i>Источник: ТАСС</i>\n\n#Город\n\n{FOOTER}"
FACT = Correction("fact", 'мост "Северный" откроют 2 декабря', NOON)


def notes(*corrections: Correction, sequel: Sequel | None = None) -> Notes:
    return Notes(corrections, sequel, ZONE, MORNING)


def html(told: Notes) -> str:
    """What stands between the body and the source, with «⍽» for the no-break space."""
    (part,) = render(RELEASE, HOUSE, notes=told).parts
    whole = to_html(part.text)
    assert whole.startswith("<b>Открыт мост</b>\n\nМост готов.")
    assert whole.endswith(BELOW)
    return (
        whole.removeprefix("<b>Открыт мост</b>\n\nМост готов.")
        .removesuffix(BELOW)
        .replace("\u00a0", "⍽")
    )


LINES: list[tuple[CorrectionKind, datetime, str]] = [
    ("fact", NOON, "Исправлено 14:05: вход свободный"),
    ("addition", NOON, "Дополнено 14:05: вход свободный"),
    ("fact", NIGHT, "Исправлено 25 ноября в⍽00:30: вход свободный"),
    ("fact", NEXT_YEAR, "Исправлено 3 января 2027 года в⍽09:00: вход свободный"),
]


@pytest.mark.parametrize(("kind", "at", "line"), LINES)
def test_a_correction_is_told_under_the_body(
    kind: CorrectionKind, at: datetime, line: str
) -> None:
    assert html(notes(Correction(kind, "вход свободный", at))) == f"\n\n<i>{line}</i>"


def test_the_day_is_told_where_that_of_publication_is_not_known() -> None:
    assert html(Notes((FACT,), zone=ZONE)).startswith(
        "\n\n<i>Исправлено 24 ноября в⍽14:05: мост «"
    )


def test_a_typo_is_mended_without_a_word() -> None:
    assert html(notes(Correction("typo", "опечатка", NOON))) == ""


def test_several_stand_in_their_order_and_the_sequel_last() -> None:
    more = Correction("addition", "вход свободный", NIGHT)
    found = html(notes(FACT, more, sequel=Sequel("https://t.me/b/7", "Мост  закрыт")))
    assert found == (
        "\n\n<i>Исправлено 14:05: мост «Северный» откроют 2 декабря</i>"
        "\n\n<i>Дополнено 25 ноября в⍽00:30: вход свободный</i>"
        '\n\nПродолжение: <a href="https://t.me/b/7">Мост закрыт</a>'
    )


def test_a_sequel_without_a_title_is_its_address() -> None:
    found = html(notes(sequel=Sequel("https://t.me/b/7")))
    assert found == "\n\nПродолжение: https://t.me/b/7"


def test_a_rich_message_tells_them_too() -> None:
    style = replace(HOUSE, tables="rich", elements=("headline", "body", "footer"))
    told = notes(FACT, sequel=Sequel("https://t.me/b/7", "Мост закрыт"))
    (part,) = render(sample_release(), style, notes=told).parts
    *_, fact, sequel, foot = part.rich
    assert isinstance(fact, RichParagraph)
    assert fact.text.text.startswith("Исправлено 14:05: мост")
    assert [entity.type for entity in fact.text.entities] == ["italic"]
    assert isinstance(sequel, RichParagraph)
    assert [entity.url for entity in sequel.text.entities] == ["https://t.me/b/7"]
    assert isinstance(foot, RichFooter)


@pytest.mark.parametrize("photo", [True, False])
def test_notes_count_where_the_text_is_split(photo: bool) -> None:
    media = (Media("photo", "f", "u"),) if photo else ()
    size = limits.CAPTION if photo else limits.TEXT
    foot = len(f"\n\n{FOOTER}")
    full = Release(None, blocks=(Paragraph(FormattedText("а" * (size - foot))),), media=media)
    assert len(render(full, HOUSE).parts) == 1
    post = render(full, HOUSE, notes=notes(FACT))
    assert len(post.parts) == 2
    assert plain(post).count("Исправлено 14:05") == 1


@given(RELEASES, MEDIA, STYLES)
@settings(max_examples=60)
def test_a_post_with_notes_holds_its_limits_and_says_them_once(
    release: Release, media: tuple[Media, ...], style: HouseStyle
) -> None:
    told = notes(FACT, sequel=Sequel("https://t.me/b/7", "Мост закрыт"))
    post = render(replace(release, media=media), style, notes=told)
    for words in ("Исправлено 14:05: мост", "Продолжение: Мост"):
        assert plain(post).count(words) == 1
    for part in post.parts:
        if part.kind != "rich":
            assert len(part.text.text) <= (limits.TEXT if part.kind == "text" else limits.CAPTION)


TOLD = st.lists(
    st.builds(
        Correction,
        st.sampled_from(["fact", "addition", "typo"]),
        st.sampled_from(['мост "Северный" откроют 2 декабря', "Вход - свободный.", "12+ в 9:00"]),
        st.sampled_from([NOON, NIGHT, NEXT_YEAR]),
    ),
    max_size=3,
    unique=True,
)


@given(TOLD, st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_post_that_comes_back_tells_nothing_twice(told: list[Correction], sequel: bool) -> None:
    next_part = Sequel("https://t.me/b/7", "Мост закрыт до весны") if sequel else None
    known = notes(*told, sequel=next_part)
    raw = "Открыт мост через Белую\n\nДвижение начнётся 1 декабря.\n\nИсточник: ТАСС"
    post = render(parse(RawRelease(FormattedText(raw))), HOUSE, notes=known)
    (part,) = post.parts
    assert render(parse(RawRelease(part.text)), HOUSE, notes=known) == post


WITHDRAWAL = correction("withdrawn", "Новость  отозвана: данные не подтвердились.", NOON)
GONE = "Новость отозвана"


@given(RELEASES, MEDIA, STYLES)
@settings(max_examples=60)
def test_a_withdrawn_post_says_nothing_but_the_note_in_as_many_messages(
    release: Release, media: tuple[Media, ...], style: HouseStyle
) -> None:
    post = render(replace(release, media=media), style, ((UrlButton("К", "https://b.ru"),),))
    gone = withdrawn(post, WITHDRAWAL, style)
    if not post.parts:
        return
    assert all(revision.new is not None for revision in plan_edit(post, gone))
    assert plain(gone).count("данные не подтвердились.") == 1
    assert all(part.text.text.startswith(GONE) for part in gone.parts if part.text)
    assert (gone.buttons, withdrawn(gone, WITHDRAWAL, style)) == ((), gone)


def test_a_withdrawn_post_keeps_footer_and_photo() -> None:
    photo = Media("photo", "f", "u")
    post: Post = render(sample_release((photo,)), HOUSE)
    first, *_ = withdrawn(post, WITHDRAWAL, HOUSE).parts
    assert first.media == (photo,)
    assert [part.text.text for part in withdrawn(post, WITHDRAWAL, HOUSE).parts if part.text] == [
        f"{GONE}: данные не подтвердились.\n\n{FOOTER}"
    ]


def test_corrections_are_one_line_of_some_length() -> None:
    assert correction("fact", " вход\nсвободный ", NOON).text == "вход свободный"
    assert correction("typo", "", NOON).text == ""
    with pytest.raises(InputError, match="one sentence"):
        correction("fact", " \n", NOON)
    with pytest.raises(InputError, match="at most 500"):
        correction("addition", "а" * 501, NOON)

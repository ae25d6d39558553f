"""The house style, element by element."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot.domain import limits
from bot.domain.channel import HouseStyle
from bot.domain.release import Media, Paragraph, Quote, Release
from bot.domain.text import Entity, FormattedText, utf16_len
from bot.rendering import plain, render, to_html, to_json
from tests.rendering.drawing import FOOTER, HOUSE, RELEASES
from tests.rendering.telegram import found_by_itself, read_html

BODY = Paragraph(FormattedText("Мост готов."))
SAID = FormattedText("сказал мэр Иван Ветров.")


def html(release: Release, style: HouseStyle = HOUSE) -> str:
    """The only part of the post, as HTML with «⍽» for the no-break space."""
    (part,) = render(release, style).parts
    return to_html(part.text).replace("\u00a0", "⍽").removesuffix(f"\n\n{FOOTER}")


ELEMENTS = [
    pytest.param(
        Release(FormattedText("Открыт мост", (Entity("bold", 0, 6),)), blocks=(BODY,)),
        "<b>Открыт мост</b>\n\nМост готов.",
        id="headline in bold, once",
    ),
    pytest.param(
        Release(None, blocks=(BODY,), source="Пресс-служба мэрии"),
        "Мост готов.\n\n<i>Пресс-служба мэрии</i>",
        id="an office as source",
    ),
    pytest.param(
        Release(None, blocks=(BODY,), source="ТАСС"),
        "Мост готов.\n\n<i>Источник: ТАСС</i>",
        id="another source",
    ),
    pytest.param(
        Release(None, blocks=(BODY,), rubric="Что происходит", hashtags=("#мост", "#река")),
        "Мост готов.\n\n#ЧтоПроисходит #мост",
        id="two hashtags",
    ),
    pytest.param(
        Release(None, blocks=(BODY,), photo_credit="Фото: МЧС"),
        "Мост готов.",
        id="no credit without a photo",
    ),
    pytest.param(
        Release(None, blocks=(BODY,), photo_credit="Фото: МЧС", media=(Media("photo", "f", "u"),)),
        "Мост готов.\n\n<i>Фото: МЧС</i>",
        id="the credit of a photo",
    ),
    pytest.param(
        Release(None, blocks=(BODY, Paragraph(FormattedText("• первое"), tight=True))),
        "Мост готов.\n• первое",
        id="a list",
    ),
    pytest.param(
        Release(None, blocks=(Quote(FormattedText("Он готов"), SAID),)),
        "<blockquote>«Он готов»,\n—⍽сказал мэр Иван Ветров.</blockquote>",
        id="a quotation",
    ),
    pytest.param(
        Release(None, blocks=(Quote(FormattedText("Он готов!"), SAID),)),
        "<blockquote>«Он готов!»\n—⍽сказал мэр Иван Ветров.</blockquote>",
        id="a shouted quotation",
    ),
    pytest.param(
        Release(None, blocks=(Quote(FormattedText("Он готов.")),)),
        "<blockquote>«Он готов».</blockquote>",
        id="a quotation alone",
    ),
    pytest.param(
        Release(None, blocks=(Quote(FormattedText("Есть мост, дорога и т. д."), SAID),)),
        "<blockquote>«Есть мост, дорога и⍽т.⍽д.»,\n—⍽сказал мэр Иван Ветров.</blockquote>",
        id="an abbreviation keeps its full stop",
    ),
    pytest.param(
        Release(None, blocks=(Quote(BODY.text, FormattedText("Иван Ветров, мэр")),)),
        "<blockquote>«Мост готов».\n—⍽Иван Ветров, мэр</blockquote>",
        id="a signed quotation",
    ),
    pytest.param(
        Release(None, blocks=(Quote(FormattedText("Он готов.\nВсе рады."), marked=False),)),
        "<blockquote>Он готов.\nВсе рады.</blockquote>",
        id="a block of the editor's",
    ),
    pytest.param(
        Release(None, blocks=(Quote(FormattedText("Он готов. " * 50), SAID),)),
        f"<blockquote expandable>«{('Он готов. ' * 50).strip('. ')}»,\n"
        "—⍽сказал мэр Иван Ветров.</blockquote>",
        id="a long quotation folds",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("release", "expected"), ELEMENTS)
def test_element(release: Release, expected: str) -> None:
    assert html(release) == expected


FOOTERS = [
    pytest.param(HOUSE, FOOTER, id="channel and mark"),
    pytest.param(replace(HOUSE, footer=""), "", id="none"),
    pytest.param(replace(HOUSE, channel=""), "", id="no channel to name"),
    pytest.param(replace(HOUSE, age_mark=""), "Наш телеграм-канал @ozerny_news", id="no mark"),
    pytest.param(
        replace(HOUSE, footer="Мы: {channel} {oops}"), "Мы: @ozerny_news {oops}", id="odd"
    ),
    pytest.param(
        replace(HOUSE, channel="", footer="Озёрный {age}"), "Озёрный 12+", id="mark only"
    ),
]


@pytest.mark.parametrize(("style", "expected"), FOOTERS)
def test_footer(style: HouseStyle, expected: str) -> None:
    text = plain(render(Release(None, blocks=(BODY,)), style))
    assert text == f"Мост готов.\n\n{expected}".strip()


def test_the_footer_is_not_doubled_by_a_paragraph() -> None:
    text = plain(render(Release(None, blocks=(BODY, Paragraph(FormattedText(FOOTER)))), HOUSE))
    assert text.count(FOOTER) == 1


def test_telegram_finds_the_channel_in_the_footer() -> None:
    assert found_by_itself(FOOTER) == ["mention"]


def test_export_says_what_the_release_says() -> None:
    release = Release(
        FormattedText("Открыт мост"), rubric="Город", blocks=(BODY, Quote(BODY.text, SAID, "мэр"))
    )
    exported = to_json(release, render(release, HOUSE))
    assert exported["release"]["headline"] == "Открыт мост"
    assert exported["release"]["quotes"][0]["speaker"] == "мэр"
    assert exported["release"]["paragraphs"] == 2
    assert exported["post"]["parts"][0]["entities"][0] == {
        "type": "bold",
        "offset": 0,
        "length": 11,
    }
    assert (exported["warnings"], exported["cuts"]) == ([], [])


@given(RELEASES)
@settings(max_examples=60)
def test_every_part_holds_its_limits(release: Release) -> None:
    post = render(release, HOUSE)
    assert plain(post).endswith(FOOTER)
    assert plain(post).count(FOOTER) == 1
    for part in post.parts:
        assert 0 < len(part.text.text) <= limits.TEXT
        for entity in part.text.entities:
            assert 0 <= entity.offset < entity.end <= utf16_len(part.text.text)


@given(RELEASES)
@settings(max_examples=60)
def test_telegram_reads_the_export_back(release: Release) -> None:
    for part in render(release, HOUSE).parts:
        assert read_html(to_html(part.text)) == part.text

"""The house style, element by element."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import limits
from bot.domain.channel import ELEMENTS as ELEMENTS_SHOWN
from bot.domain.channel import Element, HouseStyle
from bot.domain.post import Options
from bot.domain.release import Caution, Embargo, Media, Paragraph, Quote, Release, Subhead
from bot.domain.text import Entity, FormattedText, utf16_len
from bot.rendering import plain, render, sample_release, to_html, to_json, unshown
from bot.rendering.lines import footer
from tests.rendering.drawing import FOOTER, HOUSE, MEDIA, RELEASES, STYLES
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
        Release(FormattedText("Открыт мост"), FormattedText("Его ждали"), blocks=(BODY,)),
        "<b>Открыт мост</b>\n\n<i>Его ждали</i>\n\nМост готов.",
        id="a subtitle",
    ),
    pytest.param(
        Release(None, blocks=(BODY,), byline="Вера Лунина"),
        "Мост готов.\n\n<i>Автор: Вера Лунина</i>",
        id="an author",
    ),
    pytest.param(
        Release(None, blocks=(BODY,), byline="Беседовала Вера Лунина"),
        "Мост готов.\n\n<i>Беседовала Вера Лунина</i>",
        id="an author whose line says so",
    ),
    pytest.param(
        Release(None, blocks=(BODY, Subhead(FormattedText("Для справки")), BODY)),
        "Мост готов.\n\n<b>Для справки</b>\n\nМост готов.",
        id="a subhead",
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


SAMPLE = sample_release((Media("photo", "f", "u"),))
MARKS = {
    "headline": "На набережной", "subtitle": "Гулять", "body": "Девяносто",
    "byline": "Автор: Вера", "source": "Пресс-служба", "photo_credit": "Фото: Илья",
    "hashtags": "#Город", "footer": "Наш",
}  # fmt: skip


@given(st.permutations(ELEMENTS_SHOWN), st.integers(0, len(ELEMENTS_SHOWN)))
@settings(max_examples=40)
def test_the_style_says_what_is_shown_and_where(elements: list[Element], count: int) -> None:
    style = replace(HOUSE, elements=tuple(elements[:count]))
    text = plain(render(SAMPLE, style))
    found = {name: text.find(mark) for name, mark in MARKS.items()}
    shown = [name for name, place in sorted(found.items(), key=lambda at: at[1]) if place >= 0]
    assert [name for name in shown if name in style.elements] == list(style.elements)
    assert set(shown) - {"body"} == set(style.elements) - {"body"}
    assert "body" in shown


def test_the_editor_is_told_what_the_style_leaves_out() -> None:
    style = replace(HOUSE, elements=("body", "hashtags"), hashtags=1)
    assert unshown(SAMPLE, style) == (
        "На набережной Приамурска зажгли новые фонари",
        "Гулять у\u00a0реки теперь можно до полуночи",
        "Автор: Вера Лунина", "Пресс-служба мэрии Приамурска", "Фото: Илья Громов",
        "#набережная", "#свет", "#Приамурск",
    )  # fmt: skip
    assert unshown(SAMPLE, replace(HOUSE, hashtags=9)) == ()


LEADS = [
    ("🔹", "Открыт мост", "<b>🔹 Открыт мост</b>"),
    ("🔹", "🔹 Открыт мост", "<b>🔹 Открыт мост</b>"),
    ("❗️", "❗ Гололёд", "<b>❗ Гололёд</b>"),
    (" 🔹 ", "❗️Гололёд", "<b>🔹 ❗️Гололёд</b>"),
    ("", "Открыт мост", "<b>Открыт мост</b>"),
]


@pytest.mark.parametrize(("emoji", "said", "expected"), LEADS)
def test_the_emoji_leads_once(emoji: str, said: str, expected: str) -> None:
    style = replace(HOUSE, emoji=emoji)
    assert html(Release(FormattedText(said)), style) == expected
    assert html(Release(None, blocks=(BODY,)), style) == "Мост готов."


@pytest.mark.parametrize("most", range(5))
def test_the_style_says_how_many_hashtags(most: int) -> None:
    assert plain(render(SAMPLE, replace(HOUSE, hashtags=most))).count("#") == min(most, 4)


def test_the_style_says_how_the_post_is_shown() -> None:
    style = replace(HOUSE, link_preview="above", caption_above=True)
    assert render(SAMPLE, style).options == Options(link_preview="above", caption_above=True)


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


@pytest.mark.parametrize("elements", [("body", "footer"), ("footer", "body")])
@pytest.mark.parametrize("template", [HOUSE.footer, "Озёрный - {channel}\nМнение: @ozerny_bot"])
def test_the_footer_is_not_doubled_by_a_paragraph(
    elements: tuple[Element, ...], template: str
) -> None:
    style = replace(HOUSE, elements=elements, footer=template)
    foot = plain(render(Release(None), replace(style, elements=("footer",))))
    again = [Paragraph(FormattedText(line)) for line in foot.split("\n")]
    assert plain(render(Release(None, blocks=(BODY, *again)), style)).count(foot) == 1


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


def test_export_says_all_that_was_found() -> None:
    until = datetime(2026, 11, 25, tzinfo=UTC)
    release = replace(
        SAMPLE,
        embargo=Embargo("до 10:00 25 ноября", until),
        warnings=(Caution("embargo", "до 10:00 25 ноября"),),
    )
    exported = to_json(release, render(release, replace(HOUSE, tables="rich")))
    assert json.loads(json.dumps(exported)) == exported
    said = exported["release"]
    assert (said["subtitle"], said["byline"]) == (
        "Гулять у реки теперь можно до полуночи", "Вера Лунина",
    )  # fmt: skip
    assert said["embargo"]["until"] == "2026-11-25T00:00:00+00:00"
    assert (said["paragraphs"], said["subheads"], said["tables"]) == (
        9, ["Когда горит свет"], 1,
    )  # fmt: skip
    assert exported["warnings"] == [{"code": "embargo", "detail": "до 10:00 25 ноября"}]
    (part,) = exported["post"]["parts"]
    assert [block["kind"] for block in part["rich"]][:3] == ["heading", "paragraph", "photos"]
    assert exported["post"]["options"]["link_preview"] == "off"


@given(RELEASES, MEDIA, STYLES)
@settings(max_examples=100)
def test_every_part_holds_its_limits(
    release: Release, media: tuple[Media, ...], style: HouseStyle
) -> None:
    release = replace(release, media=media)
    post = render(release, style)
    foot = footer(style).text if "footer" in style.elements else ""
    if foot:
        assert plain(post).count(foot) == 1
    assert sorted(file.file_id for part in post.parts for file in part.media) == sorted(
        file.file_id for file in media
    )
    for part in post.parts:
        assert part.text or part.media
        most = {"text": limits.TEXT, "rich": limits.RELEASE}.get(part.kind, limits.CAPTION)
        assert len(part.text.text) <= most
        assert len(part.media) <= (limits.RICH_MEDIA if part.kind == "rich" else limits.ALBUM)
        assert bool(part.rich) == (part.kind == "rich")
        for entity in part.text.entities:
            assert 0 <= entity.offset < entity.end <= utf16_len(part.text.text)


@given(RELEASES, STYLES)
@settings(max_examples=100)
def test_telegram_reads_the_export_back(release: Release, style: HouseStyle) -> None:
    for part in render(release, style).parts:
        if part.kind != "rich":  # its text is never sent as such
            assert read_html(to_html(part.text)) == part.text

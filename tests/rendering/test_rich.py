"""One rich message where the house style asks for it, and the classic post where it can't be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot.domain import limits
from bot.domain.channel import HouseStyle
from bot.domain.release import Block, Media, Paragraph, Quote, Release, Subhead, Table
from bot.domain.rich import (
    RichBlock,
    RichDetails,
    RichFooter,
    RichHeading,
    RichList,
    RichParagraph,
    RichPhotos,
    RichQuote,
    RichTable,
)
from bot.domain.text import FormattedText
from bot.rendering import plain, render, sample_release
from bot.rendering.weight import count, texts
from tests.rendering.drawing import FOOTER, HOUSE, RELEASES, STYLES

RICH = replace(HOUSE, long_text="rich", tables="rich", long_with_photo="rich")
PHOTO = Media("photo", "f", "u")
LETTER = Media("document", "d", "w")
SENTENCE = "Строители подняли ещё один пролёт моста. "
SHORT, LONG, BOOK = (Paragraph(FormattedText((SENTENCE * n).strip())) for n in (1, 40, 120))
TABLE = Table(((FormattedText("Мира"), FormattedText("9:00")),))


def shape(blocks: tuple[Block, ...], media: tuple[Media, ...], style: HouseStyle) -> str:
    """The kinds of the parts."""
    return " ".join(
        part.kind for part in render(Release(None, blocks=blocks, media=media), style).parts
    )


POLICIES = [
    pytest.param((SHORT,), (), {}, "text", id="short"),
    pytest.param((BOOK,), (), {}, "rich", id="long"),
    pytest.param((BOOK,), (), {"long_text": "split"}, "text text", id="long, split"),
    pytest.param((TABLE,), (), {}, "rich", id="table"),
    pytest.param((TABLE,), (), {"tables": "list"}, "text", id="table as a list"),
    pytest.param((SHORT,), (PHOTO,), {}, "photo", id="a caption is enough"),
    pytest.param((LONG,), (PHOTO,), {}, "rich", id="too long for a caption"),
    pytest.param((LONG,), (PHOTO,), {"long_with_photo": "photo_first"}, "photo text", id="first"),
    pytest.param((LONG,), (PHOTO,), {"long_with_photo": "text_first"}, "text photo", id="last"),
    pytest.param((BOOK,), (PHOTO,), {"long_with_photo": "photo_first"}, "rich", id="long, photo"),
    pytest.param((LONG,), (LETTER,), {}, "document text", id="no photo to show"),
    pytest.param((TABLE,), (PHOTO, LETTER), {}, "document rich", id="a document stays outside"),
    pytest.param((SHORT,) * 501, (), {}, "text " * 5 + "text", id="too many blocks"),
    pytest.param((LONG,) * 21, (), {}, "text " * 10 + "text", id="too many characters"),
    pytest.param((TABLE,), (PHOTO,) * 51, {}, " ".join(["album"] * 6), id="too many photos"),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "media", "style", "expected"), POLICIES)
def test_policy(
    blocks: tuple[Block, ...], media: tuple[Media, ...], style: dict[str, str], expected: str
) -> None:
    found = shape(blocks, media, replace(RICH, **style))  # type: ignore[arg-type]
    assert found == expected


def blocks_of(*items: Block, style: HouseStyle = RICH, **release: object) -> tuple[RichBlock, ...]:
    """The blocks of a rich post over these, without table and footer that make it one."""
    whole = Release(None, blocks=(*items, TABLE), **release)  # type: ignore[arg-type]
    (part,) = render(whole, style).parts
    return tuple(block for block in part.rich if not isinstance(block, RichTable | RichFooter))


def text(said: str) -> FormattedText:
    return FormattedText(said)


def test_the_sample_shows_every_kind_of_block() -> None:
    (part,) = render(sample_release((PHOTO,)), replace(RICH, emoji="🔹")).parts
    assert [block.kind for block in part.rich] == [
        "heading", "paragraph", "photos", "paragraph", "quote", "paragraph", "list", "heading",
        "table", "paragraph", "paragraph", "paragraph", "paragraph", "footer",
    ]  # fmt: skip
    heading, _, photos = part.rich[:3]
    assert isinstance(heading, RichHeading)
    assert heading.text == text("🔹 На набережной Приамурска зажгли новые фонари")
    assert photos == RichPhotos((PHOTO,), text("Фото: Илья Громов"))
    assert part.rich[-1] == RichFooter(text(FOOTER))
    assert part.media == (PHOTO,)
    assert "• Будни\u00a0— с\u00a018:00 до 23:00" in part.text.text


def test_photos_below_the_text() -> None:
    blocks = blocks_of(SHORT, media=(PHOTO,), style=replace(RICH, caption_above=True))
    assert [block.kind for block in blocks] == ["paragraph", "photos"]


def items(*lines: str) -> list[Block]:
    return [Paragraph(text(line), tight=True, item=True) for line in lines]


LISTS: list[tuple[list[Block], list[RichBlock]]] = [
    (items("• мост;", "— река."), [RichList((text("мост;"), text("река.")))]),
    (items("1. Мост", "2) Река"), [RichList((text("Мост"), text("Река")), ordered=True)]),
    (items("2. Мост", "4. Лёд"), [RichParagraph(text("2. Мост")), RichParagraph(text("4. Лёд"))]),
    (items("📍 Мост"), [RichParagraph(text("📍 Мост"))]),
    (items("Мост", "• Река"), [RichParagraph(text("Мост")), RichList((text("Река"),))]),
]  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), LISTS)
def test_lists(written: list[Block], expected: list[RichBlock]) -> None:
    assert list(blocks_of(*written)) == expected


def test_a_quotation_names_who_spoke() -> None:
    said = Quote(text("Мост готов"), text("сказал мэр."))
    assert blocks_of(said) == (RichQuote(text("«Мост готов»,"), text("—\u00a0сказал мэр.")),)
    (folded,) = blocks_of(said, style=replace(RICH, expandable_from=5))
    assert isinstance(folded, RichQuote)
    assert folded.folded


@pytest.mark.parametrize("title", [Subhead(text("Для справки")), Paragraph(text("Справка:"))])
def test_background_folds_up_to_the_next_heading(title: Block) -> None:
    found = blocks_of(SHORT, title, SHORT, *items("• мост"), Subhead(text("Дальше")), SHORT)
    assert [block.kind for block in found] == ["paragraph", "details", "heading", "paragraph"]
    details = found[1]
    assert isinstance(details, RichDetails)
    assert "правк" in details.summary.text
    assert [block.kind for block in details.blocks] == ["paragraph", "list"]


def test_a_table_with_too_many_columns_is_a_list() -> None:
    wide = Table((tuple(map(text, ["Мост", *["9:00"] * 20])),))
    (part,) = render(Release(None, blocks=(wide,)), RICH).parts
    assert [block.kind for block in part.rich] == ["paragraph", "footer"]


@given(RELEASES, STYLES)
@settings(max_examples=60)
def test_a_rich_post_says_what_the_classic_one_says(release: Release, style: HouseStyle) -> None:
    release = replace(release, blocks=(*release.blocks, TABLE))
    (part,) = render(release, replace(style, tables="rich")).parts
    said = " ".join(piece.text for block in part.rich for piece in texts(block))
    # Marks of items, and words that a list says instead of a table, differ.
    tableless = replace(
        release, blocks=tuple(block for block in release.blocks if not isinstance(block, Table))
    )
    for word in plain(render(tableless, replace(style, long_text="split"))).split():
        if any(map(str.isalpha, word)):
            assert word.strip("•—:.") in said
    assert len(said) <= limits.RICH_TEXT
    assert sum(map(count, part.rich)) <= limits.RICH_BLOCKS
    for block in part.rich:
        for piece in texts(block):
            kinds = {entity.type for entity in piece.entities}
            assert not kinds & {"blockquote", "expandable_blockquote", "pre"}

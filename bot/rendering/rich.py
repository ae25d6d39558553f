"""A post as one rich message: headings, lists, tables, photos, details (Bot API 10.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from bot.domain import limits
from bot.domain.channel import HouseStyle
from bot.domain.release import Block, Media, Paragraph, Quote, Release, Subhead, Table
from bot.domain.rich import (
    RichBlock,
    RichDetails,
    RichFooter,
    RichHeading,
    RichParagraph,
    RichPhotos,
    RichQuote,
    RichSimple,
    RichTable,
)
from bot.domain.text import AUTOMATIC, QUOTES, FormattedText
from bot.rendering.blocks import spoken
from bot.rendering.canonical import canonical, without
from bot.rendering.house import Body, order
from bot.rendering.lines import element
from bot.rendering.lists import lists
from bot.rendering.typography import typeset

INSIDE = frozenset({"photo", "video", "animation"})  # files that a rich message may hold
_HEADLINE, _SUBHEAD = 1, 3  # sizes of headings
_BACKGROUND = re.compile(r"(?:для\s)?справк[аи][:.]?", re.IGNORECASE)


def rich(
    release: Release, style: HouseStyle, body: Body, notes: Sequence[FormattedText] = ()
) -> tuple[RichBlock, ...]:
    """The blocks of the post in the style's order; files and `notes` stand by the body."""
    found = list[RichBlock]()
    held = inside(release.media)
    for name in order(style):
        if name == "body":
            photos = _photos(release, style)
            told = [*_sections(body, style), *(RichParagraph(_inline(note)) for note in notes)]
            found += [*told, *photos] if style.caption_above else [*photos, *told]
            continue
        text = _inline(element(name, release, style))
        if not text or (name == "photo_credit" and held):
            continue
        if name == "headline":
            found.append(RichHeading(without(text, "bold"), _HEADLINE))
        elif name == "footer":
            found.append(RichFooter(text))
        else:
            found.append(RichParagraph(text))
    return tuple(found)


def inside(media: Sequence[Media]) -> tuple[Media, ...]:
    """The files that stand inside the message; the others are sent before it."""
    return tuple(file for file in media if file.kind in INSIDE)


def _photos(release: Release, style: HouseStyle) -> list[RichBlock]:
    held = inside(release.media)
    credited = "photo_credit" in style.elements
    credit = element("photo_credit", release, style) if credited else None
    return [RichPhotos(held, without(credit, "italic") if credit else None)] if held else []


def _sections(body: Body, style: HouseStyle) -> Iterator[RichBlock]:
    """The body; what stands under «Для справки» folds, up to the next heading."""
    start = 0
    while start < len(body):
        opens = _is_background(body[start][0])
        end = start + 1
        while end < len(body) and not isinstance(body[end][0], Subhead):
            if not opens and _is_background(body[end][0]):
                break
            end += 1
        if opens and end > start + 1:
            summary = without(_inline(body[start][1]), "bold")
            inner = tuple(_blocks(body[start + 1 : end], style))
            yield RichDetails(summary.slice(0, len(summary.text.rstrip(":. "))), inner)
        else:
            yield from _blocks(body[start:end], style)
        start = end


def _is_background(item: Block) -> bool:
    if not isinstance(item, Subhead | Paragraph):
        return False
    return bool(_BACKGROUND.fullmatch(item.text.text))


def _blocks(body: Body, style: HouseStyle) -> Iterator[RichSimple]:
    for together, run in groupby(body, key=lambda pair: _in_list(pair[0])):
        if together:
            yield from lists([_inline(text) for _, text in run])
            continue
        for item, text in run:
            yield from _block(item, _inline(text), style)


def _in_list(item: Block) -> bool:
    return isinstance(item, Paragraph) and (item.item or item.tight)


def _block(item: Block, text: FormattedText, style: HouseStyle) -> Iterator[RichSimple]:
    if isinstance(item, Subhead):
        yield RichHeading(without(text, "bold"), _SUBHEAD)
    elif isinstance(item, Quote):
        said, credit = map(_inline, spoken(item))
        yield RichQuote(said, credit or None, folded=len(text.text) > style.expandable_from)
    elif isinstance(item, Table) and max(map(len, item.rows)) <= limits.RICH_COLUMNS:
        rows = (tuple(_inline(typeset(cell)) for cell in row) for row in item.rows)
        yield RichTable(tuple(rows), item.header)
    elif isinstance(item, Table):
        yield from (RichParagraph(line) for line in text.lines() if line)
    else:
        yield RichParagraph(text)


def _inline(text: FormattedText) -> FormattedText:
    """Only what rich text knows: code for `pre`, and no quotations inside a paragraph."""
    kept = (entity for entity in text.entities if entity.type not in QUOTES | AUTOMATIC)
    return canonical(
        FormattedText(
            text.text,
            tuple(replace(e, type="code", language=None) if e.type == "pre" else e for e in kept),
        )
    )

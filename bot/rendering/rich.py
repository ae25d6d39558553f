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
from bot.rendering.blocks import block, spoken
from bot.rendering.canonical import canonical, without
from bot.rendering.house import order, shown_blocks
from bot.rendering.lines import element
from bot.rendering.lists import lists
from bot.rendering.typography import typeset

INSIDE = frozenset({"photo", "video", "animation"})  # files that a rich message may hold
_HEADLINE, _SUBHEAD = 1, 3  # sizes of headings
_BACKGROUND = re.compile(r"(?:для\s)?справк[аи][:.]?", re.IGNORECASE)


def rich(release: Release, style: HouseStyle) -> tuple[RichBlock, ...]:
    """The blocks of the post in the style's order; the files stand by the body."""
    found = list[RichBlock]()
    held = inside(release.media)
    for name in order(style):
        if name == "body":
            photos = _photos(release, style)
            body = _sections([item for item, _ in shown_blocks(release, style)], style)
            found += [*body, *photos] if style.caption_above else [*photos, *body]
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


def _sections(items: list[Block], style: HouseStyle) -> Iterator[RichBlock]:
    """The body; what stands under «Для справки» folds, up to the next heading."""
    start = 0
    while start < len(items):
        opens = _is_background(items[start])
        end = start + 1
        while end < len(items) and not isinstance(items[end], Subhead):
            if not opens and _is_background(items[end]):
                break
            end += 1
        if opens and end > start + 1:
            summary = without(_inline(block(items[start], style.expandable_from)), "bold")
            yield RichDetails(_unended(summary), tuple(_body(items[start + 1 : end], style)))
        else:
            yield from _body(items[start:end], style)
        start = end


def _is_background(item: Block) -> bool:
    if not isinstance(item, Subhead | Paragraph):
        return False
    return bool(_BACKGROUND.fullmatch(item.text.text))


def _unended(text: FormattedText) -> FormattedText:
    return text.slice(0, len(text.text.rstrip(":. ")))


def _body(items: Sequence[Block], style: HouseStyle) -> Iterator[RichSimple]:
    for together, run in groupby(items, key=_in_list):
        if together:
            yield from lists(
                [_inline(typeset(item.text)) for item in run if not isinstance(item, Table)]
            )
            continue
        for item in run:
            yield from _block(item, style)


def _in_list(item: Block) -> bool:
    return isinstance(item, Paragraph) and (item.item or item.tight)


def _block(item: Block, style: HouseStyle) -> Iterator[RichSimple]:
    drawn = _inline(block(item, style.expandable_from))
    if not drawn:
        return
    if isinstance(item, Subhead):
        yield RichHeading(without(drawn, "bold"), _SUBHEAD)
    elif isinstance(item, Quote):
        said, credit = map(_inline, spoken(item))
        yield RichQuote(said, credit or None, folded=len(drawn.text) > style.expandable_from)
    elif isinstance(item, Table) and max(map(len, item.rows)) <= limits.RICH_COLUMNS:
        rows = (tuple(_inline(typeset(cell)) for cell in row) for row in item.rows)
        yield RichTable(tuple(rows), item.header)
    elif isinstance(item, Table):
        yield from (RichParagraph(line) for line in drawn.lines() if line)
    else:
        yield RichParagraph(drawn)


def _inline(text: FormattedText) -> FormattedText:
    """Only what rich text knows: code for `pre`, and no quotations inside a paragraph."""
    kept = (entity for entity in text.entities if entity.type not in QUOTES | AUTOMATIC)
    return canonical(
        FormattedText(
            text.text,
            tuple(replace(e, type="code", language=None) if e.type == "pre" else e for e in kept),
        )
    )

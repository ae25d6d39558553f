"""The house style: which elements a post has, and in which order (design §6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain import hashtags
from bot.domain.channel import Element, HouseStyle
from bot.domain.release import Block, Paragraph, Release
from bot.domain.text import FormattedText, join
from bot.rendering import blocks, lines
from bot.rendering.canonical import canonical

_MAIN = frozenset[Element]({"headline", "subtitle", "body"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """All of a post as one text; the characters from `tail` on must not stand alone."""

    text: FormattedText
    tail: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the post; `tight`: it follows the one before it without an empty line."""

    element: Element
    text: FormattedText
    tight: bool = False


Body = list[tuple[Block, FormattedText]]


def compose(
    release: Release, style: HouseStyle, body: Body, notes: Sequence[FormattedText] = ()
) -> Sheet:
    """The post's text, however long; `body` as `drawn` gives it, and the `notes` after it."""
    texts, position, tail = list[FormattedText](), 0, 0
    for number, piece in enumerate(_pieces(release, style, body, notes)):
        if number:
            texts.append(FormattedText("\n" if piece.tight else "\n\n"))
            position += len(texts[-1].text)
        texts.append(piece.text)
        position += len(piece.text.text)
        if piece.element in _MAIN:
            tail = position
    whole = canonical(join(texts, ""))
    return Sheet(whole, min(len(whole.text), tail + 2))


def drawn(release: Release, style: HouseStyle, notes: Sequence[FormattedText] = ()) -> Body:
    """The blocks of the body with their looks, without footer and notes that come anyhow."""
    found = [(item, blocks.block(item, style.expandable_from)) for item in release.blocks]
    foot = lines.footer(style).text if "footer" in style.elements else ""
    known = {foot, *(note.text for note in notes)}
    found = [(item, text) for item, text in found if text and text.text not in known]
    doubles = set(foot.split("\n"))
    while found and found[-1][1].text in doubles:
        found.pop()
    return found


def order(style: HouseStyle) -> tuple[Element, ...]:
    """The elements that are shown, none twice; a style can't leave the body out."""
    shown = tuple(dict.fromkeys(style.elements))
    if "body" in shown:
        return shown
    head = 0
    while head < len(shown) and shown[head] in _MAIN:
        head += 1
    return (*shown[:head], "body", *shown[head:])


def unshown(release: Release, style: HouseStyle) -> tuple[str, ...]:
    """What the release says and the style leaves out, for the editor to know."""
    shown = order(style)
    said = [
        lines.element(element, release, style)
        for element in ("headline", "subtitle", "byline", "source", "photo_credit")
        if element not in shown
    ]
    tags = hashtags.all_of(release.rubric, release.hashtags)
    seen = style.hashtags if "hashtags" in shown else 0
    # A credit without a photo would stand under nothing.
    credit = () if release.media or not release.photo_credit else (release.photo_credit,)
    return (*(line.text for line in said if line), *credit, *tags[max(seen, 0) :])


def _pieces(
    release: Release, style: HouseStyle, body: Body, notes: Sequence[FormattedText]
) -> Iterator[Piece]:
    """What the style shows of the release, in its order; the footer once, the body always."""
    for element in order(style):
        if element == "body":
            for number, (item, text) in enumerate(body):
                tight = number > 0 and isinstance(item, Paragraph) and item.tight
                yield Piece("body", text, tight)
            yield from (Piece("body", note) for note in notes)
            continue
        text = lines.element(element, release, style)
        if text:
            yield Piece(element, text)

"""The house style: which elements a post has, and in which order (design §6)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain import hashtags
from bot.domain.channel import HouseStyle
from bot.domain.release import Paragraph, Release
from bot.domain.sources import OFFICE
from bot.domain.text import EMPTY, FormattedText, join, wrap
from bot.rendering import blocks
from bot.rendering.canonical import canonical
from bot.rendering.typography import typeset


@dataclass(frozen=True, slots=True)
class Sheet:
    """All of a post as one text; the characters from `tail` on must not stand alone."""

    text: FormattedText
    tail: int


def compose(release: Release, style: HouseStyle) -> Sheet:
    """The post's text, however long."""
    main, tight = _main(release, style)
    closing = _closing(release)
    foot = footer(style)
    if foot:
        while main and main[-1].text == foot.text:
            main.pop()
            tight.pop()
        closing.append(foot)
    pieces = main + closing
    tight += [False] * len(closing)
    texts = list[FormattedText]()
    for number, (piece, near) in enumerate(zip(pieces, tight, strict=True)):
        if number:
            texts.append(FormattedText("\n" if near else "\n\n"))
        texts.append(piece)
    whole = canonical(join(texts, ""))
    tail = len(join(closing, "\n\n").text)
    return Sheet(whole, len(whole.text) - tail)


def _main(release: Release, style: HouseStyle) -> tuple[list[FormattedText], list[bool]]:
    """Headline and body, and which of them follow without an empty line."""
    pieces, tight = list[FormattedText](), list[bool]()
    if release.headline:
        pieces.append(blocks.headline(release.headline))
        tight.append(False)
    for item in release.blocks:
        piece = blocks.block(item, style.expandable_from)
        if piece:
            pieces.append(piece)
            tight.append(isinstance(item, Paragraph) and item.tight)
    return pieces, tight


def _closing(release: Release) -> list[FormattedText]:
    """Source, photo credit and hashtags."""
    lines = list[FormattedText]()
    if release.source:
        lines.append(_source(release.source))
    if release.photo_credit and release.media:
        lines.append(wrap(typeset(FormattedText(release.photo_credit)), "italic"))
    tags = hashtags.shown(release.rubric, release.hashtags)
    if tags:
        lines.append(FormattedText(" ".join(tags)))
    return [line for line in lines if line]


def _source(source: str) -> FormattedText:
    """In italics; an office names itself, anybody else gets the word «Источник»."""
    said = source if OFFICE.match(source) else f"Источник: {source}"
    return wrap(typeset(FormattedText(said)), "italic")


def footer(style: HouseStyle) -> FormattedText:
    """The channel's footer; empty where the template is empty or asks for a missing channel."""
    template = style.footer.strip()
    if not template or ("{channel}" in template and not style.channel):
        return EMPTY
    said = template.replace("{channel}", style.channel).replace("{age}", style.age_mark)
    return FormattedText(said.replace("()", "").strip())

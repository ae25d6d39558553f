"""The elements of a post that are one line: headline, subtitle, byline, source, footer…"""

from __future__ import annotations

import re

from bot.domain import hashtags
from bot.domain.channel import Element, HouseStyle
from bot.domain.release import Release
from bot.domain.sources import BYLINE, CREDIT, OFFICE
from bot.domain.text import EMPTY, FormattedText, wrap
from bot.rendering.blocks import headline
from bot.rendering.canonical import without
from bot.rendering.typography import typeset

_VARIATION = "\ufe0f"  # asks for the coloured look of an emoji


def element(name: Element, release: Release, style: HouseStyle) -> FormattedText:
    """An element as the style shows it; empty where the release has none."""
    match name:
        case "headline":
            return _led(release.headline or EMPTY, style.emoji)
        case "subtitle":
            said = without(release.subtitle or EMPTY, "italic")
            return wrap(typeset(said), "italic")
        case "byline":
            return _small(release.byline, BYLINE, "Автор: ")
        case "source":
            return _small(release.source, OFFICE, "Источник: ")
        case "photo_credit":
            return _small(release.photo_credit if release.media else None, CREDIT, "Фото: ")
        case "hashtags":
            tags = hashtags.shown(release.rubric, release.hashtags, style.hashtags)
            return FormattedText(" ".join(tags))
        case "footer":
            return footer(style)
        case "body":
            return EMPTY


def footer(style: HouseStyle) -> FormattedText:
    """The channel's footer; empty where the template is empty or asks for a missing channel."""
    template = style.footer.strip()
    if not template or ("{channel}" in template and not style.channel):
        return EMPTY
    said = template.replace("{channel}", style.channel).replace("{age}", style.age_mark)
    return typeset(FormattedText(said.replace("()", "").strip()))


def _led(text: FormattedText, emoji: str) -> FormattedText:
    """The headline in bold, behind the style's emoji unless it begins with it anyhow."""
    lead = emoji.strip()
    if not text or not lead:
        return headline(text)
    bare = text.text.lstrip().replace(_VARIATION, "")
    if bare.startswith(lead.replace(_VARIATION, "")):
        return headline(text)
    return headline(FormattedText(f"{lead} ") + text)


def _small(said: str | None, named: re.Pattern[str], name: str) -> FormattedText:
    """A line in italics, with its name before it where it doesn't say itself what it is."""
    if not said:
        return EMPTY
    return wrap(typeset(FormattedText(said if named.match(said) else name + said)), "italic")

"""The article of a web page, without what stands around it."""

from __future__ import annotations

import re

from bot.documents.formats.parts import Element

_LEAST = 150  # characters; less is a menu or a notice, no article
_SITE = re.compile(r"\s+[|–—-]\s+[^|–—]{2,60}$")
# The page of a Telegram post; its words, or that there are none.
_POST = "tgme_widget_message_text"
_PREVIEW = ("tgme_widget_message", "tgme_widget_message_error")


def of(root: Element, address: str | None = None) -> Element | None:
    """The article as a tree of its own, its title first; None where there is none."""
    if any(_by_class(root, name) is not None for name in _PREVIEW):
        return _by_class(root, _POST)
    import trafilatura
    from lxml import html

    found = trafilatura.extract(
        html.tostring(root, encoding="unicode"),
        url=address,
        output_format="html",
        include_formatting=True,
        include_links=True,
        include_tables=True,
        include_comments=False,
    )
    if not found:
        return None
    article = html.document_fromstring(found)
    text = " ".join(article.text_content().split())
    if len(text) < _LEAST:
        return None
    title = _title(root)
    if title and title.casefold() not in text[: len(title) + 200].casefold():
        heading = html.Element("h1")
        heading.text = title
        article.find("body").insert(0, heading)
    return article


def _by_class(root: Element, name: str) -> Element | None:
    found = root.xpath(
        "//*[contains(concat(' ', normalize-space(@class), ' '), $name)]", name=f" {name} "
    )
    return found[0] if found else None


def _title(root: Element) -> str:
    """What the page calls itself, without the site's name."""
    for path in ("//meta[@property='og:title']/@content", "//h1//text()", "//title/text()"):
        said = " ".join(" ".join(root.xpath(path)[:8]).split())
        if said:
            return _SITE.sub("", said)[:300]
    return ""

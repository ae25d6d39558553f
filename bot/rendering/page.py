"""A page of HTML that needs nothing else: opened from a phone, printed, kept for years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

from bot.domain.text import FormattedText
from bot.rendering.html import to_html

# A link to anything else would act in the reader's browser, where Telegram's client would not.
_SCHEMES = frozenset({"http", "https", "tg", "ton", "mailto", "tel"})
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")

_STYLE = """
:root { color-scheme: light }
body { max-width: 46rem; margin: 0 auto; padding: 1.2rem 1rem 3rem; color: #1a2330;
  font: 1rem/1.5 "PT Sans", system-ui, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .3rem }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; padding-bottom: .25rem;
  border-bottom: 2px solid #2f6fde }
p { margin: .3rem 0 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 1rem 0 }
dt { color: #566273 } dd { margin: 0 }
article { padding: .55rem 0; border-bottom: 1px solid #e2e7ef }
.meta { margin: 0; color: #566273 } .meta b { color: #1a2330 }
.meta time { font-variant-numeric: tabular-nums }
.text { white-space: pre-wrap; margin: .5rem 0; padding: .6rem .8rem; background: #f4f6fa;
  border-radius: .4rem }
.text s { color: #a3272f } .text u { color: #14713f; font-weight: 600 }
.text blockquote { margin: 0; padding-left: .7rem; border-left: 3px solid #9aa6b6 }
.none, footer { color: #566273 } summary { cursor: pointer; color: #2456ad }
footer { margin-top: 2.5rem; font-size: .85rem }
code, pre { font-family: ui-monospace, "PT Mono", Consolas, monospace; font-size: .92em }
@media print {
  @page { margin: 16mm 14mm }
  body { max-width: none; padding: 0; font-size: 10.5pt }
  h2 { break-after: avoid } .meta { break-after: avoid }
  .text { background: none; border: 1px solid #c9d1dc }
  details::details-content { content-visibility: visible; block-size: auto }
  a[href^="http"]::after { content: " (" attr(href) ")"; color: #566273 }
}
"""


def page(title: str, language: str, body: Iterable[str]) -> bytes:
    """The whole file in UTF-8; `body` is HTML, `title` is not."""
    lines = (
        "<!doctype html>",
        f'<html lang="{safe(language)}">',
        '<head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        # Nothing is loaded and nothing runs, whatever a release has brought along.
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{safe(title)}</title><style>{_STYLE}</style></head>",
        "<body>",
        *body,
        "</body></html>",
    )
    return "\n".join(lines).encode()


def safe(text: str) -> str:
    """Plain text as HTML, also inside quotation marks; what no file should hold is replaced."""
    return escape(_CONTROL.sub("\ufffd", text))


def formatted(text: FormattedText) -> str:
    """A text as readers see it, in a frame."""
    kept = tuple(e for e in text.entities if e.url is None or is_safe(e.url))
    written = _CONTROL.sub("\ufffd", to_html(FormattedText(text.text, kept)))
    return f'<div class="text">{written}</div>'


def preformatted(text: str) -> str:
    """Plain text with its lines as they are."""
    return f'<div class="text">{safe(text)}</div>'


def link(url: str, text: str) -> str:
    """A link, or plain text where the address is none that may be followed."""
    return f'<a href="{safe(url)}">{safe(text)}</a>' if is_safe(url) else safe(text)


def is_safe(url: str) -> bool:
    """Whether following the address can do no harm."""
    try:
        return urlsplit(url.strip()).scheme.lower() in _SCHEMES
    except ValueError:
        return False

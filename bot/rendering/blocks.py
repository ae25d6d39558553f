"""How headline, paragraphs and quotations look."""

from __future__ import annotations

from bot.domain.release import Block, Quote, Subhead, Table
from bot.domain.sentences import ends_with_abbreviation
from bot.domain.text import FormattedText, join, wrap
from bot.rendering.canonical import without, without_quotes
from bot.rendering.tables import listed
from bot.rendering.typography import typeset

_NBSP = "\u00a0"


def headline(text: FormattedText) -> FormattedText:
    """The headline in bold, without a full stop of its own."""
    return wrap(typeset(without(text, "bold")), "bold")


def block(item: Block, expandable_from: int) -> FormattedText:
    """A paragraph, or a quotation as a block; `expandable_from` is in characters."""
    if isinstance(item, Table):
        return listed(item, typeset)
    if isinstance(item, Subhead):
        return headline(item.text)
    if not isinstance(item, Quote):
        return typeset(item.text)
    said = quotation(item)
    long = len(said.text) > expandable_from
    return wrap(said, "expandable_blockquote" if long else "blockquote")


def quotation(quote: Quote) -> FormattedText:
    """«The words», and under them the attribution, all of it as delivered."""
    words = without_quotes(quote.text)
    if not quote.marked:
        return typeset(words)
    words = _unstopped(words)
    ends = words.text[-1:] in {"!", "?", "…"}
    if not quote.attribution:
        return typeset(join((FormattedText("«"), words, FormattedText("»" if ends else "».")), ""))
    signed = quote.attribution.text[0].isupper()  # «— Иван Петров, директор»: no verb, no comma
    stop = "»" if ends else "»." if signed else "»,"
    told = without_quotes(quote.attribution)
    return typeset(join((FormattedText("«"), words, FormattedText(f"{stop}\n—{_NBSP}"), told), ""))


def _unstopped(words: FormattedText) -> FormattedText:
    """Without the full stop or comma that moves behind the closing mark."""
    plain = words.text.rstrip()
    if plain.endswith(("...", "!.", "?.")) or ends_with_abbreviation(plain):
        return words.slice(0, len(plain))
    return words.slice(0, len(plain.rstrip(".,")))

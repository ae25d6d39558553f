"""How headline, paragraphs and quotations look."""

from __future__ import annotations

from bot.domain.release import Block, Quote, Subhead, Table
from bot.domain.sentences import ends_with_abbreviation
from bot.domain.text import EMPTY, FormattedText, join, wrap
from bot.rendering.canonical import without, without_quotes
from bot.rendering.tables import listed
from bot.rendering.typography import typeset

_NBSP = "\u00a0"


def headline(text: FormattedText) -> FormattedText:
    """A headline or a heading, in bold all over."""
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
    said, credit = spoken(quote)
    return join((said, credit), "\n") if credit else said


def spoken(quote: Quote) -> tuple[FormattedText, FormattedText]:
    """«The words» with the sign that ends them, and «— the attribution», which may be empty."""
    words = without_quotes(quote.text)
    if not quote.marked:
        return typeset(words), EMPTY
    words = _unstopped(words)
    ends = words.text[-1:] in {"!", "?", "…"}
    told = without_quotes(quote.attribution) if quote.attribution else EMPTY
    signed = told.text[:1].isupper()  # «— Иван Петров, директор»: no verb, no comma
    stop = "»" if ends else "»," if told and not signed else "»."
    said = typeset(join((FormattedText("«"), words, FormattedText(stop)), ""))
    return said, typeset(FormattedText(f"—{_NBSP}") + told) if told else EMPTY


def _unstopped(words: FormattedText) -> FormattedText:
    """Without the full stop or comma that moves behind the closing mark."""
    plain = words.text.rstrip()
    if plain.endswith(("...", "!.", "?.")) or ends_with_abbreviation(plain):
        return words.slice(0, len(plain))
    return words.slice(0, len(plain.rstrip(".,")))

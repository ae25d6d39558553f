"""Lines of the body → paragraphs, quotations, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from bot.domain.edits import cut, split_at
from bot.domain.release import Block, Cut, Paragraph, Quote, Subhead
from bot.domain.sentences import sentence_starts
from bot.domain.text import QUOTES, Entity, FormattedText, utf16_len
from bot.parsing import lists, noise, tables, voices
from bot.parsing.flatlists import part_lists
from bot.parsing.found import Found
from bot.parsing.interview import read_interview
from bot.parsing.kinds import is_label
from bot.parsing.lines import Line
from bot.parsing.paragraphs import FLAT, readable
from bot.parsing.quotes import find_quotes
from bot.parsing.speakers import resolve
from bot.parsing.speech import speaker
from bot.parsing.subheads import is_subhead

_ATTRIBUTION = re.compile(r"\n[-–—][\s\u00a0]*(?P<said>\S[^\n]*)\Z")


def build(lines: list[Line], keep: Collection[str] = ()) -> tuple[list[Block], list[Cut]]:
    """The blocks of the body in order, and the sentences that were left out.

    `keep` are such sentences that an editor wants to have.
    """
    blocks, cuts = list[Block](), list[Cut]()
    talk = read_interview(part_lists(lines))
    lines = talk.lines
    long = sum(len(line.plain) > FLAT for line in lines)
    flat = long > 0 and sum(not line.continues and not line.heading for line in lines) <= 2
    item, number = False, 0
    while number < len(lines):
        line, dashes = lines[number], number < talk.begins
        rows = tables.rows(lines, number)
        number += rows or 1
        if rows:
            blocks.append(tables.table(lines[number - rows : number]))
            item = False
            continue
        if line.framed:
            blocks.append(_framed(line))
            item = False
            continue
        pair = voices.read_pair(lines, number - 1) if dashes else []
        if pair:
            blocks.extend(pair)
            item = False
            number += 1
            continue
        introduced = bool(blocks) and lists.introduces(blocks[-1])
        was_item = item
        bulleted = lists.is_item(line, item, introduced, dashes)
        item = bulleted or lists.is_entry(line, introduced or item)
        if item:
            # Word and web pages set all items apart; a list reads better close.
            close = not line.gap or introduced or lines[number - 2].gap
            tight = close and (was_item or introduced)
            blocks.append(Paragraph(lists.bulleted(line.text), tight=tight, item=bulleted))
            continue
        if is_subhead(lines, number - 1):
            blocks.append(Subhead(line.text))
            continue
        kept = _without_promo(line.text, cuts, keep)
        if kept:
            for block in _paragraph(kept, dashes, line.continues and bool(blocks)):
                blocks.extend(_regrouped(block) if flat else (block,))
    return resolve(blocks), cuts


def _framed(line: Line) -> Block:
    """A block that the editor quoted (its words and attribution told apart) or set as code."""
    if line.framed not in QUOTES:
        return Paragraph(line.text)
    text = FormattedText(
        line.plain, tuple(entity for entity in line.text.entities if entity.type not in QUOTES)
    )
    attribution = None
    said = _ATTRIBUTION.search(text.text)
    words = text
    if said:
        words, attribution = text.slice(0, said.start()).strip(), text.slice(said.start("said"))
    inner = voices.unquoted(words)
    if inner is None:
        return Quote(text, marked=False)
    told = speaker(attribution.text) if attribution else None
    return Quote(inner, attribution, told)


def _paragraph(text: FormattedText, dashes: bool, continues: bool) -> Iterator[Paragraph | Quote]:
    """The blocks of one delivered paragraph: quotations apart from what is told."""
    found = find_quotes(text.text) if dashes else []
    position, first = 0, not continues
    for quote in found:
        before = text.slice(position, quote.start).strip()
        if before:
            yield Paragraph(before, continues=not first)
            first = False
        yield _quote(text, quote, continues=not first)
        first, position = False, quote.end
    rest = text.slice(position).strip()
    if rest:
        yield Paragraph(rest, continues=not first)


def _regrouped(block: Paragraph | Quote) -> Iterator[Block]:
    """A long paragraph without line breaks, in readable ones."""
    if isinstance(block, Quote):
        yield block
        return
    for number, piece in enumerate(readable(block.text)):
        yield Paragraph(piece, continues=block.continues or number > 0)


def _quote(text: FormattedText, found: Found, continues: bool) -> Quote:
    words, *said = cut(text, [found.words, *([found.said] if found.said else [])])
    return Quote(words.strip(), said[0] if said else None, found.speaker, continues=continues)


def _without_promo(
    text: FormattedText, cuts: list[Cut], keep: Collection[str]
) -> FormattedText | None:
    """The paragraph without sentences that only invite elsewhere."""
    if is_label(text.text) or not noise.may_invite(text.text):
        return text
    starts = sentence_starts(text.text)
    sentences = split_at(text, starts[1:])
    kept = list[FormattedText]()
    for sentence in sentences:
        said = sentence.text.strip()
        if said not in keep and noise.is_promo(said):
            cuts.append(Cut(said, "noise"))
        else:
            kept.append(sentence)
    if len(kept) == len(sentences):
        return text
    if not kept:
        return None
    whole, entities, offset = "", list[Entity](), 0
    for sentence in kept:
        entities += [entity.shifted(offset) for entity in sentence.entities]
        whole += sentence.text
        offset += utf16_len(sentence.text)
    return FormattedText(whole, tuple(entities)).strip()

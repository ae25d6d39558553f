"""Cutting a long text into messages: at a paragraph, else a line, a sentence, a word."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from bot.domain.edits import characters, cut
from bot.domain.sentences import ends_with_abbreviation, sentence_starts
from bot.domain.text import QUOTES, FormattedText

_PARAGRAPH = re.compile(r"\n{2,}")
_LINE = re.compile(r"\n+")
_SPACE = re.compile(r"(?<=\S)[ \n]+(?=\S)")
_WHOLE = frozenset({
    "text_link", "text_mention", "mention", "hashtag", "url", "email", "phone_number", "code",
    "custom_emoji", "date_time", "bot_command", "cashtag",
})  # fmt: skip
# A part shorter than this share of the limit is worse than the next kind of cut.
_FILL, _LEAST = 0.4, 0.2
_AHEAD = 60  # characters: what follows a full stop says whether it ends a sentence
_JOINERS = frozenset("\u200d\ufe0f\u20e3")

Span = tuple[int, int]


def split(text: FormattedText, limit: int, tail: int | None = None) -> list[FormattedText]:
    """The parts of `text`, none over `limit` characters; white space at the cuts is dropped.

    `tail` is the index from which on the text (source, footer) must not stand alone in a part.
    """
    if len(text.text) <= limit:
        return [text]
    cuts = _Cuts(text, limit, len(text.text) if tail is None else tail)
    bounds, position, size = list[Span](), 0, len(text.text)
    while size - position > limit:
        end, after = cuts.best(position)
        bounds.append((position, end))
        position = after
    bounds.append((position, size))
    return [part for part in cut(text, bounds) if part.text.strip()]


class _Cuts:
    """Where a text may be cut, by how good a cut it is."""

    def __init__(self, text: FormattedText, limit: int, tail: int) -> None:
        self.plain, self.limit, self.tail = text.text, limit, tail
        at = characters(text.text)
        spans = sorted((at(e.offset), at(e.end), e.type) for e in text.entities)
        self.whole = [(low, high) for low, high, kind in spans if kind in _WHOLE]
        self.starts = [low for low, _ in self.whole]
        self.reach = list(accumulate((high for _, high in self.whole), max))
        quotes = [(low, high) for low, high, kind in spans if kind in QUOTES]
        # The last line of a quotation says who spoke.
        speakers = {self.plain.rfind("\n", low, high) + 1 for low, high in quotes}
        self.speakers = {start for start in speakers if self.plain.startswith("—", start)}
        headings = {high for low, high, kind in spans if kind == "bold" and self._opens(low)}
        paragraphs = [m.span() for m in _PARAGRAPH.finditer(self.plain) if m.end() < tail]
        lines = [m.span() for m in _LINE.finditer(self.plain) if m.end() < tail]
        # «… сказал мэр:», a question or a heading, and what stands under it belong together.
        company = [
            (end, after)
            for end, after in paragraphs
            if self.plain[end - 1 : end] not in {":", "?"} and end not in headings
        ]
        self.kinds = [
            (self._allowed(company), _FILL),
            (self._allowed(paragraphs), _FILL),
            (self._allowed(lines), _LEAST),
        ]

    def best(self, position: int) -> Span:
        """Where the part that begins at `position` ends, and where the next one begins."""
        for spans, least in self.kinds:
            found = self._last(spans, position, least)
            if found:
                return found
        window = self.plain[position : position + self.limit + _AHEAD]
        sentences = (position + start for start in sentence_starts(window)[1:])
        spans = self._allowed((self._end_before(start), start) for start in sentences)
        return self._last(spans, position, _LEAST) or self._at_a_word(position)

    def _last(self, spans: list[Span], position: int, least: float) -> Span | None:
        """The last of the cuts that fills the part enough and leaves company to the tail."""
        number = bisect_right(spans, position + self.limit, key=lambda span: span[0]) - 1
        while number >= 0 and spans[number][0] > position + self.limit * least:
            if self._leaves_company(spans[number][1]):
                return spans[number]
            number -= 1
        return None

    def _leaves_company(self, after: int) -> bool:
        """Whether enough of the body stays with the tail to look like a message."""
        return after <= self.tail - self.limit // 20 or self.tail >= len(self.plain)

    def _at_a_word(self, position: int) -> Span:
        high = position + self.limit
        low = position + self.limit // 2
        spaces = self._allowed(m.span() for m in _SPACE.finditer(self.plain, low, high + 1))
        whole = [
            (end, after)
            for end, after in spaces
            if end <= high and not ends_with_abbreviation(self.plain[max(low, end - 16) : end])
        ]
        found = self._last(whole, position, 0) or (whole[-1] if whole else None)
        return found or self._anywhere(position, high)

    def _anywhere(self, position: int, high: int) -> Span:
        """A cut in a text without spaces: before a link, and not inside an emoji."""
        number = bisect_left(self.starts, high) - 1
        if number >= 0 and self.reach[number] > high and self.starts[number] > position:
            return self.starts[number], self.starts[number]
        end = high
        while end > position + 1 and _JOINERS & {self.plain[end], self.plain[end - 1]}:
            end -= 1
        return (end, end) if end > position + 1 else (high, high)

    def _allowed(self, spans: Iterable[Span]) -> list[Span]:
        """Those that part no link, mention or the like, nor a speaker from the words."""
        return [span for span in spans if self._free(span) and span[1] not in self.speakers]

    def _free(self, span: Span) -> bool:
        number = bisect_left(self.starts, span[1]) - 1
        return number < 0 or self.reach[number] <= span[0]

    def _opens(self, start: int) -> bool:
        return start == 0 or self.plain[start - 1] == "\n"

    def _end_before(self, start: int) -> int:
        while start and self.plain[start - 1].isspace():
            start -= 1
        return start

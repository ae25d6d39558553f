"""Cutting a long text into messages: at a paragraph, else at a sentence, else at a word."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from bot.domain.edits import characters, cut
from bot.domain.sentences import ends_with_abbreviation, sentence_starts
from bot.domain.text import FormattedText

_PARAGRAPH = re.compile(r"\n{2,}")
_LINE = re.compile(r"\n+")
_SPACE = re.compile(r"(?<=\S)[ \n]+(?=\S)")
_WHOLE = frozenset({
    "text_link", "text_mention", "mention", "hashtag", "url", "email", "phone_number", "code",
    "custom_emoji", "date_time", "bot_command", "cashtag",
})  # fmt: skip
# A part shorter than this share of the limit is worse than a cut between sentences.
_FILL = 0.4


def split(text: FormattedText, limit: int, tail: int | None = None) -> list[FormattedText]:
    """The parts of `text`, none over `limit` characters; white space at the cuts is dropped.

    `tail` is the index from which on the text (source, footer) must not stand alone in a part.
    """
    if len(text.text) <= limit:
        return [text]
    cuts = _Cuts(text, len(text.text) if tail is None else tail)
    bounds, position, size = list[tuple[int, int]](), 0, len(text.text)
    while size - position > limit:
        end, after = cuts.best(position, limit)
        bounds.append((position, end))
        position = after
    bounds.append((position, size))
    return [part for part in cut(text, bounds) if part.text.strip()]


class _Cuts:
    """Where a text may be cut, by how good a cut it is."""

    def __init__(self, text: FormattedText, tail: int) -> None:
        self.plain = text.text
        self.tail = tail
        at = characters(text.text)
        self.whole = sorted(
            (at(entity.offset), at(entity.end))
            for entity in text.entities
            if entity.type in _WHOLE
        )
        self.starts = [low for low, _ in self.whole]
        paragraphs = [m.span() for m in _PARAGRAPH.finditer(self.plain) if m.end() < tail]
        # «… сказал мэр:» and the quotation under it belong together.
        kept = [(end, after) for end, after in paragraphs if self.plain[end - 1] != ":"]
        starts = sentence_starts(self.plain)[1:]
        sentences = [(self._end_before(start), start) for start in starts]
        lines = [m.span() for m in _LINE.finditer(self.plain) if m.end() < tail]
        self.kinds = [
            [span for span in group if self._free(span)]
            for group in (kept, paragraphs, sorted({*sentences, *lines}))
        ]
        self.keys = [[end for end, _ in group] for group in self.kinds]

    def best(self, position: int, limit: int) -> tuple[int, int]:
        """Where the part that begins at `position` ends, and where the next one begins."""
        high = position + limit
        for number, least in enumerate((_FILL, _FILL, 0.2)):
            group, keys = self.kinds[number], self.keys[number]
            found = bisect_right(keys, high) - 1
            while found >= 0 and group[found][0] > position + limit * least:
                if self._leaves_company(group[found][1], limit):
                    return group[found]
                found -= 1
        return self._at_a_word(position, high)

    def _leaves_company(self, after: int, limit: int) -> bool:
        """Whether enough of the body stays with the tail to look like a message."""
        return after <= self.tail - limit // 20 or self.tail >= len(self.plain)

    def _at_a_word(self, position: int, high: int) -> tuple[int, int]:
        low = position + (high - position) // 2
        spans = [m.span() for m in _SPACE.finditer(self.plain, low, high + 1)]
        for span in reversed(spans):
            head = self.plain[max(low, span[0] - 16) : span[0]]
            if span[0] <= high and self._free(span) and not ends_with_abbreviation(head):
                return span
        return high, high

    def _free(self, span: tuple[int, int]) -> bool:
        """Whether no link, mention or the like reaches over the cut."""
        number = bisect_left(self.starts, span[1]) - 1
        return number < 0 or self.whole[number][1] <= span[0]

    def _end_before(self, start: int) -> int:
        while start and self.plain[start - 1].isspace():
            start -= 1
        return start

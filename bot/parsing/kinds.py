"""What each line of a release is: its own evidence first, then its place."""

from __future__ import annotations

import enum
import re
from functools import lru_cache

from bot.domain.sentences import sentence_starts
from bot.parsing import contacts, facts, footer, letter, noise, verbs
from bot.parsing.embargo import has_embargo
from bot.parsing.lines import Line, fold


class Kind(enum.Enum):
    """The part that a line plays."""

    BODY = enum.auto()
    HEADLINE = enum.auto()
    SUBTITLE = enum.auto()
    REPEATED = enum.auto()
    RUBRIC = enum.auto()
    SOURCE = enum.auto()
    PHOTO = enum.auto()
    DATE = enum.auto()
    AUTHOR = enum.auto()
    HASHTAGS = enum.auto()
    FOOTER = enum.auto()
    NOISE = enum.auto()
    CONTACTS = enum.auto()
    EMBARGO = enum.auto()

    __hash__ = object.__hash__  # enum's own is Python, and asked for each line many times


# Words without which no label is: looking for them costs a tenth of the pattern.
_LABEL_WORDS = ("реклам", "erid", "агент", "иноаг", "экстрем", "запрещ")
_LABEL = re.compile(
    r"(?<!\w)(?:реклама\s*[.,:|]|реклама$|erid|иностранн\w+ агент|иноагент|экстремистск|"
    r"деятельность (?:которо\w+ )?запрещена|запрещен\w* (?:в|на территории) р)|^\s*\*+\s*\w",
    re.IGNORECASE,
)
_TAGS = re.compile(r"#\w[^#\n]*(?:#\w[^#\n]*)*")
_SENTENCE = re.compile(r"[^\n]{12,}[.!?…]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_LAST = frozenset({Kind.PHOTO, Kind.SOURCE, Kind.AUTHOR, Kind.HASHTAGS, Kind.FOOTER})
_STORY = re.compile(r"[А-ЯЁ«\"][^\n\t@]{20,148}[\w»\")]")
_LONGEST = 400  # characters of a line that may be furniture
_TOP = 200  # lines above the text that are looked at
_TAG_WORDS = 5
_EMBARGO = 200  # characters; a longer line says more than the embargo
_COVER = 15  # lines at either end in which a newsroom is greeted and asked
_SIGNATURE = 12  # lines
_OTHERS = 6  # headlines of other stories in one list
PROSE = 60  # characters; a shorter line that ends with a full stop may still be a headline


def classify(lines: list[Line]) -> list[Kind]:
    """The kind of every line but headline, its repetitions and unnamed rubrics."""
    kinds = [_alone(line) for line in lines]
    _letter(lines, kinds)
    _contacts(lines, kinds)
    _others(lines, kinds)
    first = first_prose(lines, kinds)
    for number in range(len(lines) - 1, first, -1):
        if kinds[number] is Kind.BODY:
            kinds[number] = _at_the_end(lines[number], lines[number - 1] if number else None)
        if kinds[number] is Kind.BODY and not _ADDRESS.fullmatch(lines[number].plain):
            break
    told = False  # below a sentence, the name of a rubric is a heading of the text
    for number in range(min(first, _TOP)):
        if kinds[number] is not Kind.BODY:
            continue
        kind = _at_the_top(lines[number])
        kinds[number] = Kind.BODY if told and kind is Kind.RUBRIC else kind
        told = told or (number > 0 and _SENTENCE.fullmatch(lines[number].plain) is not None)
    return kinds


def first_prose(lines: list[Line], kinds: list[Kind]) -> int:
    """The number of the first line that is surely text of the body; their count if none is."""
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind is Kind.BODY and (line.framed or is_prose(line.plain)):
            return number
    return len(lines)


def is_prose(text: str) -> bool:
    """Whether a line reads like a paragraph rather than a title."""
    if len(text) > 250:
        return True
    ends = text.rstrip('»")”“*').endswith((".", "…", ":")) and not text.endswith("...")
    return ends and (len(text) > PROSE or len(sentence_starts(text)) > 1)


def is_label(text: str) -> bool:
    """Whether a line holds a label that the law asks for (editorial.md §2.4, §2.5)."""
    folded = text.casefold()
    if "*" not in text and not any(word in folded for word in _LABEL_WORDS):
        return False
    return bool(_LABEL.search(text))


def is_tags(text: str) -> bool:
    """Whether a line is nothing but hashtags, also glued ones («#спорт#город мастеров»)."""
    if not _TAGS.fullmatch(text):
        return False
    return all(len(tag.split()) <= _TAG_WORDS and len(tag) <= 60 for tag in text[1:].split("#"))


def keep_one_source(lines: list[Line], kinds: list[Kind]) -> None:
    """Leave one line as the source: the last that says «Источник», else the last office.

    The same again is noise, another one is text. The last, because there a post has it.
    """
    found = [number for number, kind in enumerate(kinds) if kind is Kind.SOURCE]
    if len(found) < 2:
        return
    best = max(found, key=lambda number: (facts.names_source(lines[number].plain), number))
    known = fold(facts.source(lines[best].plain) or "")
    for number in found:
        if number != best:
            same = fold(facts.source(lines[number].plain) or "") == known
            kinds[number] = Kind.NOISE if same else Kind.BODY


def _alone(line: Line) -> Kind:
    if line.framed or len(line.plain) > _LONGEST or "\t" in line.plain:
        return Kind.BODY
    return _kind_of(line.plain)


# An editor's every wish reads the same release anew.
@lru_cache(maxsize=2048)
def _kind_of(text: str) -> Kind:
    """What the words of a line tell, wherever it stands."""
    if is_label(text):
        return Kind.BODY
    if is_tags(text):
        return Kind.HASHTAGS
    if footer.is_footer(text, last=False):
        return Kind.FOOTER
    if facts.photo_credit(text):
        return Kind.PHOTO
    if facts.source(text) and facts.names_source(text):
        return Kind.SOURCE
    if len(text) <= _EMBARGO and has_embargo(text):
        return Kind.EMBARGO
    if noise.is_noise(text):
        return Kind.NOISE
    if facts.rubric(text) and not text.casefold().startswith("тема") and ":" in text:
        return Kind.RUBRIC
    return Kind.BODY


def _at_the_top(line: Line) -> Kind:
    text = line.plain
    if facts.date(text):
        return Kind.DATE
    if facts.rubric(text):
        return Kind.RUBRIC
    if facts.source(text):
        return Kind.SOURCE
    return Kind.AUTHOR if facts.author(text, last=False) else Kind.BODY


def _at_the_end(line: Line, above: Line | None) -> Kind:
    text = line.plain
    if line.framed or is_label(text):
        return Kind.BODY
    if footer.is_footer(text, last=True):
        return Kind.FOOTER
    if facts.date(text):
        return Kind.DATE
    if facts.source(text):
        return Kind.SOURCE
    if text[:1].islower() and not re.search(r"[.!?:;,|\t]", text) and 3 <= len(text.split()) <= 12:
        return Kind.BODY if verbs.says_something(text) else Kind.NOISE  # the page's keywords
    listed = above is not None and facts.author(above.plain, last=True)  # names, one a line
    return Kind.AUTHOR if facts.author(text, last=not listed) else Kind.BODY


def _is_story(line: Line, kind: Kind) -> bool:
    """Whether a line reads like the headline of a story."""
    text = line.plain
    if kind is not Kind.BODY or line.framed or not _STORY.fullmatch(text) or is_label(text):
        return False
    return len(text.split()) > _TAG_WORDS and verbs.says_something(text)


def _ends_text(line: Line, kind: Kind) -> bool:
    """Whether nothing of the text stands below the line: a credit, a source, a name."""
    return kind in _LAST or (kind is Kind.BODY and facts.author(line.plain, last=True))


def _letter(lines: list[Line], kinds: list[Kind]) -> None:
    """The head of a letter, its greeting and its signature."""
    heads = [n for n, line in enumerate(lines[:12]) if letter.is_head(line.plain)]
    if len(heads) >= 2 or any(letter.is_forwarding(lines[n].plain) for n in heads):
        for number in heads:
            kinds[number] = Kind.NOISE
    for number in range(max(0, len(lines) - _SIGNATURE), len(lines)):
        if letter.is_closing(lines[number].plain) and not lines[number].framed:
            kinds[number] = Kind.NOISE
    ends = {*range(min(_COVER, len(lines))), *range(max(0, len(lines) - _COVER), len(lines))}
    for number in sorted(ends):
        if kinds[number] is Kind.BODY and letter.is_wrapper(lines[number].plain):
            kinds[number] = Kind.NOISE
    for number in range(max(0, len(lines) - _SIGNATURE), len(lines)):
        under = [other for other, kind in zip(lines[number:], kinds[number:], strict=True)
                 if kind is not Kind.NOISE]  # fmt: skip
        if not letter.is_regards(lines[number].plain):
            continue
        if all(len(other.plain) <= 120 for other in under):
            for below in range(number, len(lines)):
                if kinds[below] in {Kind.BODY, Kind.NOISE}:
                    kinds[below] = Kind.CONTACTS
            return


def _contacts(lines: list[Line], kinds: list[Kind]) -> None:
    inside = False
    for number, line in enumerate(lines):
        opens = kinds[number] is Kind.BODY and contacts.opens_contacts(line.plain)
        below = lines[number + 1].plain if number + 1 < len(lines) else None
        if len(lines) - number <= _SIGNATURE and contacts.heads_contacts(line.plain, below):
            inside = True
            if kinds[number] is Kind.BODY and not facts.source(line.plain):
                kinds[number] = Kind.CONTACTS
            continue
        goes_on = inside and not line.gap and contacts.goes_on(line.plain)
        inside = opens or goes_on
        if inside and kinds[number] is Kind.BODY:
            kinds[number] = Kind.CONTACTS


def _others(lines: list[Line], kinds: list[Kind]) -> None:
    """Headlines of other stories: under «Читайте также», or below all furniture of this one."""
    last = len(lines)
    while last and _is_story(lines[last - 1], kinds[last - 1]):
        last -= 1
    if last and len(lines) - last > 1 and _ends_text(lines[last - 1], kinds[last - 1]):
        kinds[last:] = [Kind.NOISE] * (len(lines) - last)
    inside = 0
    for number, line in enumerate(lines):
        text = line.plain
        title = len(text) <= 150 and not text.endswith((".", ";", ":")) and not line.framed
        if kinds[number] in {Kind.BODY, Kind.NOISE} and noise.lists_others(text):
            kinds[number], inside = Kind.NOISE, _OTHERS
        elif inside and kinds[number] is Kind.BODY and title and not is_label(text):
            kinds[number], inside = Kind.NOISE, inside - 1
        else:
            inside = 0

"""Which line is the headline, which repeat it, and which names the rubric."""

from __future__ import annotations

import re

from bot.domain.sentences import sentence_starts
from bot.domain.text import FormattedText, utf16_len
from bot.parsing import facts, verbs
from bot.parsing.kinds import Kind, first_prose, is_label, is_prose
from bot.parsing.lines import Line, fold
from bot.parsing.subheads import is_subhead

# «Уважаемые жители!», «Министерство культуры сообщает»: they open a text, they don't name it.
_ADDRESS = re.compile(
    r"^\W*(?:уважаемые|дорогие)\s|(?:сообщает|информирует|напоминает|разъясняет|предупреждает)\W*$",
    re.IGNORECASE,
)
LONGEST = 250  # characters; anything longer is a paragraph
_SUBTITLE = re.compile(r"[А-ЯЁA-Z0-9«\"][^\n]{10,200}[\w»\")!?]")
_TITLE_WORDS = 4
_GAPS = 3
_SIGNS = 40  # characters: a repetition may have so many more marks and spaces
_SHORTEST = 6  # characters of a title that a page repeats
_SENTENCE = 100  # characters
_LOOK_AT = 10  # candidates: a headline never stands deeper


def place_headline(lines: list[Line], kinds: list[Kind]) -> int | None:
    """Mark headline, repetitions and rubric in `kinds`; the headline's number or None."""
    number = _choose(lines, kinds)
    if number is None:
        return None
    kinds[number] = Kind.HEADLINE
    wanted, last = fold(lines[number].plain), number
    for other, line in enumerate(lines):
        if other == number or kinds[other] is Kind.NOISE or line.framed:
            continue
        if abs(len(line.plain) - len(wanted)) <= _SIGNS and fold(line.plain) == wanted:
            kinds[other] = Kind.REPEATED
            last = max(last, other)
    close = last if last < first_prose(lines, kinds) else number
    _between(lines, kinds, number, close)
    _caption(lines, kinds, number)
    _byline(lines, kinds, number)
    _subtitle(lines, kinds, max(number, close))
    return number


def _between(lines: list[Line], kinds: list[Kind], number: int, close: int) -> None:
    """Short lines above the headline or between it and its repetition: rubric or furniture."""
    named = any(kind is Kind.RUBRIC for kind in kinds)
    for other in range(close):
        text = lines[other].plain
        if kinds[other] is not Kind.BODY or len(text) > 60 or text.endswith((".", ":", "!", "?")):
            continue
        short = len(text.split()) <= 4 and len(text) <= 40 and text[:1].isupper()
        if is_label(text):
            continue  # «Реклама» above a headline is a legal label, no rubric
        if not named and short and not verbs.says_something(text):
            kinds[other], named = Kind.RUBRIC, True
        elif number < other:
            kinds[other] = Kind.NOISE


def _caption(lines: list[Line], kinds: list[Kind], number: int) -> None:
    """The caption of a lost picture: a line that states nothing, glued to the first paragraph.

    Only where paragraphs are otherwise set apart by empty lines.
    """
    if number + 2 >= len(lines) or sum(line.gap for line in lines[number + 3 :]) < _GAPS:
        return
    caption, text = lines[number + 1], lines[number + 2]
    if kinds[number + 1] is not Kind.BODY or text.gap or caption.framed:
        return
    short = len(caption.plain) <= 100 and not caption.plain.endswith((":", ";", ","))
    glued = len(text.plain) > len(caption.plain) and is_prose(text.plain)
    if short and glued and not verbs.says_something(caption.plain):
        kinds[number + 1] = Kind.NOISE


def _byline(lines: list[Line], kinds: list[Kind], number: int) -> None:
    """A name alone between headline and text is the author's."""
    between = range(number + 1, first_prose(lines, kinds))
    names = [n for n in between if facts.author(lines[n].plain, last=True)]
    if len(names) == 1 and kinds[names[0]] is Kind.BODY and names[0] + 1 < len(lines):
        kinds[names[0]] = Kind.AUTHOR


def _subtitle(lines: list[Line], kinds: list[Kind], number: int) -> None:
    """The line under the headline that is no sentence of the text, though it stands over it."""
    under = [n for n in range(number + 1, len(lines)) if kinds[n] is Kind.BODY][:2]
    if len(under) < 2:
        return
    line, below = lines[under[0]], lines[under[1]]
    text = line.plain
    if line.framed or line.heading or "\t" in text or not _SUBTITLE.fullmatch(text):
        return
    if is_label(text) or _ADDRESS.search(text) or is_subhead(lines, under[0]):
        return
    if text.endswith("?") and any(other.plain.endswith("?") for other in lines[under[1] :]):
        return  # the first question of several: an interview
    told = len(text.split()) > _TITLE_WORDS or verbs.says_something(text)
    if told and is_prose(below.plain) and len(below.plain) > len(text):
        kinds[under[0]] = Kind.SUBTITLE


def _choose(lines: list[Line], kinds: list[Kind]) -> int | None:
    first = first_prose(lines, kinds)
    candidates = [
        number
        for number, line in enumerate(lines[: first + 1])
        if kinds[number] in {Kind.BODY, Kind.SOURCE, Kind.RUBRIC}
        and not line.framed
        and len(line.plain) <= LONGEST
    ][:_LOOK_AT]
    if not candidates:
        return None
    folded = [fold(line.plain[: LONGEST + 50]) for line in lines[: candidates[-1] + 40]]
    score, _, best = max(
        (_evidence(lines, kinds, number, folded, first), -number, number) for number in candidates
    )
    return best if score > 0 else None


def _evidence(
    lines: list[Line], kinds: list[Kind], number: int, folded: list[str], first: int
) -> float:
    """How much speaks for the line being the headline; above 0 is enough."""
    text = lines[number].plain
    words = len(text.split())
    score = 1.0 - 0.35 * sum(kinds[above] is Kind.BODY for above in range(number))
    if kinds[number] is not Kind.BODY:
        score -= 2
    repeated = len(folded[number]) >= _SHORTEST and folded.count(folded[number]) > 1
    if repeated and not is_prose(text):
        score += 3
    if Kind.DATE in kinds[number + 1 : number + 2] and words > _TITLE_WORDS:
        score += 1.2  # a page dates its story under the title
    if is_bold(lines[number].text):
        score += 3
    if number == first or text.endswith("."):
        score -= 1.5  # it ends like a paragraph
        score += 0.8 * _stands_over_text(lines, number)
    if text.endswith((":", ";", ",")) or text[:1] in "-–—•▪" or _ADDRESS.search(text):
        score -= 2
    states = verbs.says_something(text)
    if words <= 3:
        score -= 0.1 if states else 0.6
    if states:
        score += 0.2
    return score


def _stands_over_text(lines: list[Line], number: int) -> bool:
    """Whether a line with a full stop is one short sentence over a longer paragraph."""
    text = lines[number].plain
    if len(text) > _SENTENCE or len(sentence_starts(text)) > 1 or number + 1 == len(lines):
        return False
    below = lines[number + 1].plain
    return is_prose(below) and len(below) >= 2 * len(text)


def is_bold(text: FormattedText) -> bool:
    """Whether all of the line is bold."""
    covered = sum(entity.length for entity in text.entities if entity.type == "bold")
    return bool(text) and covered >= utf16_len(text.text.strip()) * 0.9

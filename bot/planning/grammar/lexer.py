"""A time phrase cut into words and numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.domain.errors import TimeError
from bot.planning.grammar.refusals import EMPTY, STRANGE, TOO_LONG
from bot.planning.grammar.words import ALIASES, NUMBERS, TENS, fold

LONGEST = 120  # characters; no moment needs more words


@dataclass(frozen=True, slots=True)
class Token:
    """One piece: `kind` is a name of the groups below, `text` is folded, `raw` as written."""

    kind: str
    text: str
    raw: str

    @property
    def numbers(self) -> tuple[int, ...]:
        """The groups of digits in their order."""
        return tuple(map(int, re.findall(r"[0-9]+", self.text)))


_PATTERN = re.compile(
    r"""
      (?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}[tт\ ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.0+)?)?
              (?:z|[+-][0-9]{2}(?::?[0-9]{2})?)?) (?![\w:.])
    | (?P<ymd>[0-9]{4}(?P<a>[-./])[0-9]{1,2}(?P=a)[0-9]{1,2}) (?![0-9]|[-./:][0-9])
    | (?P<dmy>[0-9]{1,2}(?P<b>[-./])[0-9]{1,2}(?P=b)(?:[0-9]{4}|[0-9]{2})) (?![0-9]|[-./:][0-9])
    | (?P<hms>[0-9]{1,2}:[0-9]{2}:[0-9]{2}) (?![0-9:])
    | (?P<colon>[0-9]{1,2}:[0-9]{1,2}) (?![0-9:])
    | (?P<dot>[0-9]{1,2}\.[0-9]{1,2}) (?![0-9]|[.:][0-9])
    | (?P<slash>[0-9]{1,2}/[0-9]{1,2}) (?![0-9]|[/.:][0-9])
    | (?P<hyphen>[0-9]{1,2}[-–—][0-9]{1,2}) (?![0-9]|[-–—.:][0-9])
    | (?P<comma>[0-9]{1,2},[0-9]{1,2}) (?![0-9]|[,.:][0-9])
    | (?P<ordinal>[0-9]{1,2}(?:-?(?:ого|его|го|ое|е)|\ (?:ого|го)|st|nd|rd|th)) (?!\w)
    | (?P<number>[0-9]+)
    | (?P<meridiem>[ap](?:m|\.m\.?)) (?!\w)
    | (?P<word>ч/з(?!\w)|[a-zа-я]+(?:['’-][a-zа-я]+)*)
    | (?P<dash>[-–—])
    | (?P<plus>\+)
    | (?P<skip>\s+|[,()])
    """,
    re.VERBOSE,
)


def tokens(phrase: str) -> list[Token]:
    """The tokens of `phrase`. Raises TimeError for what no moment is written with."""
    phrase = phrase.strip()
    if not phrase:
        raise TimeError(EMPTY)
    if len(phrase) > LONGEST:
        raise TimeError(TOO_LONG)
    if phrase[0] + phrase[-1] in ("«»", '""', "“”"):
        phrase = phrase[1:-1].strip()
    folded = fold(phrase.rstrip("!?. "))
    if len(folded) != len(phrase.rstrip("!?. ")):  # a letter that grows in lower case
        raise TimeError(STRANGE, word=phrase)
    found, position = list[Token](), 0
    while position < len(folded):
        match = _PATTERN.match(folded, position)
        if match is None:
            # A full stop ends an abbreviation; anything else is markup or a slip.
            if folded[position] == "." and position and folded[position - 1].isalnum():
                position += 1
                continue
            raise TimeError(STRANGE, word=phrase[position])
        kind = match.lastgroup or ""
        if kind != "skip":
            found += _split(Token(kind, match[kind], phrase[match.start() : match.end()].strip()))
        position = match.end()
    if not found:
        raise TimeError(EMPTY)
    return found


def _split(token: Token) -> list[Token]:
    """The tokens that a compound one stands for."""
    if token.kind == "word":
        return _words(token)
    if token.kind != "iso":
        return [token]
    day, clock, zone = token.text[:10], token.text[11:16], token.text[16:]
    second = ":00"
    if zone.startswith(":"):
        second, zone = zone[:3], zone[3:].lstrip(".0")
    pieces = [Token("ymd", day, day), Token("hms", clock + second, clock)]
    if zone:
        pieces.append(Token("word", "utc", "UTC"))
    if zone and zone != "z":
        offset = f"{zone[1:3]}:{zone[3:].removeprefix(':') or '00'}"
        pieces.append(Token("plus" if zone[0] == "+" else "dash", zone[0], zone[0]))
        pieces.append(Token("colon", offset, offset))
    return pieces


def _words(token: Token) -> list[Token]:
    """The words of one: its usual spelling, the two of "tonight", «девять-тридцать» apart."""
    if token.text == "tonight":
        return [Token("word", "today", token.raw), Token("word", "evening", "")]
    parts = token.text.split("-")
    if len(parts) > 1 and all(part in NUMBERS or part in TENS for part in parts):
        raws = token.raw.split("-")
        return [Token("word", *pair) for pair in zip(parts, raws, strict=True)]
    return [replace(token, text=ALIASES.get(token.text, token.text))]

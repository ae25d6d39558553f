"""A query cut into words, phrases in quotes, and rubrics."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.terms import tag_key, terms
from bot.parsing.query.small import SMALL

_QUOTED = re.compile(r"«([^«»]*)»|“([^“”]*)”|„([^„“”]*)[“”]|\"([^\"]*)\"")
_TAG = re.compile(r"#\w+")

MOST = 12  # words; more make no answer better


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked for; `rest` is what is neither in quotes nor a rubric, as it was written."""

    rest: str
    phrases: tuple[tuple[str, ...], ...] = ()  # of folded words
    tags: tuple[str, ...] = ()  # keys, see bot.domain.terms


def cut(text: str) -> Query:
    """Takes phrases in quotes and rubrics out of a query."""
    phrases = list[tuple[str, ...]]()

    def keep(found: re.Match[str]) -> str:
        words = tuple(terms(next(group for group in found.groups() if group is not None)))
        if len(words) < 2:
            return f" {' '.join(words)} "  # one word in quotes is a word
        phrases.append(words[:MOST])
        return " "

    rest = _QUOTED.sub(keep, text)
    tags = dict.fromkeys(tag_key(tag) for tag in _TAG.findall(rest))
    kept = tuple(tag for tag in tags if len(tag) > 1)
    return Query(" ".join(_TAG.sub(" ", rest).split()), tuple(phrases)[:MOST], kept[:MOST])


def words_of(rest: str) -> list[str]:
    """The words that say what is looked for, folded, none twice."""
    found = dict.fromkeys(terms(rest))
    return [word for word in found if word not in SMALL and (len(word) > 1 or word.isdigit())]

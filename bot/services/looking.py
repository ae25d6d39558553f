"""Looking through the index: what fits, in which order, and what else may have been meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.domain.channel import Channel
from bot.domain.wanted import Wanted, Word
from bot.parsing.query import by_place, by_text, forms, in_other_layout, slips, words_of
from bot.services.asking import Question
from bot.store import Transaction

NEWEST = 1_000  # of more, older ones are not looked at
READ = 24  # so many are read to find the best; the others go by their titles and age
FREQUENT = 50  # enough to tell which of two words is the likelier


@dataclass(frozen=True, slots=True)
class Hits:
    """First messages of what was found, the best first, and how far it is what was asked for."""

    numbers: Sequence[int]
    more: bool  # there are others, older ones
    asked: Question
    texts: Sequence[str]  # of the best
    instead: str | None = None
    loosened: Literal["period", "words"] | None = None


async def look(tx: Transaction, channel: Channel, asked: Question, now: datetime) -> Hits:
    """What is found; for a question without an answer, what is found for the one nearest to it."""
    hits = await _ranked(tx, channel, asked, now)
    if hits.numbers:
        return hits
    right = await _put_right(tx, channel, asked)
    if right is not None:
        instead = " ".join(word.said for word in right.wanted.words)
        hits = replace(await _ranked(tx, channel, right, now), instead=instead)
        if hits.numbers:
            return hits
        asked = right
    else:
        instead = None
    if asked.period is not None and asked.wanted.spoken:
        loose = replace(asked, period=None)
        found = await _ranked(tx, channel, loose, now)
        if found.numbers:
            return replace(found, instead=instead, loosened="period")
    loosened = await _without_one(tx, channel, asked, now)
    return hits if loosened is None else replace(loosened, instead=instead, loosened="words")


async def _ranked(tx: Transaction, channel: Channel, asked: Question, now: datetime) -> Hits:
    bounds = await tx.publications.bounds(channel.id, asked.since, asked.until)
    find, wanted = tx.publications.find, asked.wanted
    numbers = await find(channel.id, wanted, bounds, NEWEST + 1)
    more, numbers = len(numbers) > NEWEST, numbers[:NEWEST]
    alike = not wanted.words and not wanted.phrases
    if len(numbers) > READ and not alike:
        within = (numbers[-1], bounds[1])
        titled = await find(channel.id, wanted, within, READ, in_title=True)  # enough to choose by
        numbers = by_place(numbers, titled)
    texts = await tx.publications.texts(channel.id, numbers[:READ])
    if not alike:
        numbers = [*by_text(texts, wanted, now), *numbers[READ:]]
    return Hits(numbers, more, asked, [text for _, text in texts.values()])


async def _put_right(tx: Transaction, channel: Channel, asked: Question) -> Question | None:
    """The same with words that were published in the place of those that never were."""
    said = asked.wanted.words
    known = await tx.publications.known({form for word in said for form in word.forms})
    strange = [word for word in said if known.isdisjoint(word.forms)]
    if not strange:
        return None
    right = dict[str, Word]()
    for word in strange:
        meant = await _meant(tx, channel, word.said)
        if meant is not None:
            right[word.said] = Word(meant, forms(meant))
    if not right:
        return None
    words = tuple(right.get(word.said, word) for word in said)
    return replace(asked, wanted=replace(asked.wanted, words=words))


async def _meant(tx: Transaction, channel: Channel, word: str) -> str | None:
    other = words_of(in_other_layout(word))
    if len(other) == 1 and await tx.publications.known(forms(other[0])):
        return other[0]
    candidates = slips(word)
    if not candidates:
        return None
    known = await tx.publications.known(candidates)
    best, most = None, 0
    for each in candidates:
        if each in known:
            wanted = Wanted((Word(each, forms(each)),))
            bounds = await tx.publications.bounds(channel.id, None, None)
            count = len(await tx.publications.find(channel.id, wanted, bounds, FREQUENT))
            if count > most:
                best, most = each, count
    return best


async def _without_one(
    tx: Transaction, channel: Channel, asked: Question, now: datetime
) -> Hits | None:
    """The answer with the fewest hits, thus the most telling, to all words but one."""
    words, best = asked.wanted.words, None
    if len(words) < 2:
        return None
    for left_out in range(len(words)):
        kept = (*words[:left_out], *words[left_out + 1 :])
        found = await _ranked(
            tx, channel, replace(asked, wanted=replace(asked.wanted, words=kept)), now
        )
        if found.numbers and (best is None or len(found.numbers) < len(best.numbers)):
            best = found
    return best

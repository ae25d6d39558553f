"""News of real Russian words in their forms, for measuring how they are found.

Words are spread as Zipf and Mandelbrot found content words to be, posts are made of sentences of
a pool. Which lemma each word stands for is known from its making: that is the truth of the
answers.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import accumulate, product
from typing import Any

from bot.domain.text import FormattedText
from bot.store.rows import ArchiveRow

LEMMAS = 10_000
SENTENCES = 200_000
WORDS = (6, 14)  # in a sentence
SENTENCES_IN_POST = (3, 8)
RUBRICS = ("#Город", "#ЖКХ", "#Спорт", "#Культура", "#Погода", "#Транспорт")
START = datetime(2016, 1, 1, tzinfo=UTC)
SPAN = timedelta(days=3650)
OPEN_CLASSES = ("NOUN", "ADJF", "INFN")
MANDELBROT = 20  # of words that say something, the most frequent is one of some 130
RARE = {"Surn", "Name", "Patr", "Arch", "Abbr"}
LETTERS = "абвгдежзиклмнопрстуфхцчшэюя"
PREFIXES = 500  # to read the whole dictionary takes a minute
SMALL = ("и ", "в ", "на ", "с ", "что ", "по ", "не ", "для ")
SMALL_SHARE = 0.3
SEED = 1


def _entries(morph: Any, chance: random.Random) -> Iterator[tuple[str, Any]]:
    """A share of the dictionary, by the beginnings of its words."""
    beginnings = ["".join(letters) for letters in product(LETTERS, repeat=3)]
    for beginning in sorted(chance.sample(beginnings, PREFIXES)):
        yield from morph.dictionary.words.iteritems(beginning)


@dataclass(slots=True)
class Corpus:
    """The words and the pool of sentences."""

    lemmas: list[str] = field(default_factory=list)
    forms: list[list[str]] = field(default_factory=list)  # of each lemma
    sentences: list[tuple[tuple[int, ...], str]] = field(default_factory=list)

    @classmethod
    def make(cls) -> Corpus:
        """The same each time."""
        from pymorphy3 import MorphAnalyzer

        made, chance = cls(), random.Random(SEED)  # noqa: S311
        morph = MorphAnalyzer()
        for word, place in _entries(morph, chance):
            if len(word) < 4 or not word.isalpha() or place[1] or word in made.lemmas[-1:]:
                continue
            parse = next((p for p in morph.parse(word) if p.normal_form == word), None)
            if parse is None:
                continue
            tag = parse.tag
            if tag.POS not in OPEN_CLASSES or RARE & tag.grammemes:
                continue
            # Of a verb, its own forms: participles and gerunds are other parts of speech.
            kinds = {tag.POS} | ({"VERB"} if tag.POS == "INFN" else set())
            forms = {form.word for form in parse.lexeme if form.tag.POS in kinds}
            made.lemmas.append(word)
            made.forms.append(sorted(forms))
        order = list(range(len(made.lemmas)))
        chance.shuffle(order)
        order = order[:LEMMAS]
        made.lemmas = [made.lemmas[number] for number in order]
        made.forms = [made.forms[number] for number in order]
        weights = list(accumulate(1 / (rank + MANDELBROT) for rank in range(len(order))))
        numbers = range(len(order))
        for _ in range(SENTENCES):
            picked = tuple(chance.choices(numbers, cum_weights=weights, k=chance.randint(*WORDS)))
            words = " ".join(
                (chance.choice(SMALL) if chance.random() < SMALL_SHARE else "")
                + chance.choice(made.forms[number])
                for number in picked
            )
            made.sentences.append((picked, words.capitalize() + "."))
        return made

    def posts(self, count: int) -> Iterator[tuple[frozenset[int], ArchiveRow]]:
        """So many posts, the oldest first, with the lemmas that stand in each."""
        chance, step = random.Random(SEED + 1), SPAN / count  # noqa: S311
        for number in range(1, count + 1):
            picked = chance.choices(self.sentences, k=chance.randint(*SENTENCES_IN_POST))
            title, *rest = (words for _, words in picked)
            text = f"{title}\n\n{' '.join(rest)}\n\n{chance.choice(RUBRICS)}"
            yield (
                frozenset(lemma for lemmas, _ in picked for lemma in lemmas),
                ArchiveRow(
                    1, number, None, None, "text", FormattedText(text), (), None,
                    START + step * number,
                ),
            )  # fmt: skip

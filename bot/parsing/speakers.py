"""Who «он» and «Ветров» are: speakers that the text named in full before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.domain.release import Block, Quote, Table
from bot.parsing.persons import known_people
from bot.parsing.speech import pronoun

_NEAR = 2  # blocks before a quotation in which «он» was named


def resolve(blocks: list[Block]) -> list[Block]:
    """The blocks, their quotations with the full names of those who speak."""
    if not any(isinstance(block, Quote) for block in blocks):
        return blocks
    return list(_resolved(blocks))


def _resolved(blocks: list[Block]) -> Iterator[Block]:
    named = dict[str, str]()
    lately = list[tuple[int, str, str]]()  # number of the block, name, gender
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            yield block
            continue
        if isinstance(block, Quote):
            who = block.speaker
            if who is None and block.attribution:
                sex = pronoun(block.attribution.text)
                near = [name for at, name, of in lately if of == sex and number - at <= _NEAR]
                who = near[-1] if near else None
            elif who and " " not in who:
                who = named.get(who.lower(), who)
            block = replace(block, speaker=who)
            told = [who or "", block.attribution.text if block.attribution else ""]
        else:
            told = [block.text.text]
        yield block
        for text in told:
            for name, sex in known_people(text):
                named[name.split()[-1].lower()] = name
                lately.append((number, name, sex))
        del lately[:-8]

"""Where Russian sentences begin; abbreviations that don't end one (editorial.md §2.11)."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.domain.words import words

_NEVER = words("""
    ул пр пер бул пл наб ш д корп стр кв оф пос с обл оз о ст п пп ред утв им тов проф акад см
    ср напр рис табл тел моб доб и зам нач св н рт куб ред гл соч изд ж-д ген подп прим гос
    мин-во р-н пр-т б-р пр-д мкр тер респ адм сокр лат англ нем фр род ум врио кг ок след т е к
""")
# These may close a sentence: the next word decides.
_SOMETIMES = words("""
    г гг в вв др д п руб коп долл чел тыс ед шт экз м км час мин сек мес кв э р ч
""")
# Words that open a sentence and are no names: «в 2027 г. В крае…».
_OPENERS = words("""
    в во на по с со к ко о об у из от до за для при без под над через после перед а и но или он
    она оно они это этот эта эти тот та те так также кроме как когда если где что чтобы все
    всего всем наш наша наши мы вы я их его её сегодня завтра вчера ранее теперь сейчас затем
    потом ещё еще уже только один одна два две три отметим напомним между однако при согласно
    среди главный другой каждый новый
""")
_END = re.compile(
    r"[.!?…](?<![.!?…].)[.!?…]*[»\"”“)\]]*\s++(?=(?:[—–-]{1,2}\s?)?[«\"„“(\[`—–-]*+\s*+[A-ZА-ЯЁ0-9])"
)
_WORD_BEFORE = re.compile(r"([A-Za-zА-Яа-яЁё-]+)$")
_WORD_AFTER = re.compile(r"[^A-Za-zА-Яа-яЁё0-9]*([A-Za-zА-Яа-яЁё-]+|[0-9]+)")


def sentence_starts(text: str) -> list[int]:
    """The indices at which sentences begin, 0 first; linear in the length of `text`."""
    return list(_starts(text))  # every step looks for the sentences of a paragraph anew


@lru_cache(maxsize=32)
def _starts(text: str) -> tuple[int, ...]:
    starts = [0] if text else []
    for match in _END.finditer(text):
        closes = match.group()[0] != "." or match.group().startswith(("..", ".»", '."'))
        if closes or _full_stop(text, match.start(), match.end()):
            starts.append(match.end())
    return tuple(starts)


def ends_with_abbreviation(text: str) -> bool:
    """Whether the full stop at the end of `text` belongs to an abbreviation."""
    if not text.endswith("."):
        return False
    word = _WORD_BEFORE.search(text[-16:-1])
    if word is None:
        return False
    known = word.group(1).lower()
    return known in _NEVER or known in _SOMETIMES or _is_initial(word.group(1))


def _full_stop(text: str, dot: int, after: int) -> bool:
    before = _WORD_BEFORE.search(text[max(0, dot - 16) : dot])
    if before is None:
        return True  # a digit or a bracket before the stop
    word = before.group(1)
    if _is_initial(word):
        return False
    known = word.lower()
    following = _WORD_AFTER.match(text[after : after + 40])
    next_word = following.group(1) if following else ""
    if known in {"г", "гг", "в", "вв"}:
        # «г. Хабаровск» is a town, «2027 г. В крае» ends: only a word that is no name tells.
        return next_word.lower() in _OPENERS and not next_word.islower()
    if known in _SOMETIMES and known not in _NEVER:
        return not next_word.isdigit()
    if known in {"д", "п"}:
        chain = text[max(0, dot - 4) : dot].lower().replace("\u00a0", " ")
        return chain.endswith(("т. д", "т.д", "т. п", "т.п"))
    return known not in _NEVER


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper()

"""A headline written all in capitals, as a sentence: the body knows its names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from bot.domain.edits import substitute
from bot.domain.sentences import sentence_starts
from bot.domain.text import FormattedText
from bot.domain.words import words
from bot.parsing.persons import FIRST_NAMES

LEAST = 8  # letters; «ДТП» or «ХК СКА» is no shouting
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = frozenset("АЕЁИОУЫЭЮЯ")
_CONSONANTS = 5  # letters of an abbreviation without a vowel, at most
_SHORTEST_STEM = 4
_ENDING = 3  # letters that inflection may change
_ABBREVIATIONS = words("""
    мчс мвд рф ссср сша оон снг кнр кндр оаэ фсб фсо фсин фнс фас фмс пфр сфр соцфонд жкх тос
    мфц гибдд дпс дтп чп чс еддс цукс сми егэ огэ впр вов сво тэц тэк лэп азс аэс гэс грэс вуз
    нии ран двфу тогу ддт дк дши сш сшор цкс црб фок фап орви covid вич спид мрт кт узи ооо оао
    зао пао ао ип нко муп мбу мку кгбу гкоу мбоу моу чоу тсж снт гск ук рао ржд двжд бам тасс
    риа ртрс ммк скк хк фк бк вк бц тц трц тк пвз сиз qr it vip фгуп фгбу цб цик тик уик лдпр
    кпрф ер гд гдз кхл вхл мхл нхл рпл фнл вфла рфс фхр гто уфсин умвд гу ув ув ск скр ато ато
    ягов кск оск асэ мксм двгупс днр лнр янао хмао еао
""")
# Beginnings of names that a release of this country may well leave out of its body.
_PLACES = (
    "росси", "москв", "петербург", "хабаровск", "владивосток", "комсомольск", "сахалин", "камчатк",
    "приморь", "сибир", "урал", "амурск", "якути", "бурят", "забайкал", "магадан", "чукотк",
    "биробиджан", "благовещенск", "новосибирск", "екатеринбург", "иркутск", "красноярск", "кита",
    "япони", "коре", "белорус", "европ", "ази",
)  # fmt: skip
_STREETS = ("улиц", "проспект", "переул", "площад", "бульвар", "набережн", "шоссе")


def shouts(text: str) -> bool:
    """Whether a headline is written in capitals."""
    letters = [char for char in text if char.isalpha()]
    if len(letters) < LEAST or len(_WORD.findall(text)) < 2:
        return False
    return sum(char.isupper() for char in letters) >= 0.9 * len(letters)


def as_sentence(headline: FormattedText, body: str) -> FormattedText:
    """The headline in normal case; names and abbreviations as the body writes them."""
    known = _forms(body)
    names = {form.lower() for form in known.values() if form[:1].isupper() and not form.isupper()}
    called = _called(headline.text)
    starts = set(sentence_starts(headline.text))
    plain = headline.text

    def written(match: re.Match[str]) -> str:
        word, at = match.group(), match.start()
        lower = word.lower()
        if len(lower) != len(word):
            return word
        form = known.get(lower) or (word.capitalize() if at in called else _form(word, names))
        before = plain[max(0, at - 1) : at]
        opens = at in starts or before in {"«", "„", "“", '"'} or not plain[:at].strip(' «„“"—–-')
        return form[:1].upper() + form[1:] if opens else form

    return substitute(_WORD, written, headline)


def is_guessed(headline: str, body: str) -> bool:
    """Whether there are words whose case nothing tells: an editor should look at them."""
    known = _forms(body)
    return any(
        len(word) > _SHORTEST_STEM and word.lower() not in known
        for word in _WORD.findall(headline)
    )


def _called(headline: str) -> set[int]:
    """Where the names of people, places and streets stand that no body is needed for."""
    found, expected = set[int](), False
    for match in _WORD.finditer(headline):
        lower = match.group().lower()
        first = lower in FIRST_NAMES
        if first or expected or lower.startswith(_PLACES):
            found.add(match.start())
        expected = first or lower.startswith(_STREETS)
    return found


def _form(word: str, names: set[str]) -> str:
    """A word that the body does not have: an abbreviation, a name in another case, or neither."""
    lower = word.lower()
    if lower in _ABBREVIATIONS or (len(word) <= _CONSONANTS and not _VOWELS & set(word.upper())
                                   and len(word) > 1):  # fmt: skip
        return word.upper()
    stem = lower[: max(_SHORTEST_STEM, len(lower) - _ENDING)]
    if len(lower) > _SHORTEST_STEM and any(
        name.startswith(stem) and abs(len(name) - len(lower)) <= _ENDING for name in names
    ):
        return word.capitalize()
    return lower


def _forms(body: str) -> dict[str, str]:
    """How the body writes each word, where it does not open a sentence."""
    starts = set(sentence_starts(body))
    counts = defaultdict[str, Counter[str]](Counter)
    for match in _WORD.finditer(body):
        word, before = match.group(), body[max(0, match.start() - 1) : match.start()]
        opens = match.start() in starts or before in {"«", "„", "“", '"', "\n", ""}
        if not opens:
            counts[word.lower()][word] += 1
    return {lower: forms.most_common(1)[0][0] for lower, forms in counts.items()}

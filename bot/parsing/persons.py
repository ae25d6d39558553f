"""People in a text: where a name stands, and how it is called in the nominative."""

from __future__ import annotations

import re

from bot.domain.words import words

Gender = str  # «m» or «f»

_MEN = words("""
    александр алексей альберт анатолий андрей антон аркадий арсен арсений артем артём артур богдан
    борис вадим валентин валерий василий виктор виталий влад владимир владислав всеволод вячеслав
    геннадий георгий герман глеб григорий давид даниил данил данила денис дмитрий евгений егор иван
    игорь илья ильдар кирилл константин лев леонид макар максим марат марк матвей михаил никита
    николай олег павел петр пётр рафаэль ренат ринат роман руслан рустам рустем семен семён сергей
    станислав степан тимофей тимур федор фёдор филипп эдуард эльдар юрий яков ярослав
""")
_WOMEN = words("""
    александра алена алёна алина алла алсу альбина анастасия ангелина анжела анна антонина арина
    валентина валерия варвара вера вероника виктория галина гульнара дарья диана дина евгения
    екатерина елена елизавета жанна зинаида зоя зухра инна ирина карина кристина ксения лариса
    лидия лилия лия любовь людмила маргарита марина мария надежда наталия наталья нина оксана
    олеся ольга полина раиса регина рената римма светлана снежана софия софья таисия тамара
    татьяна ульяна эвелина элина эльвира эльмира эмилия юлия яна
""")
FIRST_NAMES = _MEN | _WOMEN
_CAPITALS = re.compile(
    r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)?(?:[\s\u00a0]+[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)?)+"
    r"|(?:[А-ЯЁ]\.[\s\u00a0]?){1,2}[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
    r"|[А-ЯЁ][а-яё]+[\s\u00a0](?:[А-ЯЁ]\.[\s\u00a0]?){1,2}"
)


def find_person(text: str, last: bool = False) -> tuple[int, int] | None:
    """Where a person's name stands: first one with a known first name, else any capitals."""
    runs = list(_CAPITALS.finditer(text))
    if last:
        runs.reverse()
    for run in runs:
        words = run.group().replace("\u00a0", " ").split()
        for number, word in enumerate(words):
            if _known(word) and number + 1 < len(words):
                return run.start() + run.group().find(word), run.end()
            if "." in word:
                return run.span()
    return runs[0].span() if runs else None


def known_people(text: str) -> list[tuple[str, Gender]]:
    """Everybody with a known first name and another name, in the nominative, in order."""
    found = list[tuple[str, Gender]]()
    for run in _CAPITALS.finditer(text):
        name = run.group().replace("\u00a0", " ").split()
        at = next((n for n, word in enumerate(name[:-1]) if _known(word)), None)
        if at is None:
            continue
        called = nominative(" ".join(name[at:]))
        if called:
            found.append((called, gender(called)))
    return found


def gender(name: str) -> Gender:
    """Of one whose name in the nominative this is; an unknown name is taken by its end."""
    first = name.split()[0].lower()
    if first in _MEN:
        return "m"
    return "f" if first in _WOMEN or name.endswith(("а", "я")) else "m"


def nominative(name: str, oblique: bool = False) -> str | None:
    """«Ивана Петровича Ветрова» → «Иван Петрович Ветров»; None where no rule is sure.

    `oblique`: the name is known to stand in another case («слова Александра Ветрова»).
    """
    parts = name.split()
    first = parts[0].lower()
    if first in FIRST_NAMES and not (oblique and first in _FORMS):
        return name
    form = _FORMS.get(first)
    if form is None:
        return None
    called, sex = form
    return " ".join([called, *(_other(part, sex) for part in parts[1:])])


def _known(word: str) -> bool:
    lower = word.lower()
    return lower in FIRST_NAMES or lower in _FORMS


def _other(word: str, sex: Gender) -> str:
    """A patronymic or a surname."""
    endings = _MALE if sex == "m" else _FEMALE
    for ending, instead in endings:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: len(word) - len(ending)] + instead
    return word


# Endings of names in the genitive, dative, instrumental and prepositional, longest first.
_MALE = (
    ("овичем", "ович"), ("евичем", "евич"), ("вича", "вич"), ("вичу", "вич"), ("виче", "вич"),
    ("овым", "ов"), ("евым", "ев"), ("ёвым", "ёв"), ("иным", "ин"), ("ыным", "ын"),
    ("ского", "ский"), ("скому", "ский"), ("ским", "ский"), ("цкого", "цкий"), ("цкому", "цкий"),
    ("цким", "цкий"), ("ого", "ый"), ("ому", "ый"), ("ова", "ов"), ("ову", "ов"), ("ове", "ов"),
    ("ева", "ев"), ("еву", "ев"), ("еве", "ев"), ("ёва", "ёв"), ("ёву", "ёв"), ("ина", "ин"),
    ("ину", "ин"), ("ине", "ин"), ("ына", "ын"), ("ыну", "ын"), ("ука", "ук"), ("уку", "ук"),
    ("уком", "ук"), ("юка", "юк"), ("юку", "юк"), ("ака", "ак"), ("аку", "ак"), ("ика", "ик"),
    ("ику", "ик"), ("яна", "ян"), ("яну", "ян"), ("яном", "ян"), ("ича", "ич"), ("ичу", "ич"),
)  # fmt: skip
_FEMALE = (
    ("овной", "овна"), ("евной", "евна"), ("овны", "овна"), ("евны", "евна"), ("овне", "овна"),
    ("евне", "евна"), ("овну", "овна"), ("евну", "евна"), ("ской", "ская"), ("скую", "ская"),
    ("цкой", "цкая"), ("цкую", "цкая"), ("овой", "ова"), ("евой", "ева"), ("ёвой", "ёва"),
    ("иной", "ина"), ("ыной", "ына"), ("ову", "ова"), ("еву", "ева"), ("ёву", "ёва"),
    ("ину", "ина"), ("ыну", "ына"), ("ной", "ная"), ("ную", "ная"),
)  # fmt: skip


def _forms() -> dict[str, tuple[str, Gender]]:
    """First names in the oblique cases; those that are themselves names of others are left out."""
    found = dict[str, tuple[str, Gender]]()
    for sex, names in (("m", _MEN), ("f", _WOMEN)):
        for name in sorted(names, reverse=True):  # «Пётр» before «Петр»
            stem, endings = _declined(name)
            for ending in endings:
                found.setdefault(stem + ending, (name.capitalize(), sex))
    return found


def _declined(name: str) -> tuple[str, tuple[str, ...]]:
    if name in {"лев", "павел"}:
        return {"лев": "льв", "павел": "павл"}[name], ("а", "у", "ом", "е")
    if name in {"петр", "пётр"}:
        return "петр", ("а", "у", "ом", "е")
    if name == "любовь":
        return "любов", ("и", "ью")
    if name.endswith(("й", "ь")):
        return name[:-1], ("я", "ю", "ем", "е", "и")
    if name.endswith("я"):
        return name[:-1], ("и", "ю", "ей", "ёй", "е")
    if name.endswith("а"):
        return name[:-1], ("ы", "и", "у", "е", "ой", "ей")
    return name, ("а", "у", "ом", "е") if name[-1] not in "уыэю" else ()


_FORMS = _forms()

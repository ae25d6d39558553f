"""The act of speaking: its verbs, and who speaks."""

from __future__ import annotations

import re

from bot.parsing import verbs
from bot.parsing.persons import find_person, nominative
from bot.parsing.roles import names_role, nominative_role, role_start

_STEMS = (
    r"(?:рас|вы|под|пере|до|пред|от|у|про)?сказ|говор|подчерк|отме[тч]|сообщ|заяв|добав|пояс[нк]|объяс|"
    r"уточн|(?:про)?коммент|(?:по)?дел|напом|счита|призна|заключ|подытож|резюм|констат|ответ|отвеч|"
    r"спро[сш]|спраш|призв|призыв|(?:по)?благодар|поздрав|обрат|обращ|указ|цитир|процитир|переда|"
    r"привод|приве|(?:на)?пи[сш]|замет|замеч|предупре|увер|убеж|рассужд|вспом|продолж|подтвер|"
    r"акцент|анонс|обещ|пообещ|поинтерес|возраз|возмут|сетова|посетова|поделил|рад|жела|пожел|"
    r"полага|дума|надеет|выраз|озвуч|высказ|информ|оцен|проинформ|восклик|удив|советует|"
    r"посовет|рекоменд|порекоменд|шут|пошут|прокоммент|доба|сдела"
)
SPEECH = re.compile(
    rf"(?<!\w)(?:{_STEMS})[а-яё]{{0,7}}?(?:л(?:а|о|и)?|[еи]т|[ую]т|[ая]т|ен[аы]?|[её]н|жден[аы]?|ли)"
    rf"(?:сь|ся)?(?!\w)|(?<!\w)(?:рад[аы]?|по (?:его|её|ее|их) словам|(?:его|её|их) слова|слова)"
    r"(?!\w)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"[а-яё]{2,}(?:[аеиоуыюя]л(?:а|о|и)?)(?:сь|ся)?|[а-яё]{3,}(?:[еи]т|[ую]т)(?:ся)?"
)
# «на пресс-конференции тренер…», «журналистам тренер…»: before the role, no part of it.
_WHERE = re.compile(
    r"^(?:(?:на|в|во|по|после|перед)\s+(?:[а-яё]+(?:ой|ом|ей|ем|ых|их)\s+)?[а-яё-]+(?:и|е|у|а|я|ом|ой|ах)|"
    r"журналистам|корреспонденту|изданию|нам)\s+(?=[а-яё])"
)
_ROLE = 18  # words of a role and a name
_OFFICES = {
    "пресс-службе": "пресс-служба", "пресс-центре": "пресс-центр",
    "администрации": "администрация",
    "мэрии": "мэрия", "правительстве": "правительство", "министерстве": "министерство",
    "управлении": "управление", "департаменте": "департамент", "комитете": "комитет",
    "полиции": "полиция", "прокуратуре": "прокуратура", "компании": "компания",
}  # fmt: skip
_OFFICES |= {
    "пресс-службы": "пресс-служба", "пресс-центра": "пресс-центр",
    "правительства": "правительство", "министерства": "министерство",
    "управления": "управление", "департамента": "департамент", "комитета": "комитет",
    "прокуратуры": "прокуратура",
}  # fmt: skip
_IN_OFFICE = re.compile(
    r"(?<!\w)во?\s+(?:(?:сообщении|релизе|пресс-релизе|заявлении|комментарии)\s+)?"
    rf"({'|'.join(_OFFICES)})(?!\w)(?P<rest>[^,;]{{0,100}})"
)
# What leads up to a name in another case: the speaker's words are told by somebody else.
_RETOLD = re.compile(
    r"[^.]{0,80}?(?<!\w)(?:слова|(?:про)?цитиру[ею]т|(?:про)?цитировал[аи]?|"
    r"мнение|мнению|комментарий|заявление|обращении|выступлении)\s+",
    re.IGNORECASE,
)
_IN_SHORT = re.compile(r"во?\s+([А-ЯЁ]{2,}(?:\s[А-ЯЁ][^.,]{0,60})?)")
_APPOSITION = re.compile(r",[ \u00a0][а-яё][^,.;:()!?]{1,120}")
_HE_OR_SHE = re.compile(r"(?<!\w)(?:он|она)(?!\w)", re.IGNORECASE)
_LONGEST = 300  # characters of a role and a name
_SIGNATURE = 160
_PRONOUN = re.compile(r"(?:он|она|они|я|мы|тот|та|те)(?!\w)", re.IGNORECASE)


def is_speaking(words: str, sure: bool) -> bool:
    """Whether a clause tells of speaking. `sure`: only well-known verbs count."""
    opening = " ".join(words[:120].split()[:6])
    if SPEECH.search(opening):
        return True
    return not sure and any(_PAST.fullmatch(word.strip(",.")) for word in opening.split()[:3])


def speaker(attribution: str) -> str | None:
    """Role and name of the one who speaks, as delivered; None where nobody is named.

    A speaker whose case the clause tells («слова мэра Ивана Петрова») is called in the nominative.
    """
    said = attribution.strip(" .,;:—–-()")
    name = find_person(said)
    if name is None:
        return _nameless(said)
    told = _RETOLD.match(said)
    start = told.end() if told and told.end() <= name[0] else _after_verb(said, name[0])
    lead = said[start : name[0]]
    role = role_start(lead)
    if told and start == told.end():
        return _in_nominative(lead.strip(), said[slice(*name)])
    if role is not None:
        lead = lead[role:]
    elif start == 0 and lead.strip():
        lead = ""
    else:
        lead = _WHERE.sub("", lead.lstrip(" ,;:—–-"))
    whole = f"{lead}{said[slice(*name)]}".strip()
    if role is None:
        whole += _beside(said[name[1] :])
    if not whole or _PRONOUN.match(whole) or len(whole) > _LONGEST:
        return None
    return whole


def pronoun(attribution: str) -> str | None:
    """«m» or «f» where the one who speaks is «он» or «она»."""
    found = _HE_OR_SHE.search(attribution[:60])
    return ("f" if found.group().endswith("а") else "m") if found else None


def signs(text: str) -> bool:
    """Whether a line under a quotation is a name with a role («Иван Петров, директор школы»)."""
    name = find_person(text)
    return name is not None and name[0] == 0 and len(text) <= _SIGNATURE


def introduced(sentence: str) -> str | None:
    """The speaker named by a sentence that ends with a colon («… губернатор Иван Петров:»)."""
    sentence = sentence.rstrip(" :\u00a0")
    name = find_person(sentence, last=True)
    if not name:
        return None
    lead = sentence[: name[0]]
    spoken = [*SPEECH.finditer(lead), *verbs.past(lead)]
    start = max((verb.end() for verb in spoken), default=0)
    role = role_start(lead[start:])
    if role is not None:
        return lead[start + role :] + sentence[slice(*name)]
    lead = lead[start:].strip(" ,—–-")
    beside = _beside(sentence[name[1] :])
    if not lead or len(lead.split()) > _ROLE:
        return sentence[slice(*name)] + beside
    return f"{lead} {sentence[slice(*name)]}{beside}"


def opens_speech(sentence: str) -> bool:
    """Whether words may follow its colon: it tells of speaking, or ends with a person."""
    sentence = sentence.rstrip(" :\u00a0")
    name = find_person(sentence, last=True)
    if name is None:
        return False
    rest = sentence[name[1] :]
    return not rest or bool(_beside(rest)) or bool(SPEECH.search(sentence[-_SIGNATURE:]))


def _after_verb(said: str, limit: int) -> int:
    """Where the last verb of speaking before `limit` ends."""
    ends = (verb.end() for verb in SPEECH.finditer(said[:80]))
    return max((end for end in ends if end <= limit), default=0)


def _nameless(said: str) -> str | None:
    """An office, or somebody called by a role only."""
    office = _IN_OFFICE.search(said)
    if office:
        return f"{_OFFICES[office.group(1)]}{office.group('rest')}".strip()
    start = _after_verb(said, len(said))
    if start == 0:
        return None
    rest = said[start:].split(",")[0].strip(" .;:—–-")
    role = role_start(rest)
    rest = rest[role:] if role is not None else _WHERE.sub("", rest)
    short = _IN_SHORT.fullmatch(rest)
    if short:
        return short.group(1)
    return None if not rest or _PRONOUN.match(rest) or len(rest) > _LONGEST else rest


def _in_nominative(role: str, name: str) -> str:
    """Role and name out of another case, as far as the rules are sure."""
    called = nominative(name, oblique=True)
    if called is None:
        return f"{role} {name}".strip()
    plain = nominative_role(role) if role else None
    return f"{plain} {called}" if plain else called


def _beside(rest: str) -> str:
    """The role that follows a name («, мэр Озёрного»), with its comma."""
    found = _APPOSITION.match(rest)
    return found.group().rstrip() if found and names_role(found.group()) else ""

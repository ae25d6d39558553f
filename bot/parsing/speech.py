"""The act of speaking: its verbs, and who speaks."""

from __future__ import annotations

import re

from bot.domain.words import words
from bot.parsing import verbs

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
_FIRST_NAMES = words("""
    александр александра алексей алена алёна алина алла альберт анастасия анатолий ангелина андрей
    анжела анна антон антонина аркадий арсен арсений артем артём артур борис вадим валентин
    валентина валерий валерия варвара василий вера вероника виктор виктория виталий влад владимир
    владислав всеволод вячеслав галина геннадий георгий герман глеб григорий давид даниил данила
    дарья денис диана дина дмитрий евгений евгения егор екатерина елена елизавета жанна зинаида зоя
    иван игорь илья инна ирина карина кирилл константин кристина ксения лариса лев леонид лидия лия
    любовь людмила макар максим маргарита марина мария марк матвей михаил надежда наталия наталья
    никита николай нина оксана олег олеся ольга павел петр пётр полина раиса ренат рената римма
    ринат роман руслан рустам рустем светлана семен семён сергей софия софья станислав степан
    таисия тамара татьяна тимофей тимур ульяна федор фёдор филипп эдуард элина эльвира эльмира юлия
    юрий яков яна ярослав
""")
_CAPITALS = re.compile(
    r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)?(?:[\s\u00a0]+[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)?)+"
    r"|(?:[А-ЯЁ]\.[\s\u00a0]?){1,2}[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
    r"|[А-ЯЁ][а-яё]+[\s\u00a0](?:[А-ЯЁ]\.[\s\u00a0]?){1,2}"
)
_OFFICES = {
    "пресс-службе": "пресс-служба", "пресс-центре": "пресс-центр",
    "администрации": "администрация",
    "мэрии": "мэрия", "правительстве": "правительство", "министерстве": "министерство",
    "управлении": "управление", "департаменте": "департамент", "комитете": "комитет",
    "полиции": "полиция", "прокуратуре": "прокуратура", "компании": "компания",
}  # fmt: skip
_IN_OFFICE = re.compile(rf"(?<!\w)в[о]?\s+({'|'.join(_OFFICES)})(?!\w)(?P<rest>[^,;]{{0,100}})")
_PRONOUN = re.compile(r"(?:он|она|они|я|мы|тот|та|те)(?!\w)", re.IGNORECASE)


def is_speaking(words: str, sure: bool) -> bool:
    """Whether a clause tells of speaking. `sure`: only well-known verbs count."""
    opening = " ".join(words[:120].split()[:6])
    if SPEECH.search(opening):
        return True
    return not sure and any(_PAST.fullmatch(word.strip(",.")) for word in opening.split()[:3])


def speaker(attribution: str) -> str | None:
    """Role and name of the one who speaks, as delivered; None where nobody is named."""
    said = attribution.strip(" .,;:—–-")
    office = _IN_OFFICE.search(said)
    name = _person(said)
    if office and not name:
        return f"{_OFFICES[office.group(1)]}{office.group('rest')}".strip()
    start = 0
    for verb in SPEECH.finditer(said[:80]):
        if name is None or verb.end() <= name[0]:
            start = verb.end()
    if start == 0 and name is None:
        return None
    rest = said[start : name[1]] if name else said[start:].split(",")[0]
    rest = _WHERE.sub("", rest.strip(" ,.;:—–-" if not name else " ,;:—–-"))
    if not rest or _PRONOUN.match(rest) or len(rest) > 300:
        return None
    return rest


def signs(text: str) -> bool:
    """Whether a line under a quotation is a name with a role («Иван Петров, директор школы»)."""
    name = _person(text)
    return name is not None and name[0] == 0 and len(text) <= 160


def introduced(sentence: str) -> str | None:
    """The speaker named by a sentence that ends with a colon («… губернатор Иван Петров:»)."""
    name = _person(sentence, last=True)
    if not name:
        return None
    head = sentence[: name[1]]
    spoken = [*SPEECH.finditer(head), *verbs.past(head)]
    start = max((verb.end() for verb in spoken if verb.end() <= name[0]), default=0)
    role = head[start:].strip(" ,—–-")
    return role if len(role.split()) <= _ROLE else head[name[0] :]


def _person(text: str, last: bool = False) -> tuple[int, int] | None:
    """Where a person's name stands: first one with a known first name, else any capitals."""
    runs = list(_CAPITALS.finditer(text))
    if last:
        runs.reverse()
    for run in runs:
        words = run.group().replace("\u00a0", " ").split()
        for number, word in enumerate(words):
            if word.lower() in _FIRST_NAMES and number + 1 < len(words):
                return run.start() + run.group().find(word), run.end()
            if "." in word:
                return run.span()
    return runs[0].span() if runs else None

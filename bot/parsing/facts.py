"""Lines that state one fact about the release: source, photo credit, date, rubric, author."""

from __future__ import annotations

import re

from bot.domain.sentences import sentence_starts
from bot.domain.sources import OFFICE
from bot.domain.words import words
from bot.parsing import verbs

_DASH = r"\s*[:—–-]\s*"
_SOURCE = re.compile(
    rf"(?:(?:перво)?источник(?: информации)?|source){_DASH}(?P<a>\S.*)"
    r"|(?:по (?:материалам|информации|данным|сообщению)|материал\w* предоставлен\w*|"
    r"информация предоставлена|предоставлено|подготовлено по материалам)\s*:?\s+(?P<b>\S.*)",
    re.IGNORECASE,
)
_PHOTO = re.compile(
    r"(?:источник фото|фото(?:графи[яи]|граф|коллаж)?|фото и видео|снимок|снимки|иллюстраци[яи]|"
    r"коллаж|автор фото)(?P<sign>\s*[:©/—–-]\s*|\s+)(?P<who>\S.*)",
    re.IGNORECASE,
)
# A credit that doesn't say «Фото»: «Анна Лунина © Вестник», «Анна Лунина/ТАСС».
_SIGNED_PHOTO = re.compile(
    r"[A-ZА-ЯЁ][\w .-]{2,40}\s?(?:©\s?[^\n]{2,40}|/\s?(?:[\w.]+\s?/\s?)?(?:тасс|риа новости|рбк|"
    r"коммерсантъ?|интерфакс|lori|лори|shutterstock|fotodom|getty images|reuters|ap|afp|unsplash|"
    r"freepik|pixabay|globallookpress|global look press)\.?)",
    re.IGNORECASE,
)
MONTH = r"(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*\.?"
DAY = (
    r"(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|"
    rf"\d{{1,2}}\s+{MONTH}(?:\s+\d{{4}})?|\d{{4}}-\d\d-\d\d)"
)
FULL_DAY = rf"(?:\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|\d{{1,2}}\s+{MONTH}\s+\d{{4}}(?!\s*г))"
TIME = r"\d{1,2}[:.]\d{2}(?::\d{2})?"
_WEEKDAY = (
    r"(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|"
    r"пн|вт|ср|чт|пт|сб|вс)\.?,?\s+"
)
DATE = re.compile(
    r"(?:дата(?: публикации)?\s*:\s*|(?:опубликован|обновлен|размещен|создан)\w*\s*:?\s*|date\s+)?"
    rf"(?P<date>(?:{_WEEKDAY})?(?:(?:{TIME}\s*[,|]?\s*)?(?:{DAY}|сегодня|вчера)"
    r"(?:\s*(?:года|г\.?))?"
    rf"(?:\s*[,|/в-]?\s*\(?{TIME}\)?)?|{TIME})(?:\s*\((?:мск|хбр)\))?)"
    r"(?:\s+пользователем .{1,40})?",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    rf"[А-ЯЁ][А-Яа-яЁё-]{{2,30}}[,.] (?P<day>\d{{1,2}} {MONTH}(?: \d{{4}})?)(?: г\.| года)?"
    r"\s?(?:[-–—,/(]|\.)\s?[А-ЯЁA-Z/«\"]"
)
_RUBRIC = re.compile(
    rf"(?:рубрика|раздел|категория|тема){_DASH}(?P<name>\S.{{1,50}})", re.IGNORECASE
)
RUBRICS = words("""
    что происходит | общество | политика | экономика | культура | спорт | происшествия | новости |
    новости города | новости края | новости региона | город | власть | жкх | образование | наука |
    здравоохранение | здоровье | медицина | транспорт | погода | дороги | официально | афиша |
    бизнес | криминал | чп | закон | закон и порядок | право | безопасность | экология | природа |
    благоустройство | строительство | недвижимость | туризм | молодежь | молодежная политика |
    социальная политика | социальная сфера | финансы | промышленность | сельское хозяйство |
    технологии | армия | в мире | в россии | в крае | в городе | в регионе | регион | край |
    главное | важное | актуально | интервью | репортаж | мнение | история | религия | театр |
    музыка | кино | выставки | события | анонсы | анонс | конкурсы | выборы | городская среда |
    городское хозяйство | национальные проекты | нацпроекты | люди
""")
_AUTHOR = re.compile(
    r"(?i:автор(?: (?:текста|сюжета|материала|статьи|публикации))?|текст|"
    r"корреспондент|журналист|редактор|беседовал[аи]?|подготовил[аи]?|записал[аи]?|"
    r"материал подготовил[аи]?)(?:\s*[:—–-]\s*|\s+)(?P<who>[А-ЯЁA-Z].{2,60})"
)
_PERSON = re.compile(
    r"[А-ЯЁ][а-яё]{1,20}(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ][а-яё]{2,24}(?:-[А-ЯЁ][а-яё]+)?\.?"
)


def source(line: str) -> str | None:
    """The source that a line names («Источник — ТАСС», «Пресс-служба администрации»)."""
    if len(line) > 150:
        return None
    named = _SOURCE.fullmatch(line)
    if named:
        said, bare = named.group("a"), named.group("b")
        if said:
            return said.strip(" .") if len(said) <= 120 else None
        return None if verbs.says_something(bare) or "," in bare else bare.strip(" .")
    office = OFFICE.match(line)
    if not office or line.endswith((":", "!", "?", ";", ",")) or verbs.says_something(line):
        return None
    if re.search(r"\d{3}|@", line) or len(sentence_starts(line)) > 1:
        return None
    return line.strip(" .")


def names_source(line: str) -> bool:
    """Whether a line of a source says so («Источник: …»)."""
    return line.casefold().startswith(("источник", "первоисточник", "source"))


def photo_credit(line: str) -> str | None:
    """The credit of the photo, as delivered («Фото: Пресс-служба МЧС»)."""
    if len(line) > 120:
        return None
    if _SIGNED_PHOTO.fullmatch(line):
        return line.strip(" .")
    named = _PHOTO.fullmatch(line)
    if not named:
        return None
    who = named.group("who")
    told = " ".join(word for word in who.split() if word.islower())
    if named.group("sign").isspace() and (len(who.split()) > 4 or verbs.says_something(told)):
        return None
    credit = line.strip(" .")
    return credit.strip('"') if credit.count('"') % 2 else credit


def dateline(line: str) -> str | None:
    """The day in «Озёрный, 24 ноября. …», with which a lead may begin."""
    found = _DATELINE.match(line)
    return found.group("day").rstrip(".") if found else None


def date(line: str) -> str | None:
    """The date of a line that is nothing but a date, without «Опубликовано:»."""
    found = DATE.fullmatch(line) if len(line) <= 100 else None
    return found.group("date") if found else None


def day(line: str) -> str | None:
    """The date of such a line; None where it names but a time."""
    named = date(line)
    return named if named and not re.fullmatch(TIME, named) else None


def rubric(line: str) -> str | None:
    """The rubric of a line that names one («Рубрика: Город», «Общество»)."""
    named = _RUBRIC.fullmatch(line)
    if named:
        return named.group("name").strip(" .")
    return line if line.casefold().replace("ё", "е") in RUBRICS else None


def author(line: str, last: bool) -> bool:
    """Whether the line names the author; `last`: nothing but furniture follows."""
    if len(line) > 90:
        return False
    return bool(_AUTHOR.fullmatch(line)) or (last and bool(_PERSON.fullmatch(line)))

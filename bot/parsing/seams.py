"""Where line breaks were lost inside a long line: at its beginning, between its parts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from bot.domain.sentences import sentence_starts
from bot.domain.words import words
from bot.parsing import facts, verbs

_HEAD = 400  # characters in which a headline or a stamp may stand
_TITLE = 220
_SUBHEAD = 70
_SUBHEAD_WORDS = 8
_LEAST = 10
_TITLE_LEAST = 20
_TITLE_LINES = 3
_DIGEST = 3  # parts of a digest, at least

# Words that open a sentence; a capital one after a small letter began a line of its own.
_OPENERS = (
    r"(?:В|Во|На|По|Об|О|Со|Из|До|За|При|Для|Под|После|Перед|Как|Так|Также|Это|Эта|Этот|Если|Когда|"
    r"Он|Она|Они|Мы|Вы|Сегодня|Вчера|Завтра|Накануне|Ранее|Сейчас|Всего|Напомним|Отметим|Кроме|"
    r"Рано|Утром|Днём|Днем|Вечером|Ночью|Среди|Более|Около|Только|Уже|Ещё|Еще|Жители|Жителей|Теперь)"
)
# Patterns begin with what is rare in a text; what stands before is looked at last.
_BINDING = words("""
    в во на по с со к ко о об обо у из от до за для при без под над через после перед про между
    ради а и но или что как не ни чем если когда где
""")
_LOST = re.compile(
    rf"[ \u00a0]++(?=[А-ЯЁ])(?={_OPENERS}[ \u00a0][ \u00a0а-яёА-ЯЁ«\d])(?<=[а-яё»)%\s][ \u00a0])"
)
_JOINT = re.compile(r"[А-ЯЁ](?<=[а-яё].)")
_SMALL_WORD = re.compile(r"(?<![А-Яа-яЁё])[а-яё]{3,}\Z")
_NEW_WORD = re.compile(r"[А-ЯЁ][а-яё]{2,}|[ВСКУОИА][ \u00a0]")
_NEW_PART = re.compile(
    rf"(?:{_OPENERS}|Фото\w*|Источник\w*|Рубрика|Автор|Текст|Теги|Метки|Просмотр\w*|Видео|Читайте|"
    r"Подпис\w+|Поделиться|Уважаемые|Дорогие)(?![А-Яа-яЁё])"
)
_DATELINE = re.compile(
    rf"(?<=[а-яё»])[ \u00a0]+(?=[А-ЯЁ][А-Яа-яё-]{{2,30}}, \d{{1,2}} {facts.MONTH}"
    r"\.? ?[-–—.] ?[А-ЯЁ])"
)
_STAMP = rf"(?:{facts.TIME}\s*[,|]?\s*{facts.DAY}|{facts.DAY}(?:\s*г\.)?\s*[,|в]?\s*{facts.TIME})"
_FIRST_STAMP = re.compile(
    rf"(?:{_STAMP}|{facts.FULL_DAY}|\d{{1,2}}:\d{{2}}(?=[А-ЯЁ]))\s*[,|]?\s*"
    r"(?=[А-ЯЁ«\"]|\d{1,6}\s+(?:\d{1,6}\s+)?[А-ЯЁ])"
)
_INNER_STAMP = re.compile(
    rf"(?<=[а-яё»!?)\d])\s*(?P<stamp>{_STAMP}|{facts.FULL_DAY})\s*[,|]?\s*(?=[А-ЯЁ«\"])"
)
_CREDIT = re.compile(
    r"Фото(?:граф)?\s*[:©/—–-]\s*(?:(?:[\w-]+\.)+(?:ru|рф|рус|ру|com|net|org|info)|"
    r"[А-ЯЁ][а-яё]+[ \u00a0][А-ЯЁ][а-яё]+(?:\s?/\s?[\w.«»-]+)?|автора)"
    r"(?P<counters>(?:\s*\d{1,6}(?=\s|[А-ЯЁ])){0,3})\s*(?=[А-ЯЁ«\"])"
)
_SITE_WORDS = re.compile(
    r"(?:logo|logotype|Поделиться|Версия для печати|Распечатать|Главная|Новости|Пресс-релиз)"
    r"\s+(?=[А-ЯЁ])"
)
# Rubrics of several words; one word alone may as well be the subject of the sentence.
_RUBRIC = re.compile(
    rf"(?:{'|'.join(sorted(r.capitalize() for r in facts.RUBRICS if ' ' in r))})\s+(?=[А-ЯЁ\d])"
    rf"|(?:{'|'.join(sorted(r.capitalize() for r in facts.RUBRICS if ' ' not in r))})"
    rf"\s+(?=(?:{_STAMP}|{facts.FULL_DAY}))"
)
GLUED_RUBRIC = re.compile(
    rf"(?:{'|'.join(sorted(r.capitalize() for r in facts.RUBRICS))})(?=[А-ЯЁ][а-яё])"
)
_RELATIVE = re.compile(rf"(?:[Сс]егодня|[Вв]чера),?\s*(?:в\s+)?{facts.TIME}\s*(?=[А-ЯЁ«\"\d])")
_COUNTER = re.compile(
    r"(?:(?:Просмотр|Прочтени|Комментари)\w*\s*:\s*\d[\d.,]*[KКк]?|[👁👀💬]\ufe0f?\s*\d+|"
    r"\d{1,2} мин\w*\.? чтения|(?:0|6|12|16|18)\+)\s+(?=[А-ЯЁ«\"👁👀💬])"
)
_FIRST = (_FIRST_STAMP, _CREDIT, _SITE_WORDS, _RUBRIC, GLUED_RUBRIC, _RELATIVE, _COUNTER)
# Behind a stamp or a credit, bare numbers are counters and one word is a rubric.
_NUMBERS = re.compile(r"(?:\d{1,6}(?:[.,]\d)?[KКк]?\s+){1,3}(?=[А-ЯЁ«\"])")
_WORDS = "|".join(sorted(r.capitalize() for r in facts.RUBRICS if " " not in r))
_ONE_WORD = re.compile(rf"(?:{_WORDS})\s+(?=[А-ЯЁ«\"])")
_NEXT = (*_FIRST, _NUMBERS, _ONE_WORD)
_AUTHOR = re.compile(
    r"(?:Автор|Текст)\s*:\s*[А-ЯЁ][а-яё]+[ \u00a0][А-ЯЁ][а-яё]+(?=[ \u00a0][А-ЯЁ\d])"
)
# «ГУ МЧСЧитайте также», «50Просмотров»: the first letter, then what may stand before it.
_PAGE_PART = re.compile(
    r"[ФИРАТМПЧК](?<=[А-ЯЁ»)\d].)(?:ото|сточник|убрика|втор|еги|етки|росмотр(?:ов|ы)|"
    r"итайте также|одписывайтесь|оделиться|омментарии)(?=[\s:—(])"
)
_PART = re.compile(
    r"[А-ЯЁ](?:(?<=[.!?] .)|(?<=[.!?]  .))[А-ЯЁа-яё-]+(?: [а-яё-]+){0,2} "
    r"(?P<what>район|округ|область|край|город|улица|группа|тур)"
    r"(?P<gap>[ \u00a0]+)(?=\d{1,2} |[А-ЯЁ])"
)


def seams(text: str, titles: Sequence[str]) -> tuple[list[int], set[int]]:
    """Where the parts of a line begin, and which of those are headings.

    `titles`: the lines above, one of which may be repeated here; without any the line may begin
    with a headline.
    """
    positions = set(_opening(text, not titles))
    for title in titles:
        at = text.find(title, 0, _HEAD) if len(title) >= _TITLE_LEAST else -1
        end = at + len(title)
        if at >= 0 and title[-1].isalnum() and re.match(r"\s+[А-ЯЁ«\"]", text[end : end + 4]):
            positions |= {at, end}
    headings = set[int]()
    joints = (match.start() for match in _JOINT.finditer(text))
    positions.update(joint for joint in joints if _is_joint(text, joint))
    positions.update(match.start() for match in _PAGE_PART.finditer(text))
    if len(titles) <= _TITLE_LINES:
        positions.update(match.end() for match in _DATELINE.finditer(text, 0, _HEAD))
    starts: list[int] = []
    for match in _LOST.finditer(text):
        starts = starts or sentence_starts(text)
        _lost(text, starts, match, positions, headings)
    parts = list(_PART.finditer(text))
    counts = Counter(match.group("what") for match in parts)
    for match in parts:
        if counts[match.group("what")] >= _DIGEST:
            headings.add(match.start())
            positions |= {match.start(), match.end()}
    return sorted(at for at in positions if 0 < at < len(text)), headings


def _opening(text: str, first: bool) -> list[int]:
    """Where a stamp, a credit and a headline at the beginning end."""
    positions, end = list[int](), 0
    while match := _furniture(text, end, _NEXT if end else _FIRST):
        positions.append(match.end())
        if "counters" in match.re.groupindex and match.group("counters").strip():
            positions.append(match.start("counters"))
        end = match.end()
    if first:
        again = text.find(text[end : end + 25], end + 25, end + _TITLE)
        below = 2 * again - end
        twice = again > 0 and text[end:again].strip() == text[again:below].strip()
        if twice and not text.startswith(text[end : end + 10], below):
            positions += [again, below]
        stamp = _INNER_STAMP.search(text, end + _LEAST, _HEAD)
        if stamp and not re.search(r"\.\s", text[end : stamp.start()]):
            positions += [stamp.start("stamp"), stamp.end()]
        author = _AUTHOR.search(text, end + _LEAST, _HEAD)
        if author and not re.search(r"\.\s", text[end : author.start()]):
            positions += author.span()
    return positions


def _furniture(text: str, at: int, patterns: Sequence[re.Pattern[str]]) -> re.Match[str] | None:
    return next(filter(None, (pattern.match(text, at) for pattern in patterns)), None)


def _is_joint(text: str, at: int) -> bool:
    """Whether two words of different lines stand together here («ИвановФото», «городаВсе»)."""
    if _NEW_PART.match(text, at):
        return True
    before = text[max(0, at - 30) : at]
    return bool(_SMALL_WORD.search(before) and _NEW_WORD.match(text, at))


def _lost(
    text: str, starts: list[int], match: re.Match[str], positions: set[int], headings: set[int]
) -> None:
    """A headline, subtitle or heading that runs into the sentence after it."""
    number = bisect_right(starts, match.start()) - 1
    start = max(starts[number], max((p for p in positions if p <= match.start()), default=0))
    title = text[start : match.start()]
    if not title or not (title[-1].islower() or title[-1] in "»)%"):
        return
    if title.split()[-1] in _BINDING:
        return  # «поздравил врачей с Днём медика»: the next word belongs here
    if title.count("«") != title.count("»") or len(title) < _LEAST or "," in title[-2:]:
        return
    if number == 0 and len(title) <= _TITLE:
        positions.add(match.end())
        return
    if len(title) > _SUBHEAD or len(title.split()) > _SUBHEAD_WORDS or not title[0].isupper():
        return
    if len(title.split()) > 1 and not verbs.says_something(title) and ":" not in title:
        positions |= {start, match.end()}
        headings.add(start)

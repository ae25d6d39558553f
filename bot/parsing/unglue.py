"""Lines whose breaks were lost: what stood apart gets its own line again (editorial.md §1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.domain.edits import split_at, substitute
from bot.domain.sentences import ends_with_abbreviation, sentence_starts
from bot.domain.text import FormattedText
from bot.domain.words import words
from bot.parsing import contacts, facts, footer, noise, verbs
from bot.parsing.kinds import is_label, is_tags
from bot.parsing.lines import Line
from bot.parsing.seams import GLUED_RUBRIC, seams

_STAMP_LINE = 80  # characters
_TITLES = 6
_LAST = 4  # lines
_BAR = re.compile(r"\s[|•·]\s")
LONG = 60  # characters; shorter lines have nothing to lose
_TAIL = 700  # characters at the end in which furniture is looked for
_UNKNOWN = 60  # characters of a piece among furniture that no rule knows
_GLUED_SENTENCE = re.compile(
    r"([.!?])(?:(?<=[а-яё»)А-ЯЁ].)|(?<=\d\d.))(?=[А-ЯЁ][а-яё]+[\s,.:-]|[А-ЯЁ]\s|«[А-ЯЁ])"
)
_FACT = r"(?:Источник фото|Источник|Фото(?:граф)?|Рубрика|Автор|Текст)(?=\s|:)"
_INVITATIONS = words(r"""
    Наш\s | Наш[аеи]\s | Мы\sв\s | Подпи[сш] | Читай | Смотри | Следите | Присоединя | Подробнее
    | Подробности | Самое\s | Больше\s | Ещё\sбольше | Еще\sбольше | Добав | Ты\s | Вы\s |
    Пришли | Присылай | Поделит | Поделись | Будь | Хотите | Есть\sновост | Стали\s | Нашли\s
    | Заметили | Ошибка\s | Оцените | Узнавай | Оставайтесь | Ставь | Первоисточник | Теги |
    Тэги | Метки | Ключевые\sслова | Просмотр | Количество\sпросмотров | Коммент | Рейтинг |
    Версия\sдля\sпечати | Распечатать | Похожие | Предыдущ | Следующ | Популярн |
    Другие\sновости | Последние\sновости | Все\sновости | Лента\sновостей |
    Новости\sпо\sтеме | Новости\sпартн | Материалы\sпо\sтеме | Беседовал | Подготовил | Записал |
    Опубликовано | Информация\sпредоставлена | По\sматериалам | © | Ещё\sпо\sтеме |
    Еще\sпо\sтеме | НОВОСТИ\sПО\sТЕМЕ | ЧИТАЙТЕ | ЕЩЕ\sПО\sТЕМЕ | Понравил | Оставить\sкоммент |
    Также\sвам\sможет | Вам\sможет\sбыть | Новости\sСМИ2 | Загрузка | Нравится\s |
    Читать\sполностью | Контакты\sдля | Контактное\sлицо | Телефон\sпресс | Телефон\sдля\sСМИ |
    Дополнительная\sинформация\sдля | Реклама\sна\sсайте | Иллюстративное\sфото | Категория:
""")
# Begins with its words: what may stand before them is looked at where they were found.
_STARTER = re.compile(rf"(?P<fact>{_FACT})|(?:{'|'.join(sorted(_INVITATIONS))})")
_BEFORE = re.compile(r"[\s.!?»\"”)]")
_SIGNS = frozenset(re.split(r"[\\[(]", starter)[0] for starter in _INVITATIONS) | {
    "Фото", "Источник", "Рубрика", "Автор", "Текст"
}  # fmt: skip
_AGENCY = re.compile(
    r"(Источник(?: информации)?\s*[:—–-]\s*(?:ИТАР-ТАСС|ТАСС|РИА Новости|РИА|Интерфакс|РБК|"
    r"Коммерсант[ъ]?|Регнум|Росбалт|Лента\.ру|Российская газета))\s+(?=\S)"
)
_COUNTERS = re.compile(
    r"(?<=[^:]\s)\d{1,6}(?:\s+\d{1,6}){1,3}(?=\s*(?:\Z|Поделит|Коммент|Нравит))"
)
_NAME_LAST = re.compile(r"(?<=[.!?])\s+(?=[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+\.?\s*\Z)")
_SPACED_TAGS = re.compile(r"#\w[\w-]*(?:[\s,]+#\w[\w-]*)+(?P<rest>\s+[А-ЯЁ][^#]{3,150})?\Z")


def unglue(lines: list[Line]) -> list[Line]:
    """The lines, with glued sentences parted and furniture on lines of its own."""
    found, titles = list[Line](), list[str]()
    for number, line in enumerate(lines):
        stamps = _stamps(line)
        if stamps:
            found.extend(stamps)
        elif line.framed or len(line.plain) < LONG or "\t" in line.plain:
            found.extend(_after_rubric(line))
        else:
            parted = replace(line, text=substitute(_GLUED_SENTENCE, _with_space, line.text))
            found.extend(_pieces(parted, titles, number >= len(lines) - _LAST))
        if len(titles) < _TITLES and not stamps:
            titles.append(line.plain)
    return found


def _stamps(line: Line) -> list[Line]:
    """The rubric, date and time of «Город | 24.11.2026 | 18:45», each on its own; else nothing."""
    text = line.plain
    if len(text) > _STAMP_LINE or line.framed or not any(bar in text for bar in "|•·"):
        return []
    pieces = [piece.strip() for piece in _BAR.split(text)]
    if len(pieces) < 2 or not any(map(facts.date, pieces)):
        return []
    if not all(facts.date(piece) or facts.rubric(piece) for piece in pieces):
        return []
    return [Line(FormattedText(piece), line.gap) for piece in pieces]


def _with_space(match: re.Match[str]) -> str:
    """A space after the full stop, unless it belongs to an abbreviation or an initial."""
    before = match.string[max(0, match.start() - 15) : match.start() + 1]
    initial = re.search(r"(?<!\w)[А-ЯЁа-яё]\.\Z", before)
    if match.group() == "." and (initial or ends_with_abbreviation(before)):
        return match.group()
    return match.group() + " "


def _after_rubric(line: Line) -> Iterator[Line]:
    """A short line without the rubric that is glued to it («ГородОткрыт мост»)."""
    glued = None if line.framed else GLUED_RUBRIC.match(line.plain)
    if glued is None:
        yield line
        return
    for number, piece in enumerate(split_at(line.text, [glued.end()])):
        yield replace(line, text=piece, gap=line.gap and not number)


def _pieces(line: Line, titles: Sequence[str], last: bool) -> Iterator[Line]:
    inner, headings = seams(line.plain, titles)
    tail = _tail(line.plain, last, inner)
    positions = sorted({*(at for at in inner if not tail or at < tail[0]), *tail})
    starts = [0, *positions]
    for number, piece in enumerate(split_at(line.text, positions)):
        stripped = piece.strip()
        if stripped:
            heading = starts[number] in headings
            yield Line(stripped, line.gap and not number, None, heading, continues=number > 0)


def _tail(text: str, last: bool, inner: Sequence[int]) -> list[int]:
    """Where furniture at the end begins, piece by piece.

    `inner`: places where lines are known to begin. `last`: the release ends here or soon; any
    sentence may be furniture, also without a sign.
    """
    low = max(0, len(text) - _TAIL)
    places = {place for place in inner if place > low}
    ending = text[low:]
    if any(sign in ending for sign in _SIGNS):
        places |= {match.start() for match in _STARTER.finditer(text, low) if _begins(text, match)}
        places |= {match.end() for match in _AGENCY.finditer(text, low)}
        places |= {match.end() for match in _NAME_LAST.finditer(text, low)}
    if last:
        places |= {match.start() for match in _COUNTERS.finditer(text, low)}
        places |= {low + start for start in sentence_starts(ending)[1:]}
    places |= _tags(text, low, places) if "#" in text else set()
    edges = [*sorted(places - {0}), len(text)]
    positions, unknown = list[int](), list[int]()
    for number in range(len(edges) - 2, -1, -1):
        start, end = edges[number], edges[number + 1]
        piece = text[start:end].strip()
        if _is_furniture(piece, _AGENCY.match(text, edges[number - 1] if number else 0)):
            positions += [*unknown, start]
            unknown = []
        elif len(piece) <= _UNKNOWN and not re.search(r"[.:;]\Z", piece) and len(unknown) < 2:
            if verbs.says_something(piece):
                break
            unknown.append(start)
        else:
            break
    return sorted(positions)


def _begins(text: str, match: re.Match[str]) -> bool:
    """Whether the word that was found stands apart, or is a fact glued to what is before it."""
    before = text[match.start() - 1 : match.start()]
    glued = match.group("fact") and "а" <= before <= "ё" and match.group()[0].isupper()
    return bool(_BEFORE.match(before) or glued)


def _is_furniture(piece: str, after_agency: re.Match[str] | None) -> bool:
    if not piece:
        return True
    if is_label(piece):
        return False
    if is_tags(piece) or noise.is_noise(piece) or facts.photo_credit(piece):
        return True
    if contacts.opens_contacts(piece):
        return True
    if facts.source(piece) or facts.rubric(piece) or facts.author(piece, last=True):
        return True
    if footer.is_footer(piece, last=True) or facts.date(piece):
        return True
    return bool(after_agency) and not re.search(r"[.!?:;]", piece)


def _tags(text: str, low: int, places: set[int]) -> set[int]:
    """Where the hashtags at the end begin, and what stands after them; none inside them."""
    spaced = _SPACED_TAGS.search(text, low)
    if spaced:
        places.difference_update([place for place in places if place > spaced.start()])
        rest = spaced.start("rest")
        return {spaced.start()} | ({rest} if rest >= 0 else set[int]())
    position = end = len(text)
    best = None
    while (position := text.rfind("#", low, position)) >= 0:
        if not is_tags(text[position:end]):
            break
        several = end < len(text)
        end = position
        if several or not text[position - 1 : position].isalnum():
            best = position
    if best is None:
        return set()
    places.difference_update([place for place in places if place > best])
    return {best}

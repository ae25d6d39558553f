"""The columns of a table: which hold numbers, results, periods (for tables shown as lists)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.domain.text import EMPTY, FormattedText, join

_NUMBERING = re.compile(r"(?:№|#|n|номер|место)?\.?\s*(?:п\s?/\s?п)?\.?", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}[.)]?")
_SCORE = re.compile(r"\d{1,3}\s*[:–-]\s*\d{1,3}(?:\s*\(.{1,30}\)| [а-яА-Я.]{1,6})?")
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_RESULT = re.compile(r"сч[её]т|результат|итог", re.IGNORECASE)
_WHEN = r"(?:(?:дата|время|дата и время|часы) )?"
_START = re.compile(rf"{_WHEN}(?:начал[оа]|с|от)(?: \S+){{0,2}}", re.IGNORECASE)
_END = re.compile(
    rf"{_WHEN}(?:окончани[ея]|конец|конца|завершени[ея]|до|по)(?: \S+){{0,2}}", re.IGNORECASE
)
_UNIT = re.compile(
    r"(?P<name>[^,(]+)(?:, ?| ?\()(?P<unit>(?:тыс\. |млн )?(?:руб(?:\.|лей)?|₽|%|кг|км|мм?|см|т|"
    r"га|чел(?:\.|овек)?|мин(?:\.|ут)?|ч|шт\.?|°C|м/с))\)?"
)
_AMOUNT = re.compile(r"[\d\s\u00a0.,–-]*\d")


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its name; `name` is empty where its cells speak for themselves."""

    name: FormattedText
    cells: tuple[FormattedText, ...]

    def all(self, shape: re.Pattern[str]) -> bool:
        """Whether every cell that says something has this shape."""
        said = [cell.text for cell in self.cells if cell]
        return bool(said) and all(map(shape.fullmatch, said))


def columns_of(rows: list[list[FormattedText]], names: list[FormattedText]) -> list[Column]:
    """The columns that say something."""
    columns = map(Column, names, zip(*rows, strict=True)) if rows else ()
    return [column for column in columns if any(column.cells)]


def numbers_of(columns: list[Column]) -> tuple[list[str], list[Column]]:
    """The numbers «1.», «2.» of the rows where the first column holds them, and the others."""
    if len(columns) < 2 or not columns[0].all(_NUMBER) or not all(columns[0].cells):
        return [], columns
    first = columns[0]
    counted = [int(cell.text.rstrip(".)")) for cell in first.cells]
    if not _NUMBERING.fullmatch(first.name.text):
        return [], columns
    if not first.name and counted != list(range(1, len(counted) + 1)):
        return [], columns
    return [f"{number}." for number in counted], columns[1:]


def scores(columns: list[Column]) -> list[Column]:
    """Of a table of results, both sides and the score as one: «Заря — Мир — 3:1»."""
    found = [number for number, column in enumerate(columns) if _is_score(column)]
    if len(found) != 1 or len(columns) < 3:
        return columns
    at = found[0]
    # «Заря | 3:1 | Мир», else «Заря | Мир | 3:1».
    first = at - 1 if 0 < at < len(columns) - 1 and _texts(columns[at + 1]) else at - 2
    if first < 0:
        return columns
    together = columns[first : first + 3]
    sides = [column for column in together if not _is_score(column)]
    if len(sides) != 2 or not all(map(_texts, sides)):
        return columns
    cells = tuple(
        join([cell for cell in row if cell], " — ")
        for row in zip(*(column.cells for column in (*sides, columns[at])), strict=True)
    )
    return [*columns[:first], Column(EMPTY, cells), *columns[first + 3 :]]


def _is_score(column: Column) -> bool:
    if not column.all(_SCORE):
        return False
    if column.name:
        return bool(_RESULT.search(column.name.text))
    return not column.all(_CLOCK)


def _texts(column: Column) -> bool:
    return not any(cell.text[:1].isdigit() for cell in column.cells)


def with_units(columns: list[Column]) -> list[Column]:
    """«Цена, руб.» over «500» → «Цена» over «500 руб.»."""
    found = list[Column]()
    for column in columns:
        unit = _UNIT.fullmatch(column.name.text)
        if unit and column.all(_AMOUNT):
            cells = tuple(
                cell + f" {unit.group('unit')}" if cell else cell for cell in column.cells
            )
            name = column.name.slice(0, unit.end("name")).strip()
            column = replace(column, name=name, cells=cells)
        found.append(column)
    return found


def periods(columns: list[Column]) -> list[Column]:
    """«Начало» and «Окончание» side by side → «с 9:00 до 12:00»."""
    for number in range(1, len(columns) - 1):
        start, end = columns[number : number + 2]
        begins, ends = _START.fullmatch(start.name.text), _END.fullmatch(end.name.text)
        if begins and ends and _texts_of_time(start) and _texts_of_time(end):
            cells = tuple(map(_period, start.cells, end.cells))
            return [*columns[:number], Column(EMPTY, cells), *columns[number + 2 :]]
    return columns


def _texts_of_time(column: Column) -> bool:
    return all(cell.text[:1].isdigit() for cell in column.cells if cell)


def _period(start: FormattedText, end: FormattedText) -> FormattedText:
    until = "до" if ":" in end.text or not start else "по"
    pieces = [FormattedText("с ") + start] if start else []
    pieces += [FormattedText(f"{until} ") + end] if end else []
    return join(pieces, " ")

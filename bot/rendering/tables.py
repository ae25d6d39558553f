"""A table as a list that reads well where a message can hold no table (design §6)."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.domain.edits import substitute
from bot.domain.release import Table
from bot.domain.text import EMPTY, FormattedText, join
from bot.rendering.canonical import without
from bot.rendering.columns import Column, columns_of, numbers_of, periods, scores, with_units

_NAMED_FROM = 3  # columns beside the first: so many can't be told apart without their names
_BREAK = re.compile(r"\s*\n\s*")
_BARE = re.compile(r"№?\s*\d+\s*[а-яА-Я]?")
_NOTHING = frozenset({"", "-", "–", "—"})
_STREET = re.compile(r"улица|переулок|проспект|бульвар|площадь|шоссе|набережная", re.IGNORECASE)
_STREET_TYPE = re.compile(
    r"(?<!\w)(?:ул|пер|пр|просп|пл|наб|ш|бул|б-р|пр-т|пр-д|мкр|р-н|кв-л|тракт|проезд|аллея|мост|"
    r"трасса|дорога|въезд|тупик|линия|(?:улиц|переул|проспект|бульвар|площад|шоссе|набережн)\w*)"
    r"(?!\w)",
    re.IGNORECASE,
)


def listed(table: Table, dress: Callable[[FormattedText], FormattedText]) -> FormattedText:
    """The table as lines: «• Улица Портовая — с 9:00 до 12:00»; `dress` finishes every line."""
    rows, names = _rows(table)
    titles = {number: row[0] for number, row in enumerate(rows) if _is_title(row)}
    entries = [row for number, row in enumerate(rows) if number not in titles]
    numbers, columns = numbers_of(columns_of(entries, names))
    columns = periods(with_units(scores(columns)))
    if not columns:
        return dress(join([title for title in titles.values() if title], "\n"))
    label, *rest = columns
    holes = len(rest) > 1 and any(not cell for column in rest for cell in column.cells)
    wide = len(names) - bool(numbers) > _NAMED_FROM
    named = any(column.name for column in rest) and (holes or wide)
    lines = list[FormattedText]()
    legend = bool(rest) and not named and all(column.name for column in rest)
    if legend:
        said = join([_lower(column.name) for column in rest], ", ")
        lines.append(dress((join([label.name, said], " — ") if label.name else said) + ":"))
    subjects = label.cells if legend else _subjects(label)
    entry = 0
    for number in range(len(rows)):
        if number in titles:
            title = dress(titles[number].slice(0, len(titles[number].text.rstrip(" .:"))) + ":")
            lines.append(FormattedText("\n") + title if lines else title)
            continue
        values = [(column.name, column.cells[entry]) for column in rest if column.cells[entry]]
        bullet = FormattedText(numbers[entry] if numbers else "•")
        lines.append(dress(join([bullet, _row(subjects[entry], values, named)], " ")))
        entry += 1
    return join(lines, "\n")


def _row(
    subject: FormattedText, values: list[tuple[FormattedText, FormattedText]], named: bool
) -> FormattedText:
    comma = "; " if any("," in value.text for _, value in values) else ", "
    told = join([join([_lower(name), value], " ") if named and name else value
                 for name, value in values], comma)  # fmt: skip
    colon = " — " in told.text or (named and any(name for name, _ in values))
    return join([piece for piece in (subject, told) if piece], ": " if colon else " — ")


def _subjects(label: Column) -> tuple[FormattedText, ...]:
    """What the rows are about; «Улица» and «Портовая», «Маршрут» and «14» belong together."""
    street = bool(_STREET.fullmatch(label.name.text))
    bare = bool(label.name) and " " not in label.name.text and label.all(_BARE)
    return tuple(
        join([label.name, cell], " ")
        if cell and (bare or (street and not _STREET_TYPE.search(cell.text)))
        else cell
        for cell in label.cells
    )


def _rows(table: Table) -> tuple[list[list[FormattedText]], list[FormattedText]]:
    """The rows that say something, equally wide, and the names of the columns."""
    width = max(map(len, table.rows), default=0)
    rows = [[_cell(cell) for cell in row] + [EMPTY] * (width - len(row)) for row in table.rows]
    rows = [row for row in rows if any(row)]
    if not table.header or len(rows) < 2:
        return rows, [EMPTY] * width
    names = [without(cell, "bold", "italic") for cell in rows[0]]
    return rows[1:], [name.slice(0, len(name.text.rstrip(" :"))) for name in names]


def _is_title(row: list[FormattedText]) -> bool:
    """A cell over all columns: the heading of the rows below it."""
    return len(row) > 1 and bool(row[0]) and not any(row[1:])


def _cell(cell: FormattedText) -> FormattedText:
    one = substitute(_BREAK, " ", cell.strip())
    return EMPTY if one.text in _NOTHING else one


def _lower(name: FormattedText) -> FormattedText:
    """A name of a column inside a line: «Начало» → «начало», «ФИО» as it is."""
    first, second = name.text[:1], name.text[1:2]
    if not first.isupper() or not second.islower():
        return name
    return FormattedText(first.lower() + name.text[1:], name.entities)

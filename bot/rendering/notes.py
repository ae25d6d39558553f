"""The lines by which a published post tells of its corrections and of the story's next part.

All that a post says in words of the bot's own stands here and in `lines`: Russian, the language
of the house.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo

from babel.dates import format_date

from bot.domain.channel import HouseStyle
from bot.domain.correction import Correction, Sequel
from bot.domain.post import Part, Post
from bot.domain.text import Entity, FormattedText, join, utf16_len, wrap
from bot.rendering.canonical import canonical
from bot.rendering.lines import footer
from bot.rendering.typography import typeset

FACT = "Исправлено"
ADDITION = "Дополнено"
SEQUEL = "Продолжение: "
WITHDRAWN = "Новость отозвана."  # where there is no room for the editor's words


@dataclass(frozen=True, slots=True)
class Notes:
    """What a post says of its own history, and when it was `published` (UTC).

    The day of a correction is told unless it is the day of publication in `zone`.
    """

    corrections: tuple[Correction, ...] = ()
    sequel: Sequel | None = None
    zone: tzinfo = UTC
    published: datetime | None = None

    @property
    def withdrawal(self) -> Correction | None:
        """The correction that took the post back, if one did."""
        found = [each for each in self.corrections if each.kind == "withdrawn"]
        return found[-1] if found else None


def note_lines(notes: Notes) -> tuple[FormattedText, ...]:
    """The lines that stand between the body and what follows it."""
    return tuple(_lines(notes))


def _lines(notes: Notes) -> Iterator[FormattedText]:
    for each in notes.corrections:
        if each.kind in {"fact", "addition"}:
            verb = FACT if each.kind == "fact" else ADDITION
            said = typeset(FormattedText(f"{verb} {_moment(each.at, notes)}: {each.text}"))
            yield wrap(said, "italic")
    if notes.sequel:
        yield _sequel(notes.sequel)


def _moment(at: datetime, notes: Notes) -> str:
    """«14:05», «25 ноября в 14:05», «3 января 2027 года в 14:05»."""
    local = at.astimezone(notes.zone)
    published = notes.published.astimezone(notes.zone) if notes.published else None
    if published and published.date() == local.date():
        return f"{local:%H:%M}"
    day = format_date(local, "d MMMM", locale="ru")
    year = f" {local.year} года" if published and published.year != local.year else ""
    return f"{day}{year} в {local:%H:%M}"


def _sequel(sequel: Sequel) -> FormattedText:
    title = typeset(FormattedText(" ".join(sequel.title.split())))
    if not title:
        return FormattedText(SEQUEL + sequel.link)
    link = Entity("text_link", 0, utf16_len(title.text), url=sequel.link)
    return FormattedText(SEQUEL) + FormattedText(title.text, (link,))


def withdrawn(post: Post, withdrawal: Correction, style: HouseStyle) -> Post:
    """The post with the editor's note in the place of all that it said.

    It keeps its messages and their files, so that each can be edited where Telegram does not let
    it be deleted; the buttons go.
    """
    foot = footer(style) if "footer" in style.elements else FormattedText()
    note = typeset(FormattedText(withdrawal.text))
    said = canonical(join([line for line in (note, foot) if line], "\n\n"))
    first = next((n for n, part in enumerate(post.parts) if part.text), 0)
    parts = tuple(
        _silenced(part, said if number == first else FormattedText(WITHDRAWN))
        if part.text or number == first
        else part
        for number, part in enumerate(post.parts)
    )
    return replace(post, parts=parts, buttons=())


def _silenced(part: Part, said: FormattedText) -> Part:
    return Part("text", said) if part.kind == "rich" else replace(part, text=said)

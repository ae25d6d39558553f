"""Answers to a reader's search. The words stand in bold at the head: pages are turned by them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from aiogram.types import InaccessibleMessage, Message
from aiogram.utils.formatting import Bold, Text, TextLink, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat.moments import date_text
from bot.chat.texts.cuts import short
from bot.domain.text import utf16_len
from bot.planning.periods import Period
from bot.services.finding import Found, FoundPage
from bot.telegram.entities import to_telegram

SIGN = "🔎 "
DESCRIPTION = 120  # characters
EXCERPT, CAPTION = 600, 300  # characters of a post that is sent on; it invites to read the rest
OFFSET = 3  # of the words, in UTF-16 units


def found(words: str, page: FoundPage, now: datetime) -> Text:
    """A page of answers; or a way on."""
    if page.trouble is not None:
        return Text(_trouble(page))
    head = [Text(SIGN, Bold(words), f" · {page.rubric}" if page.rubric else "")]
    if not page.found:
        return as_list(*head, "", _("Nothing found. Try other words or fewer of them: one is "
                                    "enough. The latest news: /latest"))  # fmt: skip
    head += [Text(note) for note in _notes(page, now)]
    return as_list(as_list(*head), *(_answer(each, now) for each in page.found), sep="\n\n")


def description(each: Found) -> str:
    """The second line of what is offered to be shared."""
    return short(each.snippet.text, DESCRIPTION)


def shared(each: Found, *, caption: bool = False) -> Text:
    """A post as a reader sends it on: its beginning, and the way to the whole in the channel."""
    body = each.text.partition("\n")[2].strip() if each.title else ""
    link = each.link
    way = _("Read in «{channel}»").format(channel=each.channel.title)
    lines: list[Text] = [Bold(each.title)] if each.title else []
    if body:
        lines.append(Text(short(body, CAPTION if caption else EXCERPT)))
    lines.append(TextLink(way, url=link) if link else Text(way))
    return as_list(*lines, sep="\n\n")


def how_to_search() -> str:
    """What can be looked for."""
    return _(
        "What shall I look for? Write it just so: «water supply», «bridge in October», "
        "«#Sport», «school from 1 to 5 November», or words in quotes that stand together."
    )


def words_of(message: Message | InaccessibleMessage | None) -> str | None:
    """The words that a page of answers is about; None where Telegram no longer knows the page."""
    if not isinstance(message, Message) or not message.text:
        return None
    head = message.text.split("\n", 1)[0]
    bold = [each for each in message.entities or () if each.type == "bold"]
    # Where a rubric or a link stands among the words, Telegram makes several entities of one.
    ends = [each.offset + each.length for each in bold if each.offset < utf16_len(head)]
    if not ends or not head.startswith(SIGN):
        return None
    return head.encode("utf-16-le")[OFFSET * 2 : max(ends) * 2].decode("utf-16-le", "ignore")


def _trouble(page: FoundPage) -> str:
    if page.trouble == "long":
        return _("That is too long for a search: name two or three words.")
    if page.trouble == "short":
        return _("One letter is too little: write at least one whole word.")
    if page.trouble == "small":
        return _("These words are in every post. Add one that says what it is about.")
    return how_to_search()


def _notes(page: FoundPage, now: datetime) -> Iterator[str]:
    if page.instead is not None:
        yield _("Nothing by these words; I looked for «{words}».").format(words=page.instead)
    if page.loosened == "period":
        yield _("Nothing from that time; this is from all the years.")
    if page.loosened == "words":
        yield _("Nothing with all the words; this has most of them.")
    count = ngettext("{n} post found", "{n} posts found", page.total).format(n=page.total)
    if page.more:
        count = _("More than {n} posts; the newest are here").format(n=page.total)
    period = _period(page.period, now.astimezone(page.found[0].channel.zone).date())
    yield f"{count} · {period}" if period else count


def _period(period: Period | None, today: date) -> str:
    """«1 – 31 октября», told by both ends."""
    if period is None:
        return ""
    since = date_text(period.since, today) if period.since else ""
    last = period.until - timedelta(days=1) if period.until else None
    if last is None or last == period.since:
        return since if last else _("since {day}").format(day=since)
    until = date_text(last, today)
    return f"{since} – {until}" if since else _("until {day}").format(day=until)


def _answer(each: Found, now: datetime) -> Text:
    zone = each.channel.zone
    day = date_text(each.at.astimezone(zone).date(), now.astimezone(zone).date())
    title = each.title or _("Open in the channel")
    shown = TextLink(title, url=each.link) if each.link else Text(title)
    lines = [Text(shown), Text(day)]
    if each.snippet:
        lines.append(Text.from_entities(each.snippet.text, to_telegram(each.snippet)))
    return as_list(*lines)

"""A reader's subscription in words."""

from __future__ import annotations

from datetime import datetime

from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _

from bot.chat.zones import city
from bot.domain.following import Interest, InterestKind, Subscription
from bot.parsing.interests import district, rubric
from bot.planning.digests import WEEKLY_HOUR
from bot.services.following import Wanted


def interest_name(interest: Interest, wanted: Wanted) -> str:
    """As the channel or the reader writes it."""
    if interest.kind is InterestKind.RUBRIC:
        return next((tag for tag in wanted.rubrics if rubric(tag) == interest), interest.text)
    if interest.kind is InterestKind.DISTRICT:
        return next((n for n in wanted.districts if district(n) == interest), interest.text)
    return interest.text


def panel(wanted: Wanted, now: datetime) -> Text:
    """What is followed, and how it is told."""
    known = wanted.subscription
    if known is None or known.idle:
        first = _("🔔 What shall I write to you about?")
        how = _("Choose rubrics or write words, for example «water outage»: I write as soon as "
                "such news is out.")  # fmt: skip
        return as_list(Bold(first), how)
    lines = [
        Bold(_("🔔 Your subscription")),
        Text(_("About: {what}").format(what=_what(known, wanted))),
        Text(_how(known)),
        Text(_("Your time: {zone}, now {time}").format(
            zone=city(known.zone), time=f"{now.astimezone(known.tz):%H:%M}"
        )),
    ]  # fmt: skip
    if known.weekly:
        lines.append(
            Text(_("Best of the week: Sundays at {time}").format(time=f"{WEEKLY_HOUR:%H:%M}"))
        )
    return as_list(*lines)


def page(name: str) -> str:
    """Above rubrics, districts or words."""
    return {
        "rubrics": _("Press the rubrics that you want to follow:"),
        "districts": _("Press the districts that you want to follow:"),
        "words": _("I look for these words in every form. A press takes one away."),
        "no_words": _("I look for your words in every piece of news, in all their forms."),
        "zones": _("Where are you? Choose your time:"),
    }[name]


def question(what: str) -> str:
    """What is asked of a reader."""
    return {
        "words": _("Write what to look for, with commas: «water outage, Lenin street, flu»."),
        "hours": _("At what hours shall the digest come? For example: 8:00 19:00"),
        "quiet": _("When shall I be silent? For example: 23:00-7:00, or «-» for never."),
        "zone": _("Write a big city of your time zone, for example Irkutsk."),
    }[what]


def left() -> str:
    """Said to those who leave."""
    return _("You have unsubscribed. I send nothing more.")


def _what(known: Subscription, wanted: Wanted) -> str:
    if known.everything:
        return _("all news")
    names = [
        f"«{each.text}»" if each.kind is InterestKind.WORDS else interest_name(each, wanted)
        for each in sorted(known.interests)
    ]
    return ", ".join(names) or _("nothing but the best of the week")


def _how(known: Subscription) -> str:
    if known.digest:
        hours = ", ".join(f"{hour:%H:%M}" for hour in known.hours)
        return _("How: a digest at {hours}").format(hours=hours)
    if known.quiet:
        return _("How: at once; what comes in the quiet hours {quiet}, in one message "
                 "after them").format(quiet=known.quiet.replace("-", "–"))  # fmt: skip
    return _("How: at once, at any hour")

"""Broadcasts in words for the desk."""

from __future__ import annotations

from datetime import timedelta

from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext
from aiogram.utils.i18n.context import get_i18n
from babel.dates import format_timedelta

from bot.domain.bulletins import BulletinKind, Fate, Progress, Sending, time_for
from bot.services.alerts import Audience, Estimate

BAR = 10  # signs


def question(estimate: Estimate) -> Text:
    """The dry run: to whom it would go, and how long that takes."""
    lines = [
        Bold(_("Alert the subscribers?")),
        Text(f"«{estimate.title}»"),
        Text(_("All: {audience}").format(audience=_audience(estimate.everybody))),
        Text(_("Who follow this: {audience}").format(audience=_audience(estimate.fitting))),
        Text(_("Who has this news already gets no second message.")),
    ]
    return as_list(*lines)


def progress(number: int, found: Progress) -> Text:
    """How a broadcast stands."""
    done = found.total - found.left
    share = done * BAR // found.total if found.total else BAR
    counts, lines = found.counts, list[Text]()
    head = {
        BulletinKind.ALERT: _("Alert"),
        BulletinKind.NEWS: _("News"),
        BulletinKind.DIGEST: _("Digest"),
        BulletinKind.WEEKLY: _("Best of the week"),
    }[found.kind]
    title = f" «{found.title}»" if found.title else ""
    lines.append(Text(Bold(f"📣 {head} № {number}"), title))
    lines.append(Text("▓" * share + "░" * (BAR - share)))
    lines.append(
        Text(_("{done} of {total} · {state}").format(
            done=done, total=found.total, state=_state(found)
        ))
    )  # fmt: skip
    told = (
        (Fate.BLOCKED, _("blocked the bot: {n}")),
        (Fate.UNKNOWN, _("no answer, not sent again: {n}")),
        (Fate.FAILED, _("refused: {n}")),
        (Fate.DROPPED, _("taken back: {n}")),
    )
    lines += [Text(words.format(n=counts[fate])) for fate, words in told if counts.get(fate)]
    if found.again:
        lines.append(Text(_("no answer, sent again: {n}").format(n=found.again)))
    return as_list(*lines)


def _state(found: Progress) -> str:
    if found.state is Sending.PAUSED:
        return _("paused")
    if found.state is Sending.STOPPED:
        return _("stopped")
    if found.state is Sending.DONE or not found.left:
        return _("done")
    waiting = found.left - found.resting
    if not waiting:
        return ngettext(
            "{n} gets it after the quiet hours", "{n} get it after the quiet hours", found.resting
        ).format(n=found.resting)
    return _("{time} left").format(time=_length(time_for(waiting)))


def _audience(audience: Audience) -> str:
    count = ngettext("{n} reader", "{n} readers", audience.count).format(n=audience.count)
    if not audience.count:
        return count
    words = [count, _("about {time}").format(time=_length(audience.takes))]
    if audience.resting:
        words.append(_("{n} of them after their quiet hours").format(n=audience.resting))
    return ", ".join(words)


def _length(length: timedelta) -> str:
    """«11 секунд», «6 минут»."""
    return format_timedelta(
        max(length, timedelta(seconds=1)), threshold=1.5, locale=get_i18n().current_locale
    )

"""What a stop of a channel holds, and how it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat.texts.cuts import short
from bot.chat.texts.lists import line_label, paused
from bot.services.stopping import Resumption, Stopped

LABEL = 60  # characters of a post's number and title
SHOWN = 20  # posts of a channel


def stopped(stops: Sequence[Stopped], now: datetime) -> Text:
    """That the channels are stopped, and what was due in that time."""
    blocks = list[Text]()
    for stop in stops:
        channel = stop.channel
        lines: list[Text] = [Bold(channel.title), Text(paused(channel, now))]
        if stop.total:
            lines.append(Text(ngettext(
                "{n} post was due in that time:", "{n} posts were due in that time:", stop.total
            ).format(n=stop.total)))  # fmt: skip
        else:
            lines.append(Text(_("Nothing was due in that time.")))
        for line in stop.due:
            if line.due_at is not None:
                label = short(line_label(line.title, line.id), LABEL)
                lines.append(Text(f"{_when(line.due_at, now, channel.zone)}  {label}"))
        lines += _more(stop.total - len(stop.due))
        blocks.append(as_list(*lines))
    return as_list(*blocks, sep="\n\n")


def resumption(planned: Sequence[Resumption], now: datetime) -> Text:
    """The new plan, before it takes effect."""
    blocks: list[Text] = [Bold(_("Go on publishing? The new plan:"))]
    blocks += _plans(planned, now)
    blocks.append(Text(_("All other posts keep their times.")))
    return as_list(*blocks, sep="\n\n")


def resumed(planned: Sequence[Resumption], now: datetime) -> Text:
    """That the channels go on, and what went where."""
    going = _("▶️ Publishing goes on. What is planned: /queue")
    moved = [each for each in planned if each.moves or each.at_once]
    return as_list(Text(going), *_plans(moved, now), sep="\n\n")


def _plans(planned: Sequence[Resumption], now: datetime) -> list[Text]:
    blocks = list[Text]()
    for each in planned:
        zone = each.channel.zone
        lines: list[Text] = [Bold(each.channel.title)]
        lines += [
            Text(_("at once"), f"  ⚡ {short(line_label(line.title, line.id), LABEL)}")
            for line in each.at_once
        ]
        for move in each.moves[:SHOWN]:
            label = short(line_label(move.title, move.number), LABEL)
            was = _when(move.before, now, zone)
            to = _when(move.after, now, zone)
            lines.append(Text(f"{to}  {label} ", _("(was {time})").format(time=was)))
        lines += _more(len(each.moves) - SHOWN)
        if not each.moves and not each.at_once:
            lines.append(Text(_("nothing was held back")))
        blocks.append(as_list(*lines))
    return blocks


def _more(left: int) -> list[Text]:
    if left <= 0:
        return []
    return [Text(ngettext("and {n} more", "and {n} more", left).format(n=left))]


def _when(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """«18:00» today, «25.11 09:00» on another day."""
    local = at.astimezone(zone)
    if local.date() == now.astimezone(zone).date():
        return f"{local:%H:%M}"
    return f"{local:%d.%m %H:%M}"

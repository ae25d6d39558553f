"""The duty sheet in words."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat.moments import moment_text
from bot.chat.texts.cuts import short
from bot.chat.texts.lists import line_label, paused
from bot.chat.texts.plan import why
from bot.chat.texts.problems import problem
from bot.services.duty import DutySheet
from bot.services.simulation import Waiting, Why

LABEL = 60  # characters of a post's number and title
MOST = 15  # lines of a section


def duty(sheet: DutySheet) -> Text:
    """The sheet; times are counted from its own day, so that it changes only with its facts."""
    zone, start = sheet.channel.zone, sheet.turn.at
    head = _("📋 Duty sheet of {channel}").format(channel=sheet.title)
    blocks: list[Text] = [as_list(Bold(head), moment_text(start, start, zone))]
    if sheet.stop[0]:
        blocks.append(Text(paused(sheet.channel, start)))
    going = [
        f"✅ {_clock(line.sent_at, start, zone)}  {short(line_label(line.title, line.id), LABEL)}"
        for line in sheet.out
        if line.sent_at
    ]
    going += [
        f"{_clock(each.at, start, zone)}  {'⚡ ' if each.urgent else ''}"
        + short(line_label(each.title, each.number), LABEL)
        for each in sheet.ahead
    ]
    blocks.append(_section(_("Goes out"), going or [_("nothing")]))
    if sheet.free:
        times = ", ".join(_clock(slot, start, zone) for slot in sheet.free[:MOST])
        blocks.append(Text(_("Free slots: {times}").format(times=times)))
    if sheet.dry is not None:
        moment = moment_text(sheet.dry, start, zone)
        blocks.append(Text(_("⚠️ The queue runs dry: {moment}.").format(moment=moment)))
    if sheet.approvals:
        lines = [short(line_label(each.title, each.number), LABEL) for each in sheet.approvals]
        blocks.append(_section(_("Wait for approval"), lines))
    if sheet.troubles:
        lines = [_trouble(each, start, zone) for each in sheet.troubles]
        blocks.append(_section(_("Does not go out"), lines))
    if sheet.drafts:
        count = ngettext("{n} draft", "{n} drafts", sheet.drafts).format(n=sheet.drafts)
        blocks.append(Text(f"{count}: /drafts"))
    return as_list(*blocks, sep="\n\n")


def _section(title: str, lines: list[str]) -> Text:
    shown: list[Text | str] = [Bold(title), *lines[:MOST]]
    if (left := len(lines) - MOST) > 0:
        shown.append(ngettext("and {n} more", "and {n} more", left).format(n=left))
    return as_list(*shown)


def _trouble(each: Waiting, start: datetime, zone: ZoneInfo) -> str:
    label = short(line_label(each.title, each.number), LABEL)
    reason = problem(each.error) if each.why is Why.FAILED else why(each, start, zone)
    return f"{label} — {reason}"


def _clock(at: datetime, start: datetime, zone: ZoneInfo) -> str:
    """«18:00» on the sheet's day, «25.11 09:00» on another."""
    local = at.astimezone(zone)
    same = local.date() == start.astimezone(zone).date()
    return f"{local:%H:%M}" if same else f"{local:%d.%m %H:%M}"

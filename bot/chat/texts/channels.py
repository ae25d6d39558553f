"""The channels of the desk, and what the bot may do in one."""

from __future__ import annotations

from datetime import datetime

from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat.texts.lists import line_label, paused
from bot.chat.zones import city
from bot.domain.channel import Channel
from bot.domain.rights import NEEDED, ChannelRights, Right, Standing
from bot.services.adding import Seen, Waiting


def right_name(right: Right) -> str:
    """What the bot may do, as Telegram's apps call it."""
    return {
        "post": _("post messages"),
        "edit": _("edit messages of others"),
        "delete": _("delete messages of others"),
        "pin": _("pin messages"),
        "invite": _("invite people"),
        "topics": _("manage topics"),
    }[right]


def name(channel: Channel) -> str:
    """Title and @name."""
    return f"{channel.title} (@{channel.username})" if channel.username else channel.title


def overview(channels: list[Seen], now: datetime) -> Text:
    """Every channel with its state."""
    blocks = [
        as_list(Bold(name(seen.channel)), *map(Text, _state(seen.channel, seen.rights, now)))
        for seen in channels
        if seen.channel
    ]
    return as_list(Bold(_("Channels")), *blocks, sep="\n\n")


def one(channel: Channel, rights: ChannelRights, waiting: int, now: datetime) -> Text:
    """One channel: rights one by one, state, what is queued."""
    queued = ngettext("{n} post in the queue", "{n} posts in the queue", waiting).format(n=waiting)
    return as_list(
        Bold(name(channel)),
        *map(Text, _state(channel, rights, now)),
        Text(queued),
        rights_lines(rights),
    )


def rights_lines(rights: ChannelRights) -> Text:
    """Each right that a newsroom needs, and what to do where one is missing."""
    if rights.standing is Standing.UNKNOWN:
        return Text(_("❔ Telegram does not answer, so the rights are unknown. Try again later."))
    if rights.standing is not Standing.ADMINISTRATOR:
        return Text("❌ ", absence(rights.standing))
    lines = [
        Text("✅ " if right in rights.rights else "❌ ", right_name(right)) for right in _asked()
    ]
    missing = [right_name(right) for right in _asked() if right not in rights.rights]
    if missing:
        advice = _(
            "Switch on in the channel under «Administrators», this bot: {rights}. "
            "Then check again."
        )
        lines.append(Text(advice.format(rights=", ".join(missing))))
    return as_list(*lines)


def absence(standing: Standing) -> str:
    """Why the bot is no administrator, and what to do."""
    return {
        Standing.MEMBER: _("The bot is there without rights. Make it an administrator."),
        Standing.ABSENT: _("The bot is not in the channel. Add it there as an administrator."),
        Standing.KICKED: _(
            "The bot was removed from the channel. Add it there as an administrator."
        ),
    }.get(standing, _("The bot does not see the channel. Add it there as an administrator."))


def to_remove(channel: Channel, waiting: Waiting) -> Text:
    """The question before a channel goes, with what will not go out."""
    question = _("Take {channel} from the desk? The bot publishes nothing there any more.")
    lines = [Text(question.format(channel=channel.title))]
    if waiting.total:
        count = ngettext(
            "{n} post will not go out:", "{n} posts will not go out:", waiting.total
        ).format(n=waiting.total)
        lines += [Text(count), *(Text(line_label(line.title, line.id)) for line in waiting.lines)]
        if waiting.total > len(waiting.lines):
            lines.append(Text("…"))
    return as_list(*lines)


def _asked() -> tuple[Right, ...]:
    # A channel has no right to pin of its own: who edits may pin.
    return tuple(right for right in NEEDED if right != "pin")


def _state(channel: Channel, rights: ChannelRights, now: datetime) -> list[str]:
    lines = []
    if channel.lost is not None:
        lines.append(_("⛔ The bot can't publish there: everything waits."))
    elif rights.missing(_asked()) and rights.standing is not Standing.UNKNOWN:
        lines.append(_("⚠️ Some rights are missing."))
    if channel.stopped(now):
        lines.append(paused(channel, now))
    if not lines:
        lines.append(_("✅ At work."))
    here = f"{now.astimezone(channel.zone):%H:%M}"
    lines.append(
        _("Zone: {zone}, it is {time} there").format(zone=city(channel.timezone), time=here)
    )
    return lines

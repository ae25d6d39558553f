"""The log, to be read on a phone."""

from __future__ import annotations

from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _

from bot.chat.texts.acts import act_name, change
from bot.chat.texts.cuts import short
from bot.domain.chain import Entry
from bot.domain.channel import Channel
from bot.services.journal import LogPage

NAME = 30  # characters of a person's name that are shown


def log(page: LogPage, channel: Channel, *, all_channels: bool) -> Text:
    """A page of acts, the newest first; times are of the entry's own channel."""
    if not page.entries:
        return Text(_("Nothing was done yet."))
    title = _("Log") if all_channels else _("Log of {channel}").format(channel=channel.title)
    several = all_channels and len(page.channels) > 1
    lines = [_line(entry, page, channel, several=several) for entry in page.entries]
    return as_list(Bold(title), *lines, sep="\n\n")


def _line(entry: Entry, page: LogPage, usual: Channel, *, several: bool) -> Text:
    channel = page.channels.get(entry.channel_id or 0, usual)
    at = f"{entry.at.astimezone(channel.zone):%d.%m %H:%M}"
    who = short(actor(entry.actor_id, page.names), NAME)
    where = f" · {channel.title}" if several and entry.channel_id else ""
    number = f"№ {entry.post_id}: " if entry.post_id else ""
    what = act_name(entry.act, of_post=entry.post_id is not None)
    values = change(entry, channel.zone)
    return Text(f"{at} · ", Bold(who), where, f"\n{number}{what}{f': {values}' if values else ''}")


def actor(number: int, names: dict[int, str]) -> str:
    """Who acted; 0 is the bot itself."""
    return names.get(number) or (_("the bot") if number == 0 else str(number))

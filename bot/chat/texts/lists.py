"""Lines of lists, and that a channel stands still."""

from __future__ import annotations

from datetime import datetime

from aiogram.utils.i18n import gettext as _

from bot.chat.moments import moment_text
from bot.domain.channel import Channel


def line_label(title: str, post_id: int) -> str:
    """A post in a list."""
    shown = title or _("no headline")
    return f"№ {post_id} · {shown}"


def paused(channel: Channel, now: datetime) -> str:
    """That the channel is paused, and how to go on."""
    if channel.calm:
        if channel.paused_until is None:
            return _("🕯 Mourning: only urgent posts go out until /resume.")
        until = moment_text(channel.paused_until, now, channel.zone)
        return _("🕯 Mourning until {moment}: only urgent posts go out. Sooner: /resume.").format(
            moment=until
        )
    if channel.paused_until is None:
        return _("⏸ Paused. Nothing goes out until /resume.")
    until = moment_text(channel.paused_until, now, channel.zone)
    return _("⏸ Paused until {moment}. Sooner: /resume.").format(moment=until)

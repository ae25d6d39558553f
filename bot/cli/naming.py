"""What an operator calls a channel."""

from __future__ import annotations

from bot.domain.channel import Channel


def is_called(channel: Channel, name: str) -> bool:
    """Whether `name` is the channel's number, @name or title."""
    names = {str(channel.chat_id), channel.title.lower(), f"@{channel.username or ''}".lower()}
    return name.lower() in names

"""What stands between a post and its readers, and can be asked about."""

from __future__ import annotations

from bot.domain.errors import StateError


class Obstacle(StateError):
    """The post can't have this time yet; the chat offers a way on."""

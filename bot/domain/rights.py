"""What the bot may do in a chat."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Right = Literal["post", "edit", "delete", "pin", "invite", "topics"]

# What a newsroom needs of the bot in its channel.
NEEDED: tuple[Right, ...] = ("post", "edit", "delete", "pin")


class Standing(enum.StrEnum):
    """What the bot is in a chat."""

    ADMINISTRATOR = "administrator"
    MEMBER = "member"  # without any right
    ABSENT = "absent"  # it never was there, or left
    KICKED = "kicked"  # it was removed and can't come back by itself
    NOT_FOUND = "not_found"  # there is no such chat, or the bot can't see it
    UNKNOWN = "unknown"  # Telegram did not answer; ask again later


@dataclass(frozen=True, slots=True)
class ChannelRights:
    """A channel or group as the bot finds it.

    `reason` is what went wrong where Telegram did not tell all; `chat_id` is None where it told
    nothing.
    """

    standing: Standing
    rights: frozenset[Right] = frozenset()
    chat_id: int | None = None
    kind: str = ""  # Telegram's word: channel, supergroup, group, private
    title: str = ""
    username: str | None = None
    linked_chat_id: int | None = None  # a channel's discussion group, or a group's channel
    is_forum: bool = False  # a group with topics
    reason: str = ""

    def missing(self, needed: Iterable[Right] = NEEDED) -> tuple[Right, ...]:
        """Those of the needed rights that the bot has not, in their order."""
        return tuple(right for right in needed if right not in self.rights)

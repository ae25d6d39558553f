"""Where the desk talks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A chat with the bot, or a topic of an editors' group."""

    chat_id: int
    thread_id: int | None = None

    @property
    def private(self) -> bool:
        """Whether it is one person's chat; groups have negative numbers (bot-api.md §2)."""
        return self.chat_id > 0

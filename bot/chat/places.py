"""Where messages stand: a chat, a topic in it, and the message."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.types import InaccessibleMessage, Message


@dataclass(frozen=True, slots=True)
class Place:
    """Where to send: a chat and, where it has topics, the topic (`message_thread_id`)."""

    chat_id: int
    thread_id: int | None = None

    @property
    def private(self) -> bool:
        """Whether it is a chat with one person; only those have positive numbers."""
        return self.chat_id > 0

    @classmethod
    def of(cls, message: Message | InaccessibleMessage) -> Place:
        """Where the message stands; a thread of replies outside of topics is no place."""
        if isinstance(message, Message) and message.is_topic_message:
            return cls(message.chat.id, message.message_thread_id)
        return cls(message.chat.id)


@dataclass(frozen=True, slots=True)
class Spot:
    """A message of the bot, and where it stands."""

    place: Place
    message_id: int

    @classmethod
    def of(cls, message: Message | InaccessibleMessage) -> Spot:
        """The spot of the message."""
        return cls(Place.of(message), message.message_id)

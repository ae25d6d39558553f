"""Where messages stand: a chat, a topic in it, and the message."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.types import InaccessibleMessage, Message

from bot.domain.desk import Place


def place_of(message: Message | InaccessibleMessage) -> Place:
    """Where the message stands; a thread of replies outside of topics is no place."""
    if isinstance(message, Message) and message.is_topic_message:
        return Place(message.chat.id, message.message_thread_id)
    return Place(message.chat.id)


@dataclass(frozen=True, slots=True)
class Spot:
    """A message of the bot, and where it stands."""

    place: Place
    message_id: int

    @classmethod
    def of(cls, message: Message | InaccessibleMessage) -> Spot:
        """The spot of the message."""
        return cls(place_of(message), message.message_id)

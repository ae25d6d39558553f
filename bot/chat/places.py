"""Where a message was sent, and its answer goes to."""

from __future__ import annotations

from aiogram.types import Message

from bot.domain.desk import Place


def place_of(message: Message) -> Place:
    """The chat of a message, and its topic in a group that has topics."""
    thread = message.message_thread_id if message.is_topic_message else None
    return Place(message.chat.id, thread)

"""Reactions: what people leave under messages, and what the bots of the chat hear of it.

Bot API: a channel's are anonymous, so that an administrator gets only their counts, in batches and
with a delay; a group's come one by one. Both only to who names them in allowed_updates.
"""

import asyncio
from collections import Counter
from collections.abc import Callable

from bot.sandbox.chats import Chat
from bot.sandbox.delivery import Delivery
from bot.sandbox.directory import Directory
from bot.sandbox.errors import PersonError
from bot.sandbox.finding import Finding
from bot.sandbox.messages import Record
from bot.sandbox.shapes import Json

# What a chat allows that restricts nothing; the first ones are on the page.
EMOJI = ("👍", "❤", "🔥", "👏", "😁", "🤔", "😢", "👎", "🎉", "🙏", "🤯", "😱", "🤬", "💯")


class Reactions:
    """One reaction of a person to a message, as without Premium."""

    def __init__(
        self,
        finding: Finding,
        directory: Directory,
        delivery: Delivery,
        clock: Callable[[], float],
    ) -> None:
        self._finding = finding
        self._directory = directory
        self._delivery = delivery
        self._clock = clock
        self._late: dict[tuple[str, int], Chat] = {}
        self._alarm: asyncio.TimerHandle | None = None
        self.delay = 3.0
        """Real seconds until counts are told; Telegram takes up to some minutes."""

    def react(self, user_id: int, chat_id: int, message_id: int, emoji: str) -> Json:
        """A person leaves a reaction, changes it, or with an empty one takes it back."""
        chat = self._finding.visible(user_id, chat_id)
        record = self._finding.record(chat, message_id)
        if record.service:
            raise PersonError("На это сообщение не реагируют. Выберите другое.")
        if emoji and emoji not in EMOJI:
            raise PersonError("Такой реакции здесь нет. Выберите другую.")
        before = record.reactions.get(user_id, "")
        if before != emoji:
            record.reactions.pop(user_id, None)
            if emoji:
                record.reactions[user_id] = emoji
            self._directory.save_message(chat, record)
            self._tell(chat, record, user_id, before, emoji)
        self._delivery.reacted(chat, record)
        return {"ok": True}

    def tell(self) -> None:
        """Tell the counts that wait, without the delay."""
        self.close()
        late, self._late = self._late, {}
        for (_, message_id), chat in late.items():
            record = chat.messages.get(message_id)
            if record is not None:
                self._tell_counts(chat, record)

    def close(self) -> None:
        """Nothing rings any more."""
        if self._alarm:
            self._alarm.cancel()
        self._alarm = None

    def _tell(self, chat: Chat, record: Record, user_id: int, before: str, after: str) -> None:
        if chat.type == "channel":
            self._late[chat.key, record.id] = chat
            if self._alarm is None:
                self._alarm = asyncio.get_running_loop().call_later(self.delay, self.tell)
            return
        event = {
            **self._place(chat, record),
            "user": self._finding.user(user_id).shape,
            "old_reaction": [_type(before)] if before else [],
            "new_reaction": [_type(after)] if after else [],
        }
        for bot in self._delivery.bots_in(chat):
            if chat.bot_id or chat.member(bot.id).is_admin:
                self._delivery.told(bot, "message_reaction", event)

    def _tell_counts(self, chat: Chat, record: Record) -> None:
        counted = [
            {"type": _type(emoji), "total_count": count}
            for emoji, count in Counter(record.reactions.values()).most_common()
        ]
        event = {**self._place(chat, record), "reactions": counted}
        for bot in self._delivery.bots_in(chat):
            if chat.member(bot.id).is_admin:
                self._delivery.told(bot, "message_reaction_count", event)

    def _place(self, chat: Chat, record: Record) -> Json:
        shape = self._directory.chat_shape(chat)
        return {"chat": shape, "message_id": record.id, "date": int(self._clock())}


def _type(emoji: str) -> Json:
    return {"type": "emoji", "emoji": emoji}

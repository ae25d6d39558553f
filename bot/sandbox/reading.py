"""How far each person has read each chat, and by how many eyes a post was seen."""

from collections.abc import Iterable

from bot.sandbox.chats import Chat
from bot.sandbox.delivery import Delivery
from bot.sandbox.directory import Directory
from bot.sandbox.messages import Record
from bot.sandbox.storage import Storage


class Reading:
    """Kept for the page: unread counters and views."""

    def __init__(self, storage: Storage, directory: Directory, delivery: Delivery) -> None:
        self._storage = storage
        self._directory = directory
        self._delivery = delivery
        self._last = {key: int(saved) for key, saved in storage.load("read")}

    def last_read(self, user_id: int, chat: Chat, thread: int = 0) -> int:
        """The id of the newest message that the person has seen there, or in one topic there."""
        return self._last.get(_key(user_id, chat, thread), 0)

    def read(self, user_id: int, chat: Chat, records: Iterable[Record], thread: int = 0) -> None:
        """The person has these messages on the screen."""
        newest = self.last_read(user_id, chat, thread)
        before = newest
        viewed: dict[int, int] = {}
        with self._storage.atomic():
            for record in records:
                newest = max(newest, record.id)
                if chat.type == "channel" and user_id not in record.seen:
                    record.seen.add(user_id)
                    if not record.service:
                        viewed[record.id] = len(record.seen)
                    self._directory.save_message(chat, record)
            if newest > before:
                key = _key(user_id, chat, thread)
                self._last[key] = newest
                self._storage.put("read", key, newest)
        if viewed:
            self._delivery.viewed(chat, viewed)


def _key(user_id: int, chat: Chat, thread: int) -> str:
    return f"{user_id}@{chat.key}" + (f"#{thread}" if thread else "")

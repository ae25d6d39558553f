"""Who learns of what happens in a chat: the bots in it by updates, the page by live events."""

from collections.abc import Callable

from bot.sandbox import privacy, views
from bot.sandbox.accounts import Bot
from bot.sandbox.chats import Chat
from bot.sandbox.directory import Directory
from bot.sandbox.files import FileStore
from bot.sandbox.messages import Record
from bot.sandbox.shapes import Json
from bot.sandbox.storage import Storage
from bot.sandbox.stream import Hub
from bot.sandbox.updates import DAY, UpdateQueue


class Delivery:
    """The queues of all bots and the streams of all pages."""

    def __init__(
        self, storage: Storage, directory: Directory, files: FileStore, clock: Callable[[], float]
    ) -> None:
        self._storage = storage
        self._directory = directory
        self._files = files
        self._clock = clock
        self._queues: dict[int, UpdateQueue] = {}
        self.hub = Hub()

    def queue(self, bot: Bot) -> UpdateQueue:
        """The bot's queue of updates."""
        if bot.id not in self._queues:
            self._queues[bot.id] = UpdateQueue(bot, self._storage, self._clock)
        return self._queues[bot.id]

    def posted(self, chat: Chat, record: Record) -> None:
        """A new message; its own sender is not told, except of what happened (bot-api.md §4)."""
        kind = "channel_post" if chat.type == "channel" else "message"
        for bot in self.bots_in(chat, record):
            if privacy.hears(bot, chat, record):
                self._push(bot, kind, chat, record)
        self._show("message", chat, record)

    def edited(self, chat: Chat, record: Record, editor: int) -> None:
        """A changed message. Nobody tells a bot of edits to its own posts, not even by others."""
        kind = "edited_channel_post" if chat.type == "channel" else "edited_message"
        for bot in self.bots_in(chat):
            if bot.id != editor and privacy.hears(bot, chat, record):
                self._push(bot, kind, chat, record)
        self._show("edited", chat, record)

    def deleted(self, chat: Chat, message_ids: list[int]) -> None:
        """Messages are gone; bots are never told (bot-api.md §4)."""
        shape: Json = {"chat_id": chat.id, "message_ids": message_ids}
        self._publish("deleted", chat, lambda _: shape)

    def pinned(self, chat: Chat) -> None:
        """Another message, or none, is now the pinned one on top."""
        top = chat.messages.get(chat.pinned[-1]) if chat.pinned else None
        self._publish(
            "pinned",
            chat,
            lambda user_id: {
                "chat_id": chat.id,
                "message": top and views.for_person(self._files, chat, top, user_id),
                "pins": chat.pinned,
            },
        )

    def commented(self, chat: Chat, message_id: int, comments: Json) -> None:
        """A post of a channel is talked about more, or less."""
        shape: Json = {"chat_id": chat.id, "message_id": message_id, "comments": comments}
        self._publish("comments", chat, lambda _: shape)

    def reacted(self, chat: Chat, record: Record) -> None:
        """A message has other reactions; each person sees which one is their own."""

        def shape(user_id: int) -> Json:
            found = views.reactions(record, user_id)
            return {"chat_id": chat.id, "message_id": record.id, "reactions": found}

        self._publish("reactions", chat, shape)

    def acted(self, chat: Chat, action: str) -> None:
        """The bot is typing or the like."""
        shape: Json = {"chat_id": chat.id, "action": action}
        self._publish("action", chat, lambda _: shape)

    def viewed(self, chat: Chat, views: dict[int, int]) -> None:
        """Posts have been seen by more eyes: new counters by message id."""
        shape: Json = {"chat_id": chat.id, "views": views}
        self._publish("views", chat, lambda _: shape)

    def told(self, bot: Bot, kind: str, payload: Json, life: float = DAY) -> None:
        """An update that is no message, such as my_chat_member."""
        self.queue(bot).push(kind, payload, self._clock() + life)

    def everybody(self, event: str) -> None:
        """A live event without content: `commands` or `state`."""
        self.hub.publish(event, lambda _: {})

    def close(self) -> None:
        """The server stops: nobody waits any longer."""
        self.hub.close()
        for queue in self._queues.values():
            queue.release()

    def bots_in(self, chat: Chat, record: Record | None = None) -> list[Bot]:
        """The bots that may hear of it; whoever leaves by this very message is one of them."""
        if chat.bot_id:
            bot = self._directory.bot_by_id(chat.bot_id)
            return [bot] if bot else []
        # Who has just left hears of that, and of nothing more.
        left = record.body.get("left_chat_member", {}).get("id") if record else None
        return [
            bot
            for bot in self._directory.bots.values()
            if chat.member(bot.id).present or bot.id == left
        ]

    def _push(self, bot: Bot, kind: str, chat: Chat, record: Record) -> None:
        queue = self.queue(bot)
        if queue.wants(kind):
            expires = record.body["date"] + DAY
            queue.push(kind, views.for_bot(self._files, chat, record, bot), expires)

    def _show(self, event: str, chat: Chat, record: Record) -> None:
        self._publish(
            event,
            chat,
            lambda user_id: {
                "chat_id": chat.id,
                "message": views.for_person(self._files, chat, record, user_id),
            },
        )

    def _publish(self, event: str, chat: Chat, shape: Callable[[int], Json | None]) -> None:
        # Only the chats with the first bot are on the page.
        main = self._directory.main_bot
        if chat.bot_id and (main is None or main.id != chat.bot_id):
            return

        def seen(user_id: int) -> Json | None:
            return shape(user_id) if self._directory.sees(user_id, chat) else None

        self.hub.publish(event, seen)

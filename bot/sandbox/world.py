"""The whole local Telegram: everything that is in it, and what tests and the demo may do."""

import time
from collections.abc import Callable
from pathlib import Path

from bot.sandbox import media, views
from bot.sandbox.accounts import Bot, User
from bot.sandbox.callbacks import Callbacks
from bot.sandbox.chats import Chat
from bot.sandbox.commands import CommandMenus
from bot.sandbox.delivery import Delivery
from bot.sandbox.directory import Directory
from bot.sandbox.faults import Faults
from bot.sandbox.files import FileStore, Upload
from bot.sandbox.finding import Finding
from bot.sandbox.people import People
from bot.sandbox.posting import Posting
from bot.sandbox.reading import Reading
from bot.sandbox.shapes import Json
from bot.sandbox.standing import Standing
from bot.sandbox.storage import Storage

_CALLS_KEPT = 2000


class World:
    """Plain synchronous methods; the parts are public for the server's own modules."""

    def __init__(self, path: Path | None = None, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self.storage = Storage(path)
        self.directory = Directory(self.storage)
        self.fresh = not self.directory.users and not self.directory.bots
        self.files = FileStore(self.storage)
        self.callbacks = Callbacks(self.storage, clock)
        self.commands = CommandMenus(self.storage)
        self.delivery = Delivery(self.storage, self.directory, self.files, clock)
        self.posting = Posting(self.directory, self.delivery, clock)
        self.reading = Reading(self.storage, self.directory, self.delivery)
        self.finding = Finding(self.directory)
        self.people = People(
            self.finding,
            self.directory,
            self.files,
            self.posting,
            self.delivery,
            self.callbacks,
        )
        self.standing = Standing(self.finding, self.directory, self.delivery, clock)
        self.on_accept: Faults = Faults()
        self.calls: list[tuple[str, dict[str, str]]] = []

    # Filling it

    def add_bot(self, token: str, username: str, first_name: str) -> Bot:
        """A bot with this token; one that exists keeps its settings."""
        known = self.directory.bots.get(token)
        user = User(int(token.split(":")[0]), first_name, username=username, is_bot=True)
        bot = known or Bot(token, user)
        bot.user = user
        self.directory.save_bot(bot)
        self.delivery.everybody("state")
        return bot

    def add_user(
        self,
        user_id: int,
        first_name: str,
        username: str | None = None,
        language_code: str | None = "ru",
        role: str = "stranger",
        last_name: str | None = None,
    ) -> User:
        """A person; one that exists is renamed."""
        user = User(user_id, first_name, last_name, username, language_code, role)
        self.directory.save_user(user)
        self.delivery.everybody("state")
        return user

    def add_channel(
        self, chat_id: int, title: str, username: str | None = None, *, owner_id: int
    ) -> Chat:
        """A channel; public when it has a username."""
        return self._add_chat(Chat(chat_id, "channel", title, username), owner_id)

    def add_group(
        self, chat_id: int, title: str, username: str | None = None, *, owner_id: int
    ) -> Chat:
        """A supergroup."""
        return self._add_chat(Chat(chat_id, "supergroup", title, username), owner_id)

    def set_member(self, chat_id: int, user_id: int, status: str, **rights: bool) -> None:
        """Somebody's standing in a channel or group; the bot in question gets my_chat_member."""
        chat = self.chat(chat_id)
        owner = next((who for who, m in chat.members.items() if m.status == "creator"), user_id)
        with self.storage.atomic():
            self.standing.set_member(owner, chat_id, user_id, status, rights)

    def protect(self, chat_id: int, protected: bool = True) -> None:
        """Forbid (or allow) to save and forward the chat's content."""
        chat = self.chat(chat_id)
        chat.protected = protected
        self.directory.save_chat(chat)

    # Acting as people

    def send_text(
        self,
        user_id: int,
        chat_id: int,
        text: str,
        entities: list[Json] | None = None,
        reply_to: int | None = None,
    ) -> list[Json]:
        """A person writes; a long text becomes several messages."""
        with self.storage.atomic():
            return self.people.send_text(user_id, chat_id, text, entities, reply_to)

    def send_files(
        self,
        user_id: int,
        chat_id: int,
        files: list[tuple[str, bytes, str]],
        caption: str = "",
        as_documents: bool = False,
        reply_to: int | None = None,
        entities: list[Json] | None = None,
    ) -> list[Json]:
        """A person sends (file name, bytes, content type) each; several become an album."""
        uploads = [Upload(name, data, kind) for name, data, kind in files]
        with self.storage.atomic():
            return self.people.send_files(
                user_id, chat_id, uploads, caption, entities, as_documents, reply_to
            )

    def send_other(
        self, user_id: int, chat_id: int, kind: str, fields: Json, data: bytes | None = None
    ) -> Json:
        """A person sends what no method here sends: `kind` is sticker, voice, contact, ...

        `fields` is Telegram's object without the file; the file's bytes are `data`.
        """
        with self.storage.atomic():
            if data is not None:
                fields = fields | media.file_fields(self.files.add(kind, Upload("", data)))
            return self.people.send_other(user_id, chat_id, {kind: fields})

    def edit(
        self,
        user_id: int,
        chat_id: int,
        message_id: int,
        text: str,
        entities: list[Json] | None = None,
    ) -> Json:
        """A person edits an own message, an admin any post of a channel."""
        with self.storage.atomic():
            return self.people.edit(user_id, chat_id, message_id, text, entities)

    def delete(self, user_id: int, chat_id: int, message_ids: list[int]) -> None:
        """A person deletes messages."""
        with self.storage.atomic():
            self.people.delete(user_id, chat_id, message_ids)

    def block(self, user_id: int, blocked: bool = True) -> None:
        """A person blocks or unblocks the bot."""
        with self.storage.atomic():
            self.standing.block(user_id, blocked)

    def forward(
        self, user_id: int, chat_id: int, from_chat_id: int, message_ids: list[int]
    ) -> list[Json]:
        """A person forwards messages from a chat that they can read."""
        with self.storage.atomic():
            return self.people.forward(user_id, chat_id, from_chat_id, message_ids)

    def press(self, user_id: int, chat_id: int, message_id: int, data: str) -> str:
        """A person presses a button; returns the callback query's id."""
        with self.storage.atomic():
            return self.people.press(user_id, chat_id, message_id, data)

    async def callback_answer(self, query_id: str, timeout: float = 10) -> Json:
        """What the bot answers to the press, within the time."""
        return await self.callbacks.wait(query_id, timeout)

    # Looking at it

    def chat(self, chat_id: int) -> Chat:
        """The channel or group, or the person's chat with the first bot."""
        return self.finding.chat(chat_id)

    def messages(self, chat_id: int) -> list[Json]:
        """All live messages, oldest first, as the first bot sees them."""
        return [self._shape(record.id, chat_id) for record in self.chat(chat_id).messages.values()]

    def message(self, chat_id: int, message_id: int) -> Json:
        """One live message; KeyError when it is not there."""
        return self._shape(message_id, chat_id)

    def updates_waiting(self, token: str) -> int:
        """How many updates the bot has not confirmed yet."""
        return len(self.delivery.queue(self.directory.bots[token]))

    def note_call(self, method: str, params: dict[str, str]) -> None:
        """Remember an accepted call in `calls`, newest last."""
        self.calls.append((method, params))
        if len(self.calls) > _CALLS_KEPT:
            del self.calls[: _CALLS_KEPT // 2]

    def _shape(self, message_id: int, chat_id: int) -> Json:
        bot = self.finding.bot()
        return views.for_bot(self.files, self.chat(chat_id).messages[message_id], bot)

    def _add_chat(self, chat: Chat, owner_id: int) -> Chat:
        known = self.directory.chats.get(chat.key)
        if known:
            known.title, known.username = chat.title, chat.username
            chat = known
        else:
            chat.set_member(owner_id, "creator", {})
        self.directory.save_chat(chat)
        self.delivery.everybody("state")
        return chat

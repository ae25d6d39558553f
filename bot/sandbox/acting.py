"""What tests and the demo may do in people's names; each call is one transaction."""

from bot.sandbox import media
from bot.sandbox.callbacks import Callbacks
from bot.sandbox.chairing import Chairing
from bot.sandbox.chats import Chat
from bot.sandbox.errors import PersonError
from bot.sandbox.files import FileStore, Upload
from bot.sandbox.finding import Finding
from bot.sandbox.governing import Governing
from bot.sandbox.inline import Inline
from bot.sandbox.people import People
from bot.sandbox.reactions import Reactions
from bot.sandbox.shapes import Json
from bot.sandbox.sharing import Sharing
from bot.sandbox.standing import Standing
from bot.sandbox.storage import Storage


class Acting:
    """The people's half of the World: whoever acts comes first in every call."""

    storage: Storage
    files: FileStore
    callbacks: Callbacks
    finding: Finding
    people: People
    standing: Standing
    governing: Governing
    inline: Inline
    reactions: Reactions
    chairing: Chairing
    sharing: Sharing

    # Writing

    def send_text(
        self,
        user_id: int,
        chat_id: int,
        text: str,
        entities: list[Json] | None = None,
        reply_to: int | None = None,
        thread: int = 0,
    ) -> list[Json]:
        """A person writes; a long text becomes several messages.

        `thread` is the topic of a forum, or the message below which a group talks.
        """
        with self.storage.atomic():
            return self.people.send_text(user_id, chat_id, text, entities, reply_to, thread)

    def send_files(
        self,
        user_id: int,
        chat_id: int,
        files: list[tuple[str, bytes, str]],
        caption: str = "",
        as_documents: bool = False,
        reply_to: int | None = None,
        entities: list[Json] | None = None,
        thread: int = 0,
    ) -> list[Json]:
        """A person sends (file name, bytes, content type) each; several become an album."""
        uploads = [Upload(name, data, kind) for name, data, kind in files]
        with self.storage.atomic():
            return self.people.send_files(
                user_id, chat_id, uploads, caption, entities, as_documents, reply_to, thread
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
        self,
        user_id: int,
        chat_id: int,
        from_chat_id: int,
        message_ids: list[int],
        thread: int = 0,
    ) -> list[Json]:
        """A person forwards messages from a chat that they can read."""
        with self.storage.atomic():
            return self.people.forward(user_id, chat_id, from_chat_id, message_ids, thread)

    def press(self, user_id: int, chat_id: int, message_id: int, data: str) -> str:
        """A person presses a button; returns the callback query's id."""
        with self.storage.atomic():
            return self.people.press(user_id, chat_id, message_id, data)

    def ask_inline(self, user_id: int, chat_id: int, words: str, offset: str = "") -> str:
        """A person types `@bot words` in a chat; returns the inline query's id."""
        with self.storage.atomic():
            return self.inline.ask(user_id, chat_id, words, offset)

    async def inline_answer(self, query_id: str, timeout: float = 10) -> Json:
        """What the bot offers, within the time."""
        return await self.inline.wait(query_id, timeout)

    def choose_inline(
        self, user_id: int, chat_id: int, query_id: str, result_id: str, thread: int = 0
    ) -> Json:
        """A person chooses one of the results; returns the message."""
        with self.storage.atomic():
            return self.inline.choose(user_id, chat_id, query_id, result_id, thread)

    def react(self, user_id: int, chat_id: int, message_id: int, emoji: str) -> Json:
        """A person reacts to a message; an empty emoji takes the reaction back."""
        with self.storage.atomic():
            return self.reactions.react(user_id, chat_id, message_id, emoji)

    async def callback_answer(self, query_id: str, timeout: float = 10) -> Json:
        """What the bot answers to the press, within the time."""
        return await self.callbacks.wait(query_id, timeout)

    def comment(self, user_id: int, channel_id: int, message_id: int, text: str) -> list[Json]:
        """A person comments on a channel's post, in the linked group."""
        record = self.finding.record(self.finding.visible(user_id, channel_id), message_id)
        group = self.finding.chat(channel_id).linked
        if not group or not record.mirror:
            raise PersonError("У этого поста нет обсуждения. Привяжите к каналу группу.")
        return self.send_text(user_id, group, text, reply_to=record.mirror)

    # Choosing for a button of the bot's keyboard

    def fitting_chats(self, user_id: int, request_id: int) -> list[int]:
        """The ids of the chats that the request_chat button of the dialog lets one choose."""
        return [chat.id for chat in self.sharing.fitting(user_id, request_id)]

    def share_chat(self, user_id: int, request_id: int, shared_chat_id: int) -> Json:
        """A person presses the request_chat button and chooses; returns the service message.

        The bot becomes a member or administrator of the chat as the button asked for.
        """
        with self.storage.atomic():
            return self.sharing.share_chat(user_id, request_id, shared_chat_id)

    def share_users(self, user_id: int, request_id: int, user_ids: list[int]) -> Json:
        """The same for a request_users button."""
        with self.storage.atomic():
            return self.sharing.share_users(user_id, request_id, user_ids)

    # Governing channels and groups

    def create_channel(self, user_id: int, title: str, username: str = "") -> Chat:
        """A person makes a channel; the bot is not in it."""
        with self.storage.atomic():
            return self.governing.create(user_id, "channel", title, username)

    def create_group(
        self, user_id: int, title: str, username: str = "", *, forum: bool = False
    ) -> Chat:
        """A person makes a group; the bot is not in it."""
        with self.storage.atomic():
            return self.governing.create(user_id, "supergroup", title, username, forum=forum)

    def rename(self, user_id: int, chat_id: int, title: str) -> None:
        """A person gives a channel or group another title."""
        with self.storage.atomic():
            self.governing.rename(user_id, chat_id, title)

    def set_username(self, user_id: int, chat_id: int, username: str) -> None:
        """A person gives it another @name, or none."""
        with self.storage.atomic():
            self.governing.set_username(user_id, chat_id, username)

    def switch(self, user_id: int, chat_id: int, name: str, on: bool = True) -> None:
        """A person switches `signed`, `protected` or `forum` on or off."""
        with self.storage.atomic():
            self.governing.switch(user_id, chat_id, name, on)

    def delete_chat(self, user_id: int, chat_id: int) -> None:
        """The owner deletes a channel or group; for bots it is "chat not found" from then on."""
        with self.storage.atomic():
            self.governing.delete(user_id, chat_id)

    def join(self, user_id: int, chat_id: int) -> None:
        """A person enters a public chat."""
        with self.storage.atomic():
            self.standing.set_member(user_id, chat_id, user_id, "member", {})

    def leave(self, user_id: int, chat_id: int) -> None:
        """A person leaves."""
        with self.storage.atomic():
            self.standing.set_member(user_id, chat_id, user_id, "left", {})

    # Keeping order

    def pin(self, user_id: int, chat_id: int, message_id: int, *, silent: bool = False) -> None:
        """A person pins a message."""
        with self.storage.atomic():
            self.chairing.pin(user_id, chat_id, message_id, silent=silent)

    def unpin(self, user_id: int, chat_id: int, message_id: int) -> None:
        """A person unpins a message."""
        with self.storage.atomic():
            self.chairing.unpin(user_id, chat_id, message_id)

    def create_topic(self, user_id: int, chat_id: int, name: str) -> int:
        """A person opens a topic; returns its message_thread_id."""
        with self.storage.atomic():
            return self.chairing.create_topic(user_id, chat_id, name)

    def rename_topic(self, user_id: int, chat_id: int, thread: int, name: str) -> None:
        """A person renames a topic."""
        with self.storage.atomic():
            self.chairing.rename_topic(user_id, chat_id, thread, name)

    def close_topic(self, user_id: int, chat_id: int, thread: int, closed: bool = True) -> None:
        """A person closes a topic, or opens it again."""
        with self.storage.atomic():
            self.chairing.close_topic(user_id, chat_id, thread, closed)

    def delete_topic(self, user_id: int, chat_id: int, thread: int) -> None:
        """A person deletes a topic with its messages."""
        with self.storage.atomic():
            self.chairing.delete_topic(user_id, chat_id, thread)

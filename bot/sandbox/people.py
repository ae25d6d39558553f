"""What people do in their Telegram apps."""

import mimetypes
from collections.abc import Callable
from pathlib import PurePosixPath

from bot.sandbox import cutting, entities, images, media, texts, views
from bot.sandbox.accounts import Bot, User
from bot.sandbox.callbacks import Callbacks
from bot.sandbox.chats import Chat
from bot.sandbox.delivery import Delivery
from bot.sandbox.directory import Directory
from bot.sandbox.errors import ApiError, PersonError
from bot.sandbox.files import FileStore, Upload
from bot.sandbox.messages import Record
from bot.sandbox.posting import Options, Posting, by_album, origin_of, reply_of
from bot.sandbox.shapes import Json, content_of
from bot.sandbox.updates import CALLBACK_LIFE

_ALBUM = 10
_VISUAL = frozenset({"photo", "video"})


class People:
    """Each method is one thing a person does; PersonError says in a sentence why not."""

    def __init__(
        self,
        directory: Directory,
        files: FileStore,
        posting: Posting,
        delivery: Delivery,
        callbacks: Callbacks,
        clock: Callable[[], float],
    ) -> None:
        self._directory = directory
        self._files = files
        self._posting = posting
        self._delivery = delivery
        self._callbacks = callbacks
        self._clock = clock

    # Finding

    def user(self, user_id: int) -> User:
        """The person."""
        user = self._directory.users.get(user_id)
        if user is None:
            raise PersonError(f"There is no person {user_id}.")
        return user

    def bot(self) -> Bot:
        """The bot with which people chat."""
        bot = self._directory.main_bot
        if bot is None:
            raise PersonError("There is no bot in the sandbox yet.")
        return bot

    def chat(self, chat_id: int) -> Chat:
        """A channel, a group, or for a person's id the chat with the bot, made if need be."""
        if chat_id < 0:
            chat = self._directory.chats.get(str(chat_id))
            if chat is None:
                raise PersonError(f"There is no chat {chat_id}.")
            return chat
        self.user(chat_id)
        bot = self.bot()
        chat = self._directory.private(bot.id, chat_id)
        return chat or Chat(chat_id, "private", bot_id=bot.id)

    def visible(self, user_id: int, chat_id: int) -> Chat:
        """The chat, if the person can read it."""
        self.user(user_id)
        chat = self.chat(chat_id)
        if not self._directory.sees(user_id, chat):
            raise PersonError("This chat is closed to you.")
        return chat

    def can_write(self, user_id: int, chat: Chat) -> bool:
        """Whether the app shows this person a field to write in."""
        if chat.type == "private":
            return not chat.blocked
        member = chat.member(user_id)
        return member.may("can_post_messages") if chat.type == "channel" else member.present

    def record(self, chat: Chat, message_id: int) -> Record:
        """A live message."""
        record = chat.messages.get(message_id)
        if record is None:
            raise PersonError("There is no such message any more.")
        return record

    # Writing

    def send_text(
        self,
        user_id: int,
        chat_id: int,
        text: str,
        marks: list[Json] | None = None,
        reply_to: int | None = None,
    ) -> list[Json]:
        """A text, cut as apps cut it."""
        chat = self._writable(user_id, chat_id)
        fixed = self._fixed(text, marks)
        if not fixed.text:
            raise PersonError("An empty message can't be sent.")
        contents = [
            media.text_content(texts.fix(piece), self._directory.user_shapes())
            for piece in cutting.pieces(fixed)
        ]
        return self._post_all(user_id, chat, [[c] for c in contents if c["text"]], reply_to)

    def send_files(
        self,
        user_id: int,
        chat_id: int,
        uploads: list[Upload],
        caption: str = "",
        as_documents: bool = False,
        reply_to: int | None = None,
    ) -> list[Json]:
        """Files; pictures and videos become albums of up to ten, so do documents."""
        chat = self._writable(user_id, chat_id)
        if not uploads:
            raise PersonError("No file was chosen.")
        fixed = self._fixed(caption, None)
        below = cutting.pieces(fixed) if len(fixed.text) > texts.CAPTION_LIMIT else ()
        albums: list[list[Json]] = []
        present = None
        for upload in uploads:
            kind = "document" if as_documents else _kind_of(upload)
            album = "visual" if kind in _VISUAL else kind
            if album != present or len(albums[-1]) == _ALBUM:
                albums.append([])
                present = album
            albums[-1].append(self._upload(kind, upload))
        if not below:
            albums[0][0] |= media.caption_content(fixed, self._directory.user_shapes())
        users = self._directory.user_shapes()
        tail = [[media.text_content(texts.fix(piece), users)] for piece in below]
        return self._post_all(user_id, chat, albums + tail, reply_to)

    def forward(
        self, user_id: int, chat_id: int, from_chat_id: int, message_ids: list[int]
    ) -> list[Json]:
        """Forward messages; albums stay albums."""
        source = self.visible(user_id, from_chat_id)
        chat = self._writable(user_id, chat_id)
        records = [self.record(source, message_id) for message_id in sorted(message_ids)]
        if source.protected or any(record.service for record in records):
            raise PersonError("This message can't be forwarded.")
        sent: list[Record] = []
        for group in by_album(records):
            options = Options(origin=origin_of(group[0]))
            if len(group) == 1:
                sent.append(self._posting.post(chat, user_id, content_of(group[0].body), options))
                continue
            contents = [
                {**content_of(record.body), "forward_origin": origin_of(record)}
                for record in group
            ]
            sent += self._posting.post_album(chat, user_id, contents, Options())
        return [views.for_person(self._files, chat, record, user_id) for record in sent]

    def send_other(self, user_id: int, chat_id: int, content: Json) -> Json:
        """A sticker, a voice message, a contact: whatever the content says."""
        chat = self._writable(user_id, chat_id)
        return self._post_all(user_id, chat, [[content]], None)[0]

    def edit(
        self,
        user_id: int,
        chat_id: int,
        message_id: int,
        text: str,
        marks: list[Json] | None = None,
    ) -> Json:
        """A person changes the words of an own message (or, as admin, of a channel post)."""
        chat = self.visible(user_id, chat_id)
        record = self.record(chat, message_id)
        allowed = record.author == user_id or (
            chat.type == "channel" and chat.member(user_id).may("can_edit_messages")
        )
        if not allowed or record.service or "forward_origin" in record.body:
            raise PersonError("This message can't be edited.")
        fixed = self._fixed(text, marks)
        users = self._directory.user_shapes()
        if "text" in record.body:
            if not fixed.text:
                raise PersonError("An empty message can't be sent.")
            content = media.text_content(fixed, users)
        else:
            content = media.replace_caption(record.body, media.caption_content(fixed, users))
        self._posting.edit(chat, record, user_id, content, record.body.get("reply_markup"))
        return views.for_person(self._files, chat, record, user_id)

    def delete(self, user_id: int, chat_id: int, message_ids: list[int]) -> None:
        """A person deletes own messages, or any in a private chat or with the right."""
        chat = self.visible(user_id, chat_id)
        records = [chat.messages[i] for i in message_ids if i in chat.messages]
        free = chat.type == "private" or chat.member(user_id).may("can_delete_messages")
        if not free and any(record.author != user_id for record in records):
            raise PersonError("You can't delete this message.")
        self._posting.delete(chat, records)

    def press(self, user_id: int, chat_id: int, message_id: int, data: str) -> str:
        """Press an inline button; any data are taken, as Telegram takes forged ones."""
        chat = self.visible(user_id, chat_id)
        record = self.record(chat, message_id)
        bot = self._directory.bot_by_id(record.author) or self.bot()
        query_id = self._callbacks.press(bot.id)
        query: Json = {
            "id": query_id,
            "from": self.user(user_id).shape,
            "message": views.for_bot(self._files, record, bot),
            "chat_instance": str(abs(hash((bot.id, chat.id)))),
            "data": data,
        }
        self._delivery.told(bot, "callback_query", query, CALLBACK_LIFE)
        return query_id

    def _writable(self, user_id: int, chat_id: int) -> Chat:
        chat = self.visible(user_id, chat_id)
        if not self.can_write(user_id, chat):
            raise PersonError("You can't write in this chat.")
        if chat.type == "private" and not chat.started:
            chat.started = True
            self._directory.save_chat(chat)
        return chat

    def _fixed(self, text: str, marks: list[Json] | None) -> texts.Formatted:
        try:
            return texts.fix(texts.Formatted(text, entities.read(marks)))
        except ApiError as error:
            raise PersonError(error.description) from None

    def _upload(self, kind: str, upload: Upload) -> Json:
        try:
            return media.upload_content(self._files, kind, upload)
        except ApiError as error:
            raise PersonError(error.description) from None

    def _post_all(
        self, user_id: int, chat: Chat, albums: list[list[Json]], reply_to: int | None
    ) -> list[Json]:
        reply = {"reply_to_message": reply_of(self.record(chat, reply_to))} if reply_to else None
        sent: list[Record] = []
        for number, contents in enumerate(albums):
            options = Options(reply=None if number else reply)
            sent += self._posting.post_album(chat, user_id, contents, options)
        return [views.for_person(self._files, chat, record, user_id) for record in sent]


def _kind_of(upload: Upload) -> str:
    kind = upload.content_type
    if kind == "application/octet-stream":
        kind = mimetypes.guess_type(PurePosixPath(upload.name))[0] or kind
    if kind == "image/gif":
        return "animation"
    if kind.startswith("image/") and images.dimensions(upload.data):
        return "photo"
    family = kind.split("/")[0]
    return family if family in ("video", "audio") else "document"

"""What people do in their Telegram apps."""

from bot.sandbox import media, preparing, texts, views
from bot.sandbox.callbacks import Callbacks
from bot.sandbox.chats import Chat
from bot.sandbox.delivery import Delivery
from bot.sandbox.directory import Directory
from bot.sandbox.errors import PersonError
from bot.sandbox.files import FileStore, Upload
from bot.sandbox.finding import Finding
from bot.sandbox.messages import Record
from bot.sandbox.posting import Options, Posting, by_album, origin_of, reply_of
from bot.sandbox.shapes import Json, content_of
from bot.sandbox.topics import place
from bot.sandbox.updates import CALLBACK_LIFE


class People:
    """Each method is one thing a person does; PersonError says in a sentence why not."""

    def __init__(
        self,
        finding: Finding,
        directory: Directory,
        files: FileStore,
        posting: Posting,
        delivery: Delivery,
        callbacks: Callbacks,
    ) -> None:
        self._finding = finding
        self._directory = directory
        self._files = files
        self._posting = posting
        self._delivery = delivery
        self._callbacks = callbacks

    def send_text(
        self,
        user_id: int,
        chat_id: int,
        text: str,
        marks: list[Json] | None = None,
        reply_to: int | None = None,
        thread: int = 0,
    ) -> list[Json]:
        """A text, cut as apps cut it."""
        chat = self._writable(user_id, chat_id, thread)
        pieces = preparing.messages(text, marks)
        if not pieces:
            raise PersonError("Сообщение пустое. Напишите что-нибудь.")
        return self._post_all(user_id, chat, self._texts(pieces), reply_to, thread)

    def send_files(
        self,
        user_id: int,
        chat_id: int,
        uploads: list[Upload],
        caption: str = "",
        marks: list[Json] | None = None,
        as_documents: bool = False,
        reply_to: int | None = None,
        thread: int = 0,
    ) -> list[Json]:
        """Files in albums; a caption too long for the first of them follows as messages."""
        chat = self._writable(user_id, chat_id, thread)
        if not uploads:
            raise PersonError("Файл не выбран. Выберите его и отправьте снова.")
        pieces = preparing.messages(caption, marks)
        albums = preparing.albums(self._files, uploads, as_documents=as_documents)
        if len(pieces) == 1 and len(pieces[0].text) <= texts.CAPTION_LIMIT:
            albums[0][0] |= media.caption_content(pieces.pop(), self._directory.user_shapes())
        everything = albums + self._texts(pieces)
        return self._post_all(user_id, chat, everything, reply_to, thread)

    def forward(
        self,
        user_id: int,
        chat_id: int,
        from_chat_id: int,
        message_ids: list[int],
        thread: int = 0,
    ) -> list[Json]:
        """Forward messages; albums stay albums."""
        source = self._finding.visible(user_id, from_chat_id)
        chat = self._writable(user_id, chat_id, thread)
        records = [self._finding.record(source, message_id) for message_id in sorted(message_ids)]
        kept = [record.service or "has_protected_content" in record.body for record in records]
        if source.protected or any(kept):
            raise PersonError("Это сообщение переслать нельзя. Скопируйте его текст.")
        sent: list[Record] = []
        for group in by_album(records):
            options = Options(origin=origin_of(group[0]), thread=thread)
            if len(group) == 1:
                sent.append(self._posting.post(chat, user_id, content_of(group[0].body), options))
                continue
            contents = [
                {**content_of(record.body), "forward_origin": origin_of(record)}
                for record in group
            ]
            sent += self._posting.post_album(chat, user_id, contents, Options(thread=thread))
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
        chat = self._finding.visible(user_id, chat_id)
        record = self._finding.record(chat, message_id)
        allowed = record.author == user_id or (
            chat.type == "channel" and chat.member(user_id).may("can_edit_messages")
        )
        fixed_for_good = {"forward_origin", "rich_message"} & record.body.keys()
        if not allowed or record.service or fixed_for_good:
            raise PersonError("Это сообщение изменить нельзя. Отправьте новое.")
        plain = "text" in record.body
        limit = texts.TEXT_LIMIT if plain else texts.CAPTION_LIMIT
        fixed = preparing.one(text, marks, limit)
        users = self._directory.user_shapes()
        if plain:
            if not fixed.text:
                raise PersonError("Сообщение пустое. Напишите что-нибудь или удалите его.")
            content = media.text_content(fixed, users)
        else:
            content = media.replace_caption(record.body, media.caption_content(fixed, users))
        self._posting.edit(chat, record, user_id, content, record.body.get("reply_markup"))
        return views.for_person(self._files, chat, record, user_id)

    def delete(self, user_id: int, chat_id: int, message_ids: list[int]) -> None:
        """A person deletes own messages, or any in a private chat or with the right."""
        chat = self._finding.visible(user_id, chat_id)
        records = [chat.messages[i] for i in message_ids if i in chat.messages]
        free = chat.type == "private" or chat.member(user_id).may("can_delete_messages")
        if not free and any(record.author != user_id for record in records):
            raise PersonError("Удалить можно только своё. Попросите администратора.")
        self._posting.delete(chat, records)

    def press(self, user_id: int, chat_id: int, message_id: int, data: str) -> str:
        """Press an inline button; any data are taken, as Telegram takes forged ones."""
        chat = self._finding.visible(user_id, chat_id)
        record = self._finding.record(chat, message_id)
        bot = self._directory.bot_by_id(record.author) or self._finding.bot()
        query_id = self._callbacks.press(bot.id)
        query: Json = {
            "id": query_id,
            "from": self._finding.user(user_id).shape,
            "message": views.for_bot(self._files, chat, record, bot),
            "chat_instance": str(abs(hash((bot.id, chat.id)))),
            "data": data,
        }
        self._delivery.told(bot, "callback_query", query, CALLBACK_LIFE)
        return query_id

    def _writable(self, user_id: int, chat_id: int, thread: int = 0) -> Chat:
        chat = self._finding.writable(user_id, chat_id)
        self._finding.thread(user_id, chat, thread)
        if chat.type == "private" and not chat.started:
            chat.started = True
            self._directory.save_chat(chat)
        return chat

    def _texts(self, pieces: list[texts.Formatted]) -> list[list[Json]]:
        users = self._directory.user_shapes()
        return [[media.text_content(piece, users)] for piece in pieces]

    def _post_all(
        self,
        user_id: int,
        chat: Chat,
        albums: list[list[Json]],
        reply_to: int | None,
        thread: int = 0,
    ) -> list[Json]:
        reply = None
        if reply_to:
            replied = self._finding.record(chat, reply_to)
            reply = {"reply_to_message": reply_of(replied)}
            if chat.is_forum:
                thread = place(replied.body)
                self._finding.thread(user_id, chat, thread)
        sent: list[Record] = []
        for number, contents in enumerate(albums):
            options = Options(reply=None if number else reply, thread=thread)
            sent += self._posting.post_album(chat, user_id, contents, options)
        return [views.for_person(self._files, chat, record, user_id) for record in sent]

"""What changes a chat, whoever does it: posting, editing, deleting, pinning."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from bot.sandbox.chats import Chat
from bot.sandbox.delivery import Delivery
from bot.sandbox.directory import Directory
from bot.sandbox.messages import Record
from bot.sandbox.shapes import CONTENT_KEYS, Json, ordered
from bot.sandbox.topics import GENERAL

# Who is said to have sent what was sent in a chat's name (Bot API, Message.from).
CHANNEL_BOT: Json = {
    "id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot",
}  # fmt: skip


@dataclass(slots=True)
class Options:
    """How a message is sent, beside what it says."""

    silent: bool = False
    protected: bool = False
    markup: Json | None = None
    keyboard: Json | None = None
    reply: Json | None = None
    """`reply_to_message`, `external_reply` or `quote`, ready to be part of the Message."""
    origin: Json | None = None
    thread: int = 0
    """The topic of a forum, or the message below which a group talks; 0 is the chat itself."""
    extra: Json = field(default_factory=dict)
    """Fields that only Telegram itself sets, such as those of an automatic forward."""


class Watcher(Protocol):
    """Somebody for whom what was posted in one chat has consequences in another."""

    def posted(self, chat: Chat, records: list[Record]) -> None:
        """One message, or an album."""

    def edited(self, chat: Chat, record: Record) -> None:
        """A changed message."""

    def deleted(self, chat: Chat, records: list[Record]) -> None:
        """Messages that are gone."""


class Posting:
    """Writes messages; rights have been checked before."""

    def __init__(
        self, directory: Directory, delivery: Delivery, clock: Callable[[], float]
    ) -> None:
        self._directory = directory
        self._delivery = delivery
        self._clock = clock
        self.watchers: list[Watcher] = []

    def post(self, chat: Chat, author: int, content: Json, options: Options) -> Record:
        """One new message."""
        return self._tell(chat, [self._write(chat, author, content, options)])[0]

    def post_album(
        self, chat: Chat, author: int, contents: list[Json], options: Options
    ) -> list[Record]:
        """Several at once; from two on they share a media_group_id (bot-api.md §3)."""
        if len(contents) > 1:
            group = str(secrets.randbelow(9 * 10**16) + 10**16)
            contents = [{"media_group_id": group, **content} for content in contents]
        return self._tell(
            chat, [self._write(chat, author, content, options) for content in contents]
        )

    def edit(
        self,
        chat: Chat,
        record: Record,
        editor: int,
        content: Json | None = None,
        markup: Json | None = None,
    ) -> None:
        """New content (None keeps it) and new buttons (None removes them)."""
        body = dict(record.body)
        if content is not None:
            body = {key: value for key, value in body.items() if key not in CONTENT_KEYS}
            body |= content
            record.edit_hidden = False
        elif "edit_date" not in body:
            record.edit_hidden = True
        body.pop("reply_markup", None)
        if markup:
            body["reply_markup"] = markup
        body["edit_date"] = int(self._clock())
        record.body = ordered(body)
        self._directory.save_message(chat, record)
        self._delivery.edited(chat, record, editor)
        for watcher in self.watchers:
            watcher.edited(chat, record)

    def delete(self, chat: Chat, records: list[Record]) -> None:
        """Messages go, and with them their pins."""
        gone = [record.id for record in records]
        for record in records:
            self._directory.delete_message(chat, record)
        self._delivery.deleted(chat, gone)
        if set(gone) & set(chat.pinned):
            self._set_pins(chat, [pin for pin in chat.pinned if pin not in gone])
        for watcher in self.watchers:
            watcher.deleted(chat, records)

    def pin(self, chat: Chat, record: Record, author: int, *, silent: bool) -> None:
        """Pin a message; everybody sees a service message about it."""
        if record.id in chat.pinned:
            return
        self._set_pins(chat, [*chat.pinned, record.id])
        thread = record.body["message_thread_id"] if "is_topic_message" in record.body else 0
        options = Options(silent=silent, thread=thread)
        self.post(chat, author, {"pinned_message": reply_of(record)}, options)

    def unpin(self, chat: Chat, message_ids: list[int]) -> None:
        """Unpin messages; nobody is told but the page."""
        self._set_pins(chat, [pin for pin in chat.pinned if pin not in message_ids])

    def _set_pins(self, chat: Chat, pins: list[int]) -> None:
        chat.pinned = sorted(pins)
        self._directory.save_chat(chat)
        self._delivery.pinned(chat)

    def _tell(self, chat: Chat, records: list[Record]) -> list[Record]:
        for record in records:
            self._delivery.posted(chat, record)
        for watcher in self.watchers:
            watcher.posted(chat, records)
        return records

    def _write(self, chat: Chat, author: int, content: Json, options: Options) -> Record:
        body: Json = {
            "message_id": self._directory.next_message_id(chat),
            "chat": self._directory.chat_shape(chat),
            "date": int(self._clock()),
            **content,
            **(options.reply or {}),
            **self._sender(chat, author),
            **options.extra,
        }
        body |= _thread(chat, body, options.thread)
        if options.origin:
            body["forward_origin"] = options.origin
        if options.markup:
            body["reply_markup"] = options.markup
        if options.protected:
            body["has_protected_content"] = True
        record = Record(
            id=body["message_id"],
            body=ordered(body),
            author=author,
            silent=options.silent,
            keyboard=options.keyboard,
        )
        self._directory.save_message(chat, record)
        return record

    def _sender(self, chat: Chat, author: int) -> Json:
        user = self._directory.user(author)
        if chat.parent and chat.member(author).is_admin:
            channel = self._directory.chats[str(chat.parent)]
            return {"from": CHANNEL_BOT, "sender_chat": self._directory.chat_shape(channel)}
        if chat.type != "channel":
            return {"from": user.shape} if user else {}
        signature = {"author_signature": user.full_name} if chat.signed and user else {}
        return {"sender_chat": self._directory.chat_shape(chat), **signature}


def _thread(chat: Chat, body: Json, thread: int) -> Json:
    """The fields of a Message that is in a topic, or below another one.

    A word in a topic that answers nobody answers the topic's first message
    (Client.cpp, `get_same_chat_reply_to_message_id`).
    """
    if chat.type != "supergroup":
        return {}
    replied: Json = body.get("reply_to_message") or {}
    if not thread and replied:
        thread = replied.get("message_thread_id") or replied["message_id"]
    if not thread or thread == GENERAL:
        return {}
    fields: Json = {"message_thread_id": thread}
    if chat.topic(thread):
        fields["is_topic_message"] = True
    root = chat.messages.get(thread)
    if root and not replied and root.id != body["message_id"]:
        fields["reply_to_message"] = reply_of(root)
    return fields


def origin_of(record: Record) -> Json:
    """Where a message comes from when it is forwarded (bot-api.md §5.3)."""
    body = record.body
    if "forward_origin" in body:
        known: Json = body["forward_origin"]
        return known
    if body["chat"]["type"] == "channel":
        signature = body.get("author_signature")
        return {
            "type": "channel",
            "date": body["date"],
            "chat": body["chat"],
            "message_id": record.id,
            **({"author_signature": signature} if signature else {}),
        }
    return {"type": "user", "date": body["date"], "sender_user": body["from"]}


def reply_of(record: Record) -> Json:
    """The message as it stands within a reply to it: one level deep."""
    return {key: value for key, value in record.body.items() if key != "reply_to_message"}


def by_album(records: list[Record]) -> list[list[Record]]:
    """Neighbours of one album together, everything else alone."""
    groups: list[list[Record]] = []
    for record in records:
        album = record.body.get("media_group_id")
        if album and groups and groups[-1][0].body.get("media_group_id") == album:
            groups[-1].append(record)
        else:
            groups.append([record])
    return groups

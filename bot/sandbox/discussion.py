"""A channel's posts in its discussion group (bot-api.md §4, automatic forwards)."""

from bot.sandbox import markup
from bot.sandbox.chats import Chat
from bot.sandbox.delivery import Delivery
from bot.sandbox.directory import Directory
from bot.sandbox.messages import Record
from bot.sandbox.posting import Options, Posting, origin_of
from bot.sandbox.shapes import Json, content_of
from bot.sandbox.topics import within

TELEGRAM = 777000
_SENDER: Json = {"id": TELEGRAM, "is_bot": False, "first_name": "Telegram"}


class Discussion:
    """Watches channels; each post appears in the linked group, and so does each change of it."""

    def __init__(self, directory: Directory, posting: Posting, delivery: Delivery) -> None:
        self._directory = directory
        self._posting = posting
        self._delivery = delivery

    def posted(self, chat: Chat, records: list[Record]) -> None:
        """Forward what was posted, an album as an album; count what is a comment."""
        if chat.type == "channel":
            self._mirror(chat, records)
        else:
            self._recount(chat, records)

    def deleted(self, chat: Chat, records: list[Record]) -> None:
        """Comments may have gone; the copies of posts stay, as they do in Telegram."""
        if chat.type == "supergroup":
            self._recount(chat, records)

    def _mirror(self, chat: Chat, records: list[Record]) -> None:
        group = self.group(chat)
        if group is None or any(record.service for record in records):
            return
        extra = {
            "from": _SENDER,
            "sender_chat": self._directory.chat_shape(chat),
            "is_automatic_forward": True,
        }
        contents = [
            {**content_of(record.body), "forward_origin": origin_of(record)} for record in records
        ]
        options = Options(extra=extra)
        if len(records) == 1:
            options.markup = markup.only_urls(records[0].body.get("reply_markup"))
        copies = self._posting.post_album(group, TELEGRAM, contents, options)
        for record, copy in zip(records, copies, strict=True):
            record.mirror = copy.id
            self._directory.save_message(chat, record)
            self._tell(chat, record)

    def _recount(self, group: Chat, records: list[Record]) -> None:
        channel = self._directory.chats.get(str(group.linked))
        threads = {record.body.get("message_thread_id") for record in records} - {None}
        if channel is None or not threads:
            return
        for record in channel.messages.values():
            if record.mirror in threads:
                self._tell(channel, record)

    def _tell(self, channel: Chat, record: Record) -> None:
        comments = self.comments(channel, record)
        if comments:
            self._delivery.commented(channel, record.id, comments)

    def edited(self, chat: Chat, record: Record) -> None:
        """The copy says what the post says."""
        group = self.group(chat)
        copy = group.messages.get(record.mirror) if group else None
        if group is None or copy is None:
            return
        content = content_of(record.body)
        buttons = markup.only_urls(record.body.get("reply_markup"))
        if content == content_of(copy.body) and buttons == copy.body.get("reply_markup"):
            return
        self._posting.edit(group, copy, TELEGRAM, content, buttons)

    def group(self, chat: Chat) -> Chat | None:
        """A channel's discussion group."""
        return self._directory.chats.get(str(chat.linked)) if chat.type == "channel" else None

    def comments(self, chat: Chat, record: Record) -> Json | None:
        """Where a post is talked about and how much; None without a discussion."""
        group = self.group(chat)
        if group is None or record.mirror not in group.messages:
            return None
        found = [
            other
            for other in group.messages.values()
            if other.id != record.mirror and within(other.body, record.mirror, forum=False)
        ]
        return {"chat_id": group.id, "thread": record.mirror, "count": len(found)}

"""A channel's direct messages, and the posts that readers suggest in them.

Bot API: approveSuggestedPost, declineSuggestedPost, SuggestedPostInfo. Each reader has a topic of
their own in the chat, which bears the number of its reader; administrators speak as the channel.
Nobody told us the server's sentences: those of a missing right and of a decision that came too
late are inferred from its others.
"""

from collections.abc import Callable

from bot.sandbox import media, preparing, texts
from bot.sandbox.chats import Chat, Member
from bot.sandbox.delivery import Delivery
from bot.sandbox.directory import Directory
from bot.sandbox.errors import PersonError, bad_request
from bot.sandbox.files import FileStore, Upload
from bot.sandbox.finding import Finding
from bot.sandbox.messages import Record
from bot.sandbox.posting import Options, Posting, reply_of
from bot.sandbox.shapes import Json, content_of

_FURTHEST = 30 * 24 * 3600  # seconds until a post may go out

_Due = tuple[float, Chat, list[Record]]


class Suggesting:
    """What readers write to a channel, and what becomes of what they suggest."""

    def __init__(
        self,
        finding: Finding,
        directory: Directory,
        files: FileStore,
        posting: Posting,
        delivery: Delivery,
        clock: Callable[[], float],
    ) -> None:
        self._finding = finding
        self._directory = directory
        self._files = files
        self._posting = posting
        self._delivery = delivery
        self._clock = clock
        self._due: list[_Due] = []

    def open(self, channel_id: int) -> Chat:
        """The channel's direct messages, switched on if need be; its people are the channel's."""
        channel = self._finding.chat(channel_id)
        known = self._directory.chats.get(str(channel.direct))
        if known:
            return known
        chat = Chat(self._directory.new_chat_id(), "supergroup", channel.title, parent=channel.id)
        chat.members = channel.members
        channel.direct = chat.id
        self._directory.save_chat(chat)
        self._directory.save_chat(channel)
        self._delivery.everybody("state")
        return chat

    def write(
        self,
        user_id: int,
        channel_id: int,
        text: str,
        uploads: list[Upload],
        info: Json | None = None,
        reply_to: int = 0,
    ) -> list[Record]:
        """A reader writes to the channel; with `info` (SuggestedPostInfo) they suggest a post."""
        chat = self._of_reader(user_id, channel_id)
        users = self._directory.user_shapes()
        pieces = preparing.messages(text, None)
        if uploads:
            (contents,) = preparing.albums(self._files, uploads, as_documents=False)
            if pieces:
                contents[0] |= media.caption_content(pieces[0], users)
        else:
            contents = [media.text_content(piece, users) for piece in pieces[:1]]
        if not contents:
            raise PersonError("Сообщение пустое. Напишите что-нибудь.")
        options = Options(extra={"direct_messages_topic": self.topic(user_id)})
        if info is not None:
            options.extra["suggested_post_info"] = {"state": "pending", **info}
        if reply_to:
            replied = self._finding.record(chat, reply_to)
            options.reply = {"reply_to_message": reply_of(replied)}
        return self._posting.post_album(chat, user_id, contents, options)

    def edit(self, user_id: int, channel_id: int, message_id: int, text: str) -> None:
        """A reader changes the words of what nobody has decided on."""
        chat = self._of_reader(user_id, channel_id)
        record = self._finding.record(chat, message_id)
        decided = _state(record) not in (None, "pending")
        if record.author != user_id or record.service or decided:
            raise PersonError("Это сообщение изменить нельзя. Отправьте новое.")
        users, plain = self._directory.user_shapes(), "text" in record.body
        fixed = preparing.one(text, None, texts.TEXT_LIMIT if plain else texts.CAPTION_LIMIT)
        if plain:
            content = media.text_content(fixed, users)
        else:
            content = media.replace_caption(record.body, media.caption_content(fixed, users))
        self._posting.edit(chat, record, user_id, content)

    def decide(
        self, user_id: int, channel_id: int, message_id: int, *, approve: bool, comment: str = ""
    ) -> None:
        """An administrator decides in their app."""
        chat = self.open(channel_id)
        record = self._finding.record(chat, message_id)
        right = "can_post_messages" if approve else "can_manage_direct_messages"
        if _state(record) != "pending" or not chat.member(user_id).may(right):
            raise PersonError("Решить это вы не можете. Войдите от имени владельца.")
        if approve:
            self._publish(chat, record, user_id, 0)
        else:
            self._refuse(chat, record, user_id, comment)

    def approve(self, actor: int, chat: Chat, record: Record, send_date: int) -> None:
        """The bot approves; the post goes out at the date (0: as its author wished, or now)."""
        self._check(actor, chat, record, "can_post_messages", "approved")
        if send_date > self._clock() + _FURTHEST:
            raise bad_request("send date is too far in the future")
        self._publish(chat, record, actor, send_date)

    def decline(self, actor: int, chat: Chat, record: Record, comment: str) -> None:
        """The bot declines, with a word to the author."""
        self._check(actor, chat, record, "can_manage_direct_messages", "declined")
        self._refuse(chat, record, actor, comment)

    def publish_due(self) -> None:
        """What was approved for a date that has come goes out."""
        due = [each for each in self._due if each[0] <= self._clock()]
        self._due = [each for each in self._due if each not in due]
        for _, channel, records in due:
            contents = [content_of(record.body) for record in records]
            self._posting.post_album(channel, records[0].author, contents, Options())

    def topic(self, user_id: int) -> Json:
        """The DirectMessagesTopic of a reader."""
        return {"topic_id": user_id, "user": self._finding.user(user_id).shape}

    def _of_reader(self, user_id: int, channel_id: int) -> Chat:
        channel = self._finding.visible(user_id, channel_id)
        if not channel.direct:
            raise PersonError("Этот канал сообщений не принимает.")
        if channel.member(user_id).is_admin:
            raise PersonError("Вы администратор канала: пишите прямо в него.")
        return self.open(channel_id)

    def _check(self, actor: int, chat: Chat, record: Record, right: str, verb: str) -> None:
        if not chat.member(actor).may(right):
            raise bad_request("CHAT_ADMIN_REQUIRED")
        by_admin: Member = chat.member(record.author)
        if _state(record) != "pending" or by_admin.is_admin:
            raise bad_request(f"message can't be {verb}")

    def _publish(self, chat: Chat, record: Record, actor: int, send_date: int) -> None:
        records = self._settle(chat, record, "approved")
        wished = record.body["suggested_post_info"].get("send_date", 0)
        at = max(int(self._clock()), send_date or wished)
        self._tell(chat, record, actor, {"suggested_post_approved": {"send_date": at}})
        self._due.append((at, self._finding.chat(chat.parent), records))
        self.publish_due()

    def _refuse(self, chat: Chat, record: Record, actor: int, comment: str) -> None:
        self._settle(chat, record, "declined")
        said = {"comment": comment} if comment else {}
        self._tell(chat, record, actor, {"suggested_post_declined": said})

    def _settle(self, chat: Chat, record: Record, state: str) -> list[Record]:
        """Puts the message, or its whole album, into another state."""
        album = record.body.get("media_group_id")
        together = [r for r in chat.messages.values() if r.body.get("media_group_id") == album]
        records = together if album else [record]
        for each in records:
            each.body["suggested_post_info"] = {**each.body["suggested_post_info"], "state": state}
            self._directory.save_message(chat, each)
        return records

    def _tell(self, chat: Chat, record: Record, actor: int, what: Json) -> None:
        ((kind, fields),) = what.items()
        topic = {"direct_messages_topic": record.body["direct_messages_topic"]}
        content = {kind: {"suggested_post_message": reply_of(record), **fields}}
        self._posting.post(chat, actor, content, Options(extra=topic))


def _state(record: Record) -> str | None:
    found: str | None = record.body.get("suggested_post_info", {}).get("state")
    return found

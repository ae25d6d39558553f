"""What people decide about a channel or group as a whole: its making, names, settings, end."""

import re

from bot.sandbox.chats import Chat
from bot.sandbox.delivery import Delivery
from bot.sandbox.directory import Directory
from bot.sandbox.errors import PersonError
from bot.sandbox.finding import Finding
from bot.sandbox.posting import Options, Posting
from bot.sandbox.shapes import Json

_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
_TITLE_LIMIT = 128
_SWITCHES = ("signed", "protected", "forum")


class Governing:
    """Each method is one thing an administrator does in an app."""

    def __init__(
        self, finding: Finding, directory: Directory, posting: Posting, delivery: Delivery
    ) -> None:
        self._finding = finding
        self._directory = directory
        self._posting = posting
        self._delivery = delivery

    def create(
        self, user_id: int, kind: str, title: str, username: str = "", *, forum: bool = False
    ) -> Chat:
        """A new `channel` or `supergroup` of the person; the bot is not in it."""
        self._finding.user(user_id)
        if kind not in ("channel", "supergroup"):
            raise PersonError("Создать можно канал или группу. Выберите одно из двух.")
        chat = Chat(self._directory.new_chat_id(), kind, _title(title))
        chat.username = self._username(username)
        if forum and kind == "supergroup":
            chat.make_forum(True)
        chat.set_member(user_id, "creator", {})
        self._directory.save_chat(chat)
        self._posting.post(chat, user_id, {f"{kind}_chat_created": True}, Options(silent=True))
        self._delivery.everybody("state")
        return chat

    def rename(self, user_id: int, chat_id: int, title: str) -> None:
        """Another title; everybody reads of it in the chat."""
        chat = self._governed(user_id, chat_id)
        title = _title(title)
        if title != chat.title:
            self.retitle(chat, user_id, title)

    def retitle(self, chat: Chat, actor_id: int, title: str) -> None:
        """The same for whoever has the right already, such as a bot."""
        chat.title = title
        self._stamp_anew(chat)
        self._posting.post(chat, actor_id, {"new_chat_title": title}, Options())
        self._delivery.everybody("state")

    def set_username(self, user_id: int, chat_id: int, username: str) -> None:
        """Another @name; an empty one makes the chat private. Nobody is told."""
        chat = self._governed(user_id, chat_id)
        bare = username.strip().removeprefix("@")
        if bare.lower() != (chat.username or "").lower():
            chat.username = self._username(bare)
        self._stamp_anew(chat)
        self._delivery.everybody("state")

    def switch(self, user_id: int, chat_id: int, name: str, on: bool) -> None:
        """`signed` (posts tell their author), `protected` (no forwarding), `forum` (topics)."""
        chat = self._governed(user_id, chat_id)
        if name not in _SWITCHES:
            raise PersonError("Такой настройки нет. Есть подписи, защита и темы.")
        if name == "forum":
            if chat.type != "supergroup":
                raise PersonError("Темы бывают только в группах.")
            chat.make_forum(on)
            self._stamp_anew(chat)
        else:
            setattr(chat, name, on)
        self._directory.save_chat(chat)
        self._delivery.everybody("state")

    def link(self, user_id: int, channel_id: int, group_id: int) -> None:
        """Make a group the channel's discussion; 0 parts them."""
        channel = self._governed(user_id, channel_id)
        if channel.type != "channel":
            raise PersonError("Обсуждение бывает только у канала. Откройте канал.")
        group = self._governed(user_id, group_id) if group_id else None
        if group and group.type != "supergroup":
            raise PersonError("Обсуждением может быть только группа. Выберите группу.")
        self.tie(channel, group)

    def tie(self, channel: Chat, group: Chat | None) -> None:
        """The same without asking for rights; each has one partner at most."""
        for chat in (channel, group):
            partner = self._directory.chats.get(str(chat.linked)) if chat else None
            if partner:
                partner.linked = 0
                self._directory.save_chat(partner)
        channel.linked = group.id if group else 0
        self._directory.save_chat(channel)
        if group:
            group.linked = channel.id
            self._directory.save_chat(group)
        self._delivery.everybody("state")

    def delete(self, user_id: int, chat_id: int) -> None:
        """The chat is gone for all; bots are not told, and find it no more."""
        chat = self._finding.visible(user_id, chat_id)
        if chat.member(user_id).status != "creator":
            raise PersonError("Удалить чат может только владелец. Войдите от его имени.")
        partner = self._directory.chats.get(str(chat.linked))
        if partner:
            partner.linked = 0
            self._directory.save_chat(partner)
        self._directory.forget_chat(chat)
        self._delivery.everybody("state")

    def _governed(self, user_id: int, chat_id: int) -> Chat:
        chat = self._finding.visible(user_id, chat_id)
        if not chat.member(user_id).may("can_change_info"):
            raise PersonError("На это у вас нет права. Войдите от имени владельца.")
        return chat

    def _username(self, name: str) -> str | None:
        name = name.strip().removeprefix("@")
        if not name:
            return None
        if not _USERNAME.fullmatch(name):
            raise PersonError("Имя ссылки: от 4 латинских букв, цифр и «_». Впишите другое.")
        if self._directory.name_taken(name):
            raise PersonError(f"Имя @{name} занято. Впишите другое.")
        return name

    def _stamp_anew(self, chat: Chat) -> None:
        """What was posted earlier shows the chat as it is now."""
        shape = self._directory.chat_shape(chat)
        self._directory.save_chat(chat)
        for record in chat.messages.values():
            record.body = _restamped(record.body, shape)
            self._directory.save_message(chat, record)


def _title(title: str) -> str:
    title = title.strip()
    if not 1 <= len(title) <= _TITLE_LIMIT:
        raise PersonError(f"Название: от 1 до {_TITLE_LIMIT} знаков. Впишите его.")
    return title


def _restamped(body: Json, shape: Json) -> Json:
    """The Message, and every Message in it, with this Chat in place of an older view of it."""
    found: Json = {}
    for key, value in body.items():
        if key in ("chat", "sender_chat") and value["id"] == shape["id"]:
            value = shape
        elif key in ("reply_to_message", "pinned_message"):
            value = _restamped(value, shape)
        found[key] = value
    return found

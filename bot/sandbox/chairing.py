"""How people keep order in a chat: topics and pinned messages."""

from bot.sandbox.chats import Chat
from bot.sandbox.errors import PersonError
from bot.sandbox.finding import Finding
from bot.sandbox.forum import Forum
from bot.sandbox.posting import Posting
from bot.sandbox.topics import GENERAL, Topic

_NAME_LIMIT = 128
_NO_RIGHT = "На это у вас нет права. Попросите администратора."


class Chairing:
    """Each method is one thing a person does in an app."""

    def __init__(self, finding: Finding, posting: Posting, forum: Forum) -> None:
        self._finding = finding
        self._posting = posting
        self._forum = forum

    def create_topic(self, user_id: int, chat_id: int, name: str) -> int:
        """A new topic; returns its message_thread_id. Every member may, as groups have it."""
        chat = self._finding.writable(user_id, chat_id)
        if not chat.is_forum:
            raise PersonError("Темы в этой группе выключены. Включите их в её настройках.")
        return self._forum.create(chat, user_id, _name(name)).id

    def rename_topic(self, user_id: int, chat_id: int, thread: int, name: str) -> None:
        """Another name."""
        chat, topic = self._topic(user_id, chat_id, thread)
        self._forum.rename(chat, user_id, topic, _name(name))

    def close_topic(self, user_id: int, chat_id: int, thread: int, closed: bool = True) -> None:
        """Close a topic, or open it again."""
        chat, topic = self._topic(user_id, chat_id, thread)
        if topic.closed != closed:
            self._forum.close(chat, user_id, topic, closed)

    def delete_topic(self, user_id: int, chat_id: int, thread: int) -> None:
        """A topic and all that was said in it."""
        chat, topic = self._topic(user_id, chat_id, thread, "can_delete_messages")
        if topic.id == GENERAL:
            raise PersonError("Общая тема есть всегда. Удалить её нельзя.")
        self._forum.delete(chat, topic)

    def pin(self, user_id: int, chat_id: int, message_id: int, *, silent: bool = False) -> None:
        """Pin a message."""
        chat = self._pinnable(user_id, chat_id)
        record = self._finding.record(chat, message_id)
        if record.service:
            raise PersonError("Служебное сообщение не закрепить. Выберите другое.")
        self._posting.pin(chat, record, user_id, silent=silent)

    def unpin(self, user_id: int, chat_id: int, message_id: int) -> None:
        """Unpin a message."""
        self._posting.unpin(self._pinnable(user_id, chat_id), [message_id])

    def _pinnable(self, user_id: int, chat_id: int) -> Chat:
        chat = self._finding.visible(user_id, chat_id)
        right = "can_edit_messages" if chat.type == "channel" else "can_pin_messages"
        if chat.type != "private" and not chat.member(user_id).may(right):
            raise PersonError(_NO_RIGHT)
        return chat

    def _topic(
        self, user_id: int, chat_id: int, thread: int, right: str = "can_manage_topics"
    ) -> tuple[Chat, Topic]:
        chat = self._finding.visible(user_id, chat_id)
        topic = chat.topic(thread)
        if topic is None:
            raise PersonError("Этой темы уже нет. Вернитесь к списку тем.")
        own = topic.author == user_id and right == "can_manage_topics"
        if not own and not chat.member(user_id).may(right):
            raise PersonError(_NO_RIGHT)
        return chat, topic


def _name(name: str) -> str:
    name = name.strip()
    if not 1 <= len(name) <= _NAME_LIMIT:
        raise PersonError(f"Название темы: от 1 до {_NAME_LIMIT} знаков. Впишите его.")
    return name

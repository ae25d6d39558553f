"""What a person can find: people, the bot, chats, messages."""

from bot.sandbox.accounts import Bot, User
from bot.sandbox.chats import Chat
from bot.sandbox.directory import Directory
from bot.sandbox.errors import PersonError
from bot.sandbox.messages import Record
from bot.sandbox.topics import GENERAL


class Finding:
    """Each method finds one thing; PersonError says in a sentence why it can't be had."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def user(self, user_id: int) -> User:
        """The person."""
        user = self._directory.users.get(user_id)
        if user is None:
            raise PersonError(f"Человека с номером {user_id} здесь нет. Обновите страницу.")
        return user

    def bot(self) -> Bot:
        """The bot with which people chat."""
        bot = self._directory.main_bot
        if bot is None:
            raise PersonError("Бота пока нет. Запустите его и попробуйте ещё раз.")
        return bot

    def chat(self, chat_id: int) -> Chat:
        """A channel, a group, or for a person's id the chat with the bot, made if need be."""
        if chat_id < 0:
            chat = self._directory.chats.get(str(chat_id))
            if chat is None:
                raise PersonError(f"Чата {chat_id} здесь нет. Вернитесь к списку чатов.")
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
            raise PersonError("Этот чат для вас закрыт. Вернитесь к списку чатов.")
        return chat

    def can_write(self, user_id: int, chat: Chat) -> bool:
        """Whether the app shows this person a field to write in."""
        if chat.type == "private":
            return not chat.blocked
        member = chat.member(user_id)
        if chat.parent:
            return False  # the page has no topics there
        if chat.type == "channel":
            return member.may("can_post_messages")
        silenced = member.status == "restricted" and not member.rights.get("can_send_messages")
        return member.present and not silenced

    def writable(self, user_id: int, chat_id: int) -> Chat:
        """The chat, if the person can write in it."""
        chat = self.visible(user_id, chat_id)
        if self.can_write(user_id, chat):
            return chat
        if chat.type == "private":
            raise PersonError("Вы заблокировали бота. Разблокируйте его, чтобы писать.")
        if chat.type == "channel":
            raise PersonError("В канал пишут только администраторы. Напишите боту.")
        if chat.member(user_id).present:
            raise PersonError("Писать здесь вам запретили. Попросите администратора.")
        raise PersonError("Вы не состоите в этой группе. Сначала вступите в неё.")

    def thread(self, user_id: int, chat: Chat, thread: int) -> None:
        """Refuse a topic or thread that the person may not write in; 0 is the chat itself."""
        topic = chat.topic(thread or GENERAL)
        if topic and topic.closed and not chat.member(user_id).may("can_manage_topics"):
            raise PersonError("Тема закрыта. Выберите другую или попросите открыть её.")
        if thread and topic is None and (chat.is_forum or thread not in chat.messages):
            raise PersonError("Этой темы уже нет. Вернитесь к списку тем.")

    def record(self, chat: Chat, message_id: int) -> Record:
        """A live message."""
        record = chat.messages.get(message_id)
        if record is None:
            raise PersonError("Этого сообщения уже нет. Обновите страницу.")
        return record

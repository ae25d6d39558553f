"""The register of users, bots and chats, kept in storage as it changes."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from bot.sandbox.accounts import Bot, User
from bot.sandbox.chats import Chat
from bot.sandbox.messages import Record
from bot.sandbox.shapes import Json, Users
from bot.sandbox.storage import Storage


class Directory:
    """Finds and saves; knows no rule of Telegram beyond who can see what."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self.users = {int(key): User(**saved) for key, saved in storage.load("user")}
        self.bots: dict[str, Bot] = {}
        for key, saved in storage.load("bot"):
            self.bots[key] = Bot(**{**saved, "user": User(**saved["user"])})
        self.chats = {key: Chat.load(saved) for key, saved in storage.load("chat")}
        self._counters = {key: int(saved) for key, saved in storage.load("counter")}
        for chat in self.chats.values():
            for _, saved in storage.load(f"message/{chat.key}"):
                record = Record.load(saved)
                chat.messages[record.id] = record
            if chat.parent:
                chat.members = self.chats[str(chat.parent)].members

    @property
    def main_bot(self) -> Bot | None:
        """The first bot: the one with which people chat on the page."""
        return next(iter(self.bots.values()), None)

    def bot_by_id(self, bot_id: int) -> Bot | None:
        """A bot by its user id."""
        return next((bot for bot in self.bots.values() if bot.id == bot_id), None)

    def user(self, user_id: int) -> User | None:
        """A person or a bot."""
        bot = self.bot_by_id(user_id)
        return bot.user if bot else self.users.get(user_id)

    def user_shapes(self) -> Users:
        """All people as Telegram's User, by id; made as they are asked for."""
        return _Shapes(self.users)

    def private(self, bot_id: int, user_id: int) -> Chat | None:
        """The chat of a person with a bot, once there is one."""
        return self.chats.get(f"{bot_id}/{user_id}")

    def shared(self) -> Iterator[Chat]:
        """Channels and groups."""
        return (chat for chat in self.chats.values() if not chat.bot_id)

    def by_username(self, name: str) -> Chat | None:
        """A public channel or group by its @name, whatever the letter case."""
        wanted = name.removeprefix("@").lower()
        return next((c for c in self.shared() if (c.username or "").lower() == wanted), None)

    def new_chat_id(self) -> int:
        """A number for one more channel or group."""
        return min([-1_001_000_000_000, *(chat.id for chat in self.shared())]) - 1

    def name_taken(self, name: str) -> bool:
        """Whether a person, a bot or a chat has this @name."""
        accounts = [*self.users.values(), *(bot.user for bot in self.bots.values())]
        names = {(account.username or "").lower() for account in accounts}
        return name.lower() in names or self.by_username(name) is not None

    def sees(self, user_id: int, chat: Chat) -> bool:
        """Whether a person can read the chat."""
        if chat.type == "private":
            return chat.id == user_id
        member = chat.member(user_id)
        if chat.parent:
            return member.is_admin
        return member.status != "kicked" and (member.present or bool(chat.username))

    def chat_shape(self, chat: Chat) -> Json:
        """Telegram's Chat."""
        if chat.type == "private":
            user = self.users[chat.id].shape
            names: Json = {
                key: user[key] for key in ("first_name", "last_name", "username") if key in user
            }
            return {"id": chat.id, **names, "type": "private"}
        shape: Json = {"id": chat.id, "title": chat.title}
        if chat.username:
            shape["username"] = chat.username
        if chat.is_forum:
            shape["is_forum"] = True
        if chat.parent:
            shape["is_direct_messages"] = True
        return {**shape, "type": chat.type}

    def coming_message_id(self, chat: Chat) -> int:
        """The number that the next message will get."""
        return self._counters.get(chat.counter, 0) + 1

    def next_message_id(self, chat: Chat) -> int:
        """One more than the last, also if the last was deleted."""
        number = self.coming_message_id(chat)
        self._counters[chat.counter] = number
        self._storage.put("counter", chat.counter, number)
        return number

    def save_user(self, user: User) -> None:
        """Keep a person."""
        self.users[user.id] = user
        self._storage.put("user", user.id, asdict(user))

    def save_bot(self, bot: Bot) -> None:
        """Keep a bot."""
        self.bots[bot.token] = bot
        self._storage.put("bot", bot.token, asdict(bot))

    def save_chat(self, chat: Chat) -> None:
        """Keep a chat, without its messages."""
        self.chats[chat.key] = chat
        self._storage.put("chat", chat.key, chat.dump())

    def forget_chat(self, chat: Chat) -> None:
        """A chat is gone with all its messages."""
        for record in list(chat.messages.values()):
            self.delete_message(chat, record)
        self.chats.pop(chat.key, None)
        self._storage.delete("chat", chat.key)

    def save_message(self, chat: Chat, record: Record) -> None:
        """Keep a message."""
        chat.messages[record.id] = record
        self._storage.put(f"message/{chat.key}", f"{record.id:010d}", record.dump())

    def delete_message(self, chat: Chat, record: Record) -> None:
        """Forget a message."""
        chat.messages.pop(record.id, None)
        self._storage.delete(f"message/{chat.key}", f"{record.id:010d}")


class _Shapes(Mapping[int, Json]):
    def __init__(self, users: dict[int, User]) -> None:
        self._users = users

    def __getitem__(self, user_id: int) -> Json:
        return self._users[user_id].shape

    def __iter__(self) -> Iterator[int]:
        return iter(self._users)

    def __len__(self) -> int:
        return len(self._users)

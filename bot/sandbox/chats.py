"""A chat: what kind, who is in it with which rights, what is pinned."""

from dataclasses import asdict, dataclass, field

from bot.sandbox import rights as names
from bot.sandbox.messages import Record
from bot.sandbox.shapes import Json
from bot.sandbox.topics import GENERAL, Topic

_PRESENT = frozenset({"creator", "administrator", "member", "restricted"})


@dataclass(slots=True)
class Member:
    """Somebody's standing in a chat."""

    status: str = "none"
    """A ChatMember status, or `none` for somebody who never was there."""
    rights: dict[str, bool] = field(default_factory=dict)

    @property
    def present(self) -> bool:
        """Whether they are in the chat now."""
        return self.status in _PRESENT

    @property
    def is_admin(self) -> bool:
        """Whether they run the chat, with whatever rights."""
        return self.status in ("creator", "administrator")

    def may(self, right: str) -> bool:
        """Whether the owner or an administrator has the right."""
        if self.status == "creator":
            return True
        return self.status == "administrator" and self.rights.get(right, False)

    def shape(self, user: Json, chat_type: str) -> Json:
        """Telegram's ChatMember."""
        shape: Json = {"user": user, "status": self.status if self.status != "none" else "left"}
        if self.status == "creator":
            return {**shape, "is_anonymous": False}
        if self.status == "administrator":
            rights = {right: self.rights.get(right, False) for right in names.OF_ADMIN[chat_type]}
            return {**shape, "can_be_edited": False, **rights, "is_anonymous": False}
        if self.status == "restricted":
            permissions = {name: self.rights.get(name, False) for name in names.OF_MEMBER}
            return {**shape, "is_member": True, **permissions, "until_date": 0}
        if self.status == "kicked":
            return {**shape, "until_date": 0}
        return shape


@dataclass(slots=True)
class Chat:
    """A channel, a supergroup, or one person's chat with one bot."""

    id: int
    type: str
    title: str = ""
    username: str | None = None
    bot_id: int = 0
    """The bot of a private chat; elsewhere 0."""
    members: dict[int, Member] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    protected: bool = False
    signed: bool = False
    """Posts of a channel tell who wrote them."""
    is_forum: bool = False
    topics: dict[int, Topic] = field(default_factory=dict)
    linked: int = 0
    """A channel's discussion group, and the other way round."""
    direct: int = 0
    """A channel's direct messages chat."""
    parent: int = 0
    """The channel of a direct messages chat."""
    started: bool = False
    """The person of a private chat has written first."""
    blocked: bool = False
    messages: dict[int, Record] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What distinguishes it from all others: private chats are a matter of two."""
        return f"{self.bot_id}/{self.id}" if self.bot_id else str(self.id)

    @property
    def counter(self) -> str:
        """Whose message ids it shares: a bot's private chats have one numbering."""
        return f"bot{self.bot_id}" if self.bot_id else self.key

    def make_forum(self, forum: bool) -> None:
        """Switch topics on or off; those that there are stay for the next time."""
        self.is_forum = forum
        self.topics.setdefault(GENERAL, Topic(GENERAL, "General"))

    def topic(self, thread: int) -> Topic | None:
        """A topic of a forum."""
        return self.topics.get(thread) if self.is_forum else None

    def member(self, user_id: int) -> Member:
        """Somebody's standing, also of somebody who never was here."""
        return self.members.get(user_id) or Member()

    def set_member(self, user_id: int, status: str, rights: dict[str, bool]) -> None:
        """Change somebody's standing; rights not named stay, or are given to a new admin."""
        before = self.member(user_id)
        if status != "administrator":
            self.members[user_id] = Member(status, dict(rights))
            return
        present = before.rights if before.status == "administrator" else {}
        every = {right: present.get(right, True) for right in names.OF_ADMIN[self.type]}
        self.members[user_id] = Member(status, {**every, **rights})

    def dump(self) -> Json:
        """For storage; messages are stored one by one."""
        saved = {name: getattr(self, name) for name in self.__slots__ if name != "messages"}
        saved["topics"] = [asdict(topic) for topic in self.topics.values()]
        saved["members"] = {str(who): asdict(member) for who, member in self.members.items()}
        return saved

    @classmethod
    def load(cls, saved: Json) -> "Chat":
        """From storage."""
        members = {int(who): Member(**member) for who, member in saved["members"].items()}
        topics = {topic["id"]: Topic(**topic) for topic in saved.get("topics", [])}
        return cls(**{**saved, "members": members, "topics": topics})

"""A chat: what kind, who is in it with which rights, what is pinned."""

from dataclasses import asdict, dataclass, field

from bot.sandbox.messages import Record
from bot.sandbox.shapes import Json

_COMMON_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
_RIGHTS = {
    "channel": (*_COMMON_RIGHTS, "can_post_messages", "can_edit_messages"),
    "supergroup": (*_COMMON_RIGHTS, "can_pin_messages", "can_manage_topics"),
}
_PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
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
            rights = {right: self.rights.get(right, False) for right in _RIGHTS[chat_type]}
            return {**shape, "can_be_edited": False, **rights, "is_anonymous": False}
        if self.status == "restricted":
            permissions = {name: self.rights.get(name, False) for name in _PERMISSIONS}
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
        every = {right: present.get(right, True) for right in _RIGHTS[self.type]}
        self.members[user_id] = Member(status, {**every, **rights})

    def dump(self) -> Json:
        """For storage; messages are stored one by one."""
        saved = {name: getattr(self, name) for name in self.__slots__ if name != "messages"}
        saved["members"] = {str(who): asdict(member) for who, member in self.members.items()}
        return saved

    @classmethod
    def load(cls, saved: Json) -> "Chat":
        """From storage."""
        members = {int(who): Member(**member) for who, member in saved["members"].items()}
        return cls(**{**saved, "members": members})

"""What changes who stands how: blocking the bot, appointing, dismissing, joining, leaving."""

from collections.abc import Callable

from bot.sandbox import rights as names
from bot.sandbox.accounts import User
from bot.sandbox.chats import Chat, Member
from bot.sandbox.delivery import Delivery
from bot.sandbox.directory import Directory
from bot.sandbox.errors import PersonError
from bot.sandbox.finding import Finding
from bot.sandbox.posting import Options, Posting
from bot.sandbox.shapes import Json

_OWN_CHOICE = frozenset({"left", "member"})
_RIGHT = {"administrator": "can_promote_members", "member": "can_invite_users"}
_GONE = "can_restrict_members"


class Standing:
    """A bot learns of its own case by my_chat_member, an administrator of others' by chat_member.

    bot-api.md §4. Groups also see a service message when somebody comes or goes.
    """

    def __init__(
        self,
        finding: Finding,
        directory: Directory,
        posting: Posting,
        delivery: Delivery,
        clock: Callable[[], float],
    ) -> None:
        self._finding = finding
        self._directory = directory
        self._posting = posting
        self._delivery = delivery
        self._clock = clock

    def block(self, user_id: int, blocked: bool) -> None:
        """A person blocks or unblocks the bot."""
        chat = self._finding.chat(user_id)
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        self._directory.save_chat(chat)
        bot = self._finding.bot()
        free, banned = (
            Member(status).shape(bot.user.shape, chat.type) for status in ("member", "kicked")
        )
        old, new = (free, banned) if blocked else (banned, free)
        self._delivery.told(bot, "my_chat_member", self._event(chat, user_id, old, new))
        self._delivery.everybody("state")

    def set_member(
        self, actor_id: int, chat_id: int, user_id: int, status: str, rights: dict[str, bool]
    ) -> None:
        """Somebody with the right appoints, dismisses, bans; anybody joins and leaves."""
        chat = self._finding.chat(chat_id)
        subject = self._directory.user(user_id)
        if subject is None or chat.type == "private":
            raise PersonError("Назначать здесь некого. Выберите канал или группу.")
        before = chat.member(user_id)
        self._check(chat, actor_id, user_id, before, status)
        old = before.shape(subject.shape, chat.type)
        was_there = before.present
        chat.set_member(user_id, status, rights)
        self._directory.save_chat(chat)
        now = chat.member(user_id)
        new = now.shape(subject.shape, chat.type)
        if old == new:
            return
        self._tell(chat, subject, actor_id, old, new)
        if chat.type != "channel" and was_there != now.present:
            self._announce(chat, subject, actor_id, came=now.present)
        self._delivery.everybody("state")

    def appoint(self, actor_id: int, chat: Chat, user_id: int, wanted: set[str]) -> None:
        """Make somebody an administrator with these rights beside those that they have."""
        member = chat.member(user_id)
        held = {right for right in names.OF_ADMIN[chat.type] if member.may(right)}
        if member.status == "creator" or (member.is_admin and wanted <= held):
            return
        rights = names.exactly(chat.type, held | wanted)
        self.set_member(actor_id, chat.id, user_id, "administrator", rights)

    def _check(self, chat: Chat, actor_id: int, user_id: int, before: Member, status: str) -> None:
        actor = chat.member(actor_id)
        if actor_id == user_id and status in _OWN_CHOICE:
            if status == "member" and before.status == "kicked":
                raise PersonError("Вас отсюда удалили. Попросите администратора вернуть вас.")
            if status == "member" and not chat.username and not before.present:
                raise PersonError("Сюда не войти самому. Попросите администратора добавить вас.")
            return
        if before.status == "creator":
            raise PersonError("Это владелец: его права не меняются.")
        needed = _RIGHT.get(status, _GONE)
        if before.status == "administrator":
            needed = "can_promote_members"
        if chat.type != "channel" and needed == "can_invite_users" and actor.present:
            return
        if not actor.may(needed):
            raise PersonError("На это у вас нет права. Войдите от имени владельца.")

    def _tell(self, chat: Chat, subject: User, actor_id: int, old: Json, new: Json) -> None:
        event = self._event(chat, actor_id, old, new)
        for bot in self._directory.bots.values():
            if bot.id == subject.id:
                self._delivery.told(bot, "my_chat_member", event)
            elif chat.member(bot.id).status == "administrator":
                self._delivery.told(bot, "chat_member", event)

    def _announce(self, chat: Chat, subject: User, actor_id: int, *, came: bool) -> None:
        what: Json = (
            {"new_chat_members": [subject.shape]} if came else {"left_chat_member": subject.shape}
        )
        self._posting.post(chat, actor_id, what, Options())

    def _event(self, chat: Chat, actor_id: int, old: Json, new: Json) -> Json:
        actor = self._directory.user(actor_id)
        return {
            "chat": self._directory.chat_shape(chat),
            "from": actor.shape if actor else new["user"],
            "date": int(self._clock()),
            "old_chat_member": old,
            "new_chat_member": new,
        }

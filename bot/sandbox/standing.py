"""What changes who stands how: blocking the bot, appointing, dismissing, leaving."""

from collections.abc import Callable

from bot.sandbox.accounts import Bot
from bot.sandbox.chats import Chat, Member
from bot.sandbox.delivery import Delivery
from bot.sandbox.directory import Directory
from bot.sandbox.errors import PersonError
from bot.sandbox.finding import Finding
from bot.sandbox.shapes import Json

_OWN_CHOICE = frozenset({"left", "member"})


class Standing:
    """A bot learns of its own case by my_chat_member (bot-api.md §4)."""

    def __init__(
        self,
        finding: Finding,
        directory: Directory,
        delivery: Delivery,
        clock: Callable[[], float],
    ) -> None:
        self._finding = finding
        self._directory = directory
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
        self._tell(chat, bot, user_id, old, new)

    def set_member(
        self, actor_id: int, chat_id: int, user_id: int, status: str, rights: dict[str, bool]
    ) -> None:
        """Somebody with the right appoints, dismisses, bans; anybody joins and leaves."""
        chat = self._finding.chat(chat_id)
        subject = self._directory.user(user_id)
        if subject is None or chat.type == "private":
            raise PersonError("Назначать здесь некого. Выберите канал или группу.")
        own_choice = actor_id == user_id and status in _OWN_CHOICE
        if not own_choice and not chat.member(actor_id).may("can_promote_members"):
            raise PersonError("Менять права может только владелец. Войдите от его имени.")
        old = chat.member(user_id).shape(subject.shape, chat.type)
        chat.set_member(user_id, status, rights)
        self._directory.save_chat(chat)
        new = chat.member(user_id).shape(subject.shape, chat.type)
        bot = self._directory.bot_by_id(user_id)
        if bot and old != new:
            self._tell(chat, bot, actor_id, old, new)
        else:
            self._delivery.everybody("state")

    def _tell(self, chat: Chat, bot: Bot, actor_id: int, old: Json, new: Json) -> None:
        update: Json = {
            "chat": self._directory.chat_shape(chat),
            "from": (self._directory.user(actor_id) or bot.user).shape,
            "date": int(self._clock()),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        self._delivery.told(bot, "my_chat_member", update)
        self._delivery.everybody("state")

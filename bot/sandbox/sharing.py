"""Buttons of a reply keyboard that ask for a chat or for people."""

from bot.sandbox import rights, views
from bot.sandbox.chats import Chat
from bot.sandbox.directory import Directory
from bot.sandbox.errors import PersonError
from bot.sandbox.files import FileStore
from bot.sandbox.finding import Finding
from bot.sandbox.posting import Options, Posting
from bot.sandbox.shapes import Json
from bot.sandbox.standing import Standing

_NO_BUTTON = "Такой кнопки у бота сейчас нет. Вызовите её снова."
_FOREIGN = "Этот чат не подходит. Выберите другой."
_MOST_USERS = 10


class Sharing:
    """KeyboardButtonRequestChat and KeyboardButtonRequestUsers, as an app obeys them."""

    def __init__(
        self,
        finding: Finding,
        directory: Directory,
        files: FileStore,
        posting: Posting,
        standing: Standing,
    ) -> None:
        self._finding = finding
        self._directory = directory
        self._files = files
        self._posting = posting
        self._standing = standing

    def fitting(self, user_id: int, request_id: int) -> list[Chat]:
        """The chats that the person may choose."""
        wanted = self._button(user_id, "request_chat", request_id)
        return [chat for chat in self._directory.shared() if _fits(chat, user_id, wanted)]

    def share_chat(self, user_id: int, request_id: int, shared_chat_id: int) -> Json:
        """The person chooses: the bot gets into the chat as it asked, and learns its id."""
        wanted = self._button(user_id, "request_chat", request_id)
        chat = self._finding.chat(shared_chat_id)
        if not _fits(chat, user_id, wanted):
            raise PersonError(_FOREIGN)
        self._let_bot_in(user_id, chat, wanted)
        shared: Json = {"chat_id": chat.id}
        if wanted.get("request_title"):
            shared["title"] = chat.title
        if wanted.get("request_username") and chat.username:
            shared["username"] = chat.username
        return self._tell(user_id, {"chat_shared": {**shared, "request_id": request_id}})

    def share_users(self, user_id: int, request_id: int, user_ids: list[int]) -> Json:
        """The person chooses people."""
        wanted = self._button(user_id, "request_users", request_id)
        most = max(1, min(_MOST_USERS, int(wanted.get("max_quantity") or 1)))
        if not 1 <= len(set(user_ids)) <= most:
            raise PersonError(f"Выберите людей: от 1 до {most}.")
        people = [self._finding.user(each) for each in dict.fromkeys(user_ids)]
        shown = []
        for person in people:
            each: Json = {"user_id": person.id}
            if wanted.get("request_name"):
                each["first_name"] = person.first_name
                if person.last_name:
                    each["last_name"] = person.last_name
            if wanted.get("request_username") and person.username:
                each["username"] = person.username
            shown.append(each)
        shared = {"user_ids": [person.id for person in people], "users": shown}
        return self._tell(user_id, {"users_shared": {**shared, "request_id": request_id}})

    def _button(self, user_id: int, kind: str, request_id: int) -> Json:
        """The button of the newest keyboard that has it."""
        for record in reversed(self._finding.chat(user_id).messages.values()):
            for row in (record.keyboard or {}).get("keyboard", []):
                for button in row:
                    found: Json = button.get(kind) or {}
                    if found.get("request_id") == request_id:
                        return found
        raise PersonError(_NO_BUTTON)

    def _let_bot_in(self, user_id: int, chat: Chat, wanted: Json) -> None:
        bot = self._finding.bot()
        asked = wanted.get("bot_administrator_rights")
        if asked is not None:
            self._standing.appoint(user_id, chat, bot.id, rights.named(asked, chat.type))
        elif wanted.get("bot_is_member") and not chat.member(bot.id).present:
            self._standing.set_member(user_id, chat.id, bot.id, "member", {})

    def _tell(self, user_id: int, what: Json) -> Json:
        chat = self._finding.writable(user_id, user_id)
        record = self._posting.post(chat, user_id, what, Options())
        return views.for_person(self._files, chat, record, user_id)


def _fits(chat: Chat, user_id: int, wanted: Json) -> bool:
    """Every demand of the button, one by one (Bot API, KeyboardButtonRequestChat)."""
    member = chat.member(user_id)
    needed = rights.named(wanted.get("user_administrator_rights"), chat.type)
    checks = [
        chat.type == ("channel" if wanted.get("chat_is_channel") else "supergroup"),
        member.present,
        wanted.get("chat_is_forum") in (None, chat.is_forum),
        wanted.get("chat_has_username") in (None, bool(chat.username)),
        not wanted.get("chat_is_created") or member.status == "creator",
        wanted.get("user_administrator_rights") is None or member.is_admin,
        all(member.may(right) for right in needed),
    ]
    return all(checks)

"""The command menu: kept per scope and language, resolved as Telegram's apps do."""

from typing import Any

from bot.sandbox.accounts import User
from bot.sandbox.chats import Chat
from bot.sandbox.shapes import Json
from bot.sandbox.storage import Storage


class CommandMenus:
    """The menus of all bots."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._menus: dict[str, list[Json]] = dict(storage.load("commands"))

    def set(self, bot_id: int, scope: str, language: str, commands: list[Json]) -> None:
        """Set the menu of a scope and language; an empty one is deleted."""
        key = _key(bot_id, scope, language)
        if commands:
            self._menus[key] = commands
            self._storage.put("commands", key, commands)
        else:
            self._menus.pop(key, None)
            self._storage.delete("commands", key)

    def get(self, bot_id: int, scope: str, language: str) -> list[Json]:
        """The menu of exactly this scope and language."""
        return self._menus.get(_key(bot_id, scope, language), [])

    def shown(self, bot_id: int, user: User, chat: Chat) -> list[Json]:
        """What a person's app offers in a chat: narrowest scope first, own language first."""
        for scope in _scopes(user, chat):
            for language in (user.language_code or "", ""):
                menu = self.get(bot_id, scope, language)
                if menu:
                    return menu
        return []


def scope_name(scope: dict[str, Any]) -> str:
    """A BotCommandScope as one word."""
    parts = [str(scope.get(key)) for key in ("type", "chat_id", "user_id") if key in scope]
    return ":".join(parts)


def _scopes(user: User, chat: Chat) -> list[str]:
    if chat.type == "private":
        return [f"chat:{chat.id}", "all_private_chats", "default"]
    admin = chat.member(user.id).status in ("creator", "administrator")
    return [
        f"chat_member:{chat.id}:{user.id}",
        *([f"chat_administrators:{chat.id}"] if admin else []),
        f"chat:{chat.id}",
        *(["all_chat_administrators"] if admin else []),
        "all_group_chats",
        "default",
    ]


def _key(bot_id: int, scope: str, language: str) -> str:
    return f"{bot_id}|{scope}|{language}"

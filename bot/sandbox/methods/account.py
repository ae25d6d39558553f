"""The bot's own account: who it is, its descriptions, its command menus, its files."""

import re
from collections.abc import Callable

from bot.sandbox import file_ids
from bot.sandbox.access import find_chat
from bot.sandbox.commands import scope_name
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.methods.call import Call
from bot.sandbox.shapes import Json

_COMMAND = re.compile(r"/?([a-z0-9_]{1,32})")
_COMMANDS_LIMIT = 100
_DESCRIPTION_LIMIT = 256
_DOWNLOAD_LIMIT = 20 << 20  # bot-api.md §2, error 50
_SCOPES = frozenset(
    {
        "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat",
        "chat_administrators", "chat_member",
    }
)  # fmt: skip
_PROFILE_LIMITS = {"name": 64, "description": 512, "short_description": 120}


def get_me(call: Call) -> Json:
    """The bot's User with what only getMe tells."""
    return call.bot.me


def done(_: Call) -> bool:
    """close and logOut: there is no other server to move to."""
    return True


def set_my_commands(call: Call) -> bool:
    """One menu, for a scope and a language."""
    scope, language = _scope(call), _language(call)
    commands = _read_commands(call)
    call.world.commands.set(call.bot.id, scope, language, commands)
    call.world.delivery.everybody("commands")
    return True


def get_my_commands(call: Call) -> list[Json]:
    """The menu of exactly this scope and language."""
    return call.world.commands.get(call.bot.id, _scope(call), _language(call))


def delete_my_commands(call: Call) -> bool:
    """Back to the menu of the wider scope."""
    call.world.commands.set(call.bot.id, _scope(call), _language(call), [])
    call.world.delivery.everybody("commands")
    return True


def set_profile(name: str) -> Callable[[Call], bool]:
    """The method that sets one text of the bot's profile."""

    def method(call: Call) -> bool:
        value = call.args.text(name)
        if len(value) > _PROFILE_LIMITS[name]:
            raise bad_request(f"bot {name.replace('_', ' ')} is too long")
        call.bot.profile[f"{name}:{_language(call)}"] = value
        call.world.directory.save_bot(call.bot)
        return True

    return method


def get_profile(name: str) -> Callable[[Call], Json]:
    """The method that tells one text of the bot's profile."""

    def method(call: Call) -> Json:
        default = call.bot.user.first_name if name == "name" else ""
        profile = call.bot.profile
        language = _language(call)
        return {name: profile.get(f"{name}:{language}") or profile.get(f"{name}:") or default}

    return method


def get_file(call: Call) -> Json:
    """Where to download a file of up to 20 MB."""
    file_id = call.args.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    try:
        file_ids.decode(file_id)
    except ApiError:
        raise bad_request("invalid file_id") from None
    try:
        stored = call.world.files.by_file_id(file_id, call.bot.id)
    except ApiError:
        raise bad_request("wrong file_id or the file is temporarily unavailable") from None
    if stored.size > _DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {
        "file_id": file_id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
        "file_path": stored.path,
    }


def answer_callback_query(call: Call) -> bool:
    """The answer to a press of a button."""
    args = call.args
    text = args.text("text")
    if len(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    answer: Json = {"text": text} if text else {}
    if args.flag("show_alert"):
        answer["show_alert"] = True
    if args.text("url"):
        answer["url"] = args.text("url")
    call.world.callbacks.answer(call.bot.id, args.text("callback_query_id"), answer)
    return True


def _language(call: Call) -> str:
    language = call.args.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language


def _scope(call: Call) -> str:
    try:
        shape = call.args.json("scope")
    except ValueError:
        raise bad_request("can't parse BotCommandScope JSON object") from None
    if shape is None:
        return "default"
    if not isinstance(shape, dict) or shape.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    if not shape["type"].startswith("chat"):
        return str(shape["type"])
    if str(shape.get("chat_id", "")) == "":
        raise bad_request("can't parse BotCommandScope: chat_id is empty")
    chat = find_chat(call.world.directory, call.bot, str(shape["chat_id"]))
    return scope_name({**shape, "chat_id": chat.id})


def _read_commands(call: Call) -> list[Json]:
    try:
        items = call.args.json("commands")
    except ValueError:
        raise bad_request("can't parse commands JSON object") from None
    if items is None:
        return []
    if not isinstance(items, list):
        raise bad_request("expected an Array of BotCommand")
    if len(items) > _COMMANDS_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_read_command(item) for item in items]


def _read_command(item: object) -> Json:
    if not isinstance(item, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    found = _COMMAND.fullmatch(str(item.get("command", "")).strip())
    if not found:
        raise bad_request("BOT_COMMAND_INVALID")
    description = str(item.get("description", "")).strip()
    if not 1 <= len(description) <= _DESCRIPTION_LIMIT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": found.group(1), "description": description}

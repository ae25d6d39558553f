"""Keyboards under a message: read, checked, refused (bot-api.md §2, errors 32-37)."""

from typing import Any

from bot.sandbox import texts
from bot.sandbox.arguments import Arguments
from bot.sandbox.chats import Chat
from bot.sandbox.errors import bad_request
from bot.sandbox.fields import field
from bot.sandbox.shapes import Json

_ROW_LIMIT = 12  # more are dropped in silence (bot-api.md §3)
_BUTTONS_LIMIT = 300
_DATA_LIMIT = 64
_BUTTON_KINDS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "copy_text",
    "callback_game", "pay",
)  # fmt: skip
_REQUESTS: dict[str, dict[str, type]] = {
    "request_chat": {"request_id": int, "chat_is_channel": bool},
    "request_users": {"request_id": int},
}
_BUTTON_EXTRAS = ("style", "icon_custom_emoji_id")


def read(args: Arguments) -> Json | None:
    """The keyboard of a call, or None; malformed ones are refused."""
    try:
        shape = args.json("reply_markup")
    except ValueError:
        raise bad_request("can't parse reply keyboard markup JSON object") from None
    return read_shape(shape)


def read_shape(shape: Any) -> Json | None:
    """The same, decoded already."""
    if shape is None:
        return None
    if not isinstance(shape, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in shape:
        return _read_inline(shape["inline_keyboard"])
    if "keyboard" in shape:
        if not isinstance(shape["keyboard"], list):
            raise bad_request('field "keyboard" must be of type Array')
        return {**shape, "keyboard": [_reply_row(row) for row in shape["keyboard"]]}
    if shape.get("remove_keyboard") or shape.get("force_reply"):
        return shape
    return None


def is_inline(markup: Json | None) -> bool:
    """Whether the buttons belong to the message itself."""
    return markup is not None and "inline_keyboard" in markup


def check_for(chat: Chat, markup: Json | None) -> None:
    """Channels know inline keyboards only, and no buttons that need the bot's name."""
    if markup is None or chat.type != "channel":
        return
    if not is_inline(markup):
        raise bad_request("inline keyboard expected")
    for row in markup["inline_keyboard"]:
        if any("switch_inline_query_current_chat" in button for button in row):
            raise bad_request(
                "can't use switch_inline_query button in a channel chat, because users will"
                " not be able to use the button without knowing bot's username"
            )


def check_requests(chat: Chat, markup: Json | None) -> None:
    """Only in a private chat a keyboard asks for chats or people (td:ReplyMarkup.cpp)."""
    if chat.type == "private":
        return
    for row in (markup or {}).get("keyboard", []):
        for button in row:
            for name, label in (("request_chat", "chats"), ("request_users", "users")):
                if name in button:
                    raise bad_request(f"{label} can be requested in private chats only")


def check_data(markup: Json | None) -> None:
    """What only the data centre finds: callback data of 1-64 bytes."""
    for row in (markup or {}).get("inline_keyboard", []):
        for button in row:
            data = button.get("callback_data")
            if data is not None and not 1 <= len(data.encode()) <= _DATA_LIMIT:
                raise bad_request("BUTTON_DATA_INVALID")


def only_urls(markup: Json | None) -> Json | None:
    """The keyboard a forwarded message keeps: all of it or, with a callback button, nothing."""
    rows = (markup or {}).get("inline_keyboard", [])
    return markup if rows and all("url" in button for row in rows for button in row) else None


def _read_inline(rows: Any) -> Json | None:
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" must be of type Array')
    kept: list[list[Json]] = []
    room = _BUTTONS_LIMIT
    for row in rows:
        if not isinstance(row, list):
            raise bad_request("can't parse inline keyboard: array of buttons expected")
        buttons = [_inline_button(button) for button in row][: min(_ROW_LIMIT, room)]
        room -= len(buttons)
        if buttons:
            kept.append(buttons)
    return {"inline_keyboard": kept} if kept else None


def _inline_button(button: Any) -> Json:
    prefix = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(prefix + "Object expected")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request(prefix + 'Can\'t find field "text"')
    kind = next((name for name in _BUTTON_KINDS if name in button), None)
    if kind is None:
        raise bad_request(prefix + "Text buttons are unallowed in the inline keyboard")
    shape: Json = {"text": text, kind: button[kind]}
    if kind == "url":
        shape["url"] = _button_url(str(button["url"]))
    return shape | {name: button[name] for name in _BUTTON_EXTRAS if button.get(name)}


def _button_url(url: str) -> str:
    try:
        return texts.check_url(url)
    except ValueError as error:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {error}") from None


def _reply_row(row: Any) -> list[Json]:
    if not isinstance(row, list):
        raise bad_request("can't parse keyboard button: Array of buttons expected")
    return [
        {"text": button} if isinstance(button, str) else _reply_button(button) for button in row
    ]


def _reply_button(button: Any) -> Json:
    try:
        shape = {**button, "text": field(button, "text", str)}
        for name, needed in _REQUESTS.items():
            if name in button:
                asked = field(button, name, dict)
                found = {key: field(asked, key, kind) for key, kind in needed.items()}
                shape[name] = {**asked, **found}
    except (TypeError, ValueError) as error:
        raise bad_request(f"can't parse keyboard button: {error}") from None
    return shape

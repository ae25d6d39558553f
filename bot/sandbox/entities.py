"""MessageEntity of the Bot API and textEntity of TDLib: two spellings of one thing."""

from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.fields import field
from bot.sandbox.shapes import Json, Users

_PLAIN = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "code": "Code",
    "blockquote": "BlockQuote",
    "expandable_blockquote": "ExpandableBlockQuote",
}
_FOUND = {
    "mention": "Mention",
    "hashtag": "Hashtag",
    "cashtag": "Cashtag",
    "bot_command": "BotCommand",
    "url": "Url",
    "email": "EmailAddress",
    "phone_number": "PhoneNumber",
    "bank_card_number": "BankCardNumber",
}
_NAMES = {td: name for name, td in {**_PLAIN, **_FOUND}.items()}
_PREFIX = "textEntityType"
_PRECISION = "dateTimePartPrecision"
SPLITTABLE = frozenset({"Bold", "Italic", "Underline", "Strikethrough", "Spoiler"})
HIDDEN = frozenset({"TextUrl", "MentionName", "CustomEmoji"})
"""These carry something that their text doesn't show, so a blank text may have them."""
QUOTES = frozenset({"BlockQuote", "ExpandableBlockQuote"})


def kind(entity: Json) -> str:
    """`Bold`, `TextUrl`, ... of TDLib's entity."""
    name: str = entity["type"]["@type"]
    return name.removeprefix(_PREFIX)


def is_found(entity: Json) -> bool:
    """Whether Telegram finds such entities by itself and nobody can send them."""
    return kind(entity) in _FOUND.values() or kind(entity) == "MediaTimestamp"


def _type_to_td(item: Json) -> Json | None:
    name = field(item, "type", str)
    if not name:
        raise ValueError("Type is not specified")
    if name in _FOUND:
        return None
    if name in _PLAIN:
        return {"@type": _PREFIX + _PLAIN[name]}
    if name == "pre":
        language = item.get("language", "")
        if language:
            return {"@type": _PREFIX + "PreCode", "language": language}
        return {"@type": _PREFIX + "Pre"}
    if name == "text_link":
        return {"@type": _PREFIX + "TextUrl", "url": field(item, "url", str)}
    if name == "text_mention":
        user = field(item, "user", dict)
        return {"@type": _PREFIX + "MentionName", "user_id": field(user, "id", int)}
    if name == "custom_emoji":
        emoji = field(item, "custom_emoji_id", str)
        return {"@type": _PREFIX + "CustomEmoji", "custom_emoji_id": emoji}
    if name == "date_time":
        moment = field(item, "unix_time", int)
        return _date_time(moment, item.get("date_time_format", ""))
    raise ValueError("Unsupported type specified")


def _date_time(moment: int, code: str) -> Json:
    """TDLib's spelling of `r` or of `wDT`: w weekday, d/D date, t/T time (long in capitals)."""
    shape: Json = {"@type": _PREFIX + "DateTime", "unix_time": moment}
    if code == "r":
        shape["formatting_type"] = {"@type": "dateTimeFormattingTypeRelative"}
    elif code:
        shape["formatting_type"] = {
            "@type": "dateTimeFormattingTypeAbsolute",
            "time_precision": {"@type": _PRECISION + _precision(code, "t")},
            "date_precision": {"@type": _PRECISION + _precision(code, "d")},
            "show_day_of_week": "w" in code,
        }
    return shape


def _precision(code: str, letter: str) -> str:
    if letter.upper() in code:
        return "Long"
    return "Short" if letter in code else "None"


def _date_time_code(formatting: Json) -> str:
    if formatting["@type"] == "dateTimeFormattingTypeRelative":
        return "r"
    code = "w" if formatting["show_day_of_week"] else ""
    for letter, name in (("d", "date_precision"), ("t", "time_precision")):
        precision = formatting[name]["@type"].removeprefix(_PRECISION)
        code += {"Long": letter.upper(), "Short": letter, "None": ""}[precision]
    return code


def read(items: Any) -> list[Json]:
    """Entities as a caller gives them → TDLib's; those that Telegram finds itself are skipped.

    Whatever is no array is ignored, a bad item is refused (bot-api.md §2, error 16).
    """
    found: list[Json] = []
    for item in items if isinstance(items, list) else ():
        try:
            if not isinstance(item, dict):
                raise ValueError("expected an Object")  # noqa: TRY004, TRY301 worded below
            shape = _type_to_td(item)
            if shape is None:
                continue
            offset = field(item, "offset", int)
            length = field(item, "length", int)
        except ValueError as error:
            raise bad_request(f"can't parse MessageEntity: {error}") from None
        found.append({"@type": "textEntity", "offset": offset, "length": length, "type": shape})
    return found


def write(entity: Json, users: Users) -> Json | None:
    """TDLib's entity → MessageEntity; None for one that the Bot API does not show."""
    name, shape = kind(entity), entity["type"]
    result: Json = {"offset": entity["offset"], "length": entity["length"]}
    if name in _NAMES:
        return {**result, "type": _NAMES[name]}
    if name == "Pre":
        return {**result, "type": "pre"}
    if name == "PreCode":
        return {**result, "type": "pre", "language": shape["language"]}
    if name == "TextUrl":
        return {**result, "type": "text_link", "url": shape["url"]}
    if name == "MentionName":
        user = users.get(shape["user_id"])
        return user and {**result, "type": "text_mention", "user": user}
    if name == "CustomEmoji":
        return {**result, "type": "custom_emoji", "custom_emoji_id": shape["custom_emoji_id"]}
    if name == "DateTime":
        result |= {"type": "date_time", "unix_time": shape["unix_time"]}
        if "formatting_type" in shape:
            result["date_time_format"] = _date_time_code(shape["formatting_type"])
        return result
    return None

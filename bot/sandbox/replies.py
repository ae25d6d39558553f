"""A message sent as a reply: what the call wants and whether it exists."""

from dataclasses import dataclass

from bot.sandbox import access
from bot.sandbox.accounts import Bot
from bot.sandbox.arguments import Arguments, to_integer
from bot.sandbox.chats import Chat
from bot.sandbox.directory import Directory
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.posting import origin_of, reply_of
from bot.sandbox.rich.plain import plain
from bot.sandbox.shapes import Json

_NOT_FOUND = "message to be replied not found"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`reply_parameters`, or the older arguments of the same meaning."""

    message_id: int = 0
    chat_id: str = ""
    optional: bool = False
    quote: str = ""


def read(args: Arguments) -> Wanted:
    """What the call asks for."""
    try:
        shape = args.json("reply_parameters")
    except ValueError:
        raise bad_request("can't parse reply parameters JSON object") from None
    if shape is None:
        return Wanted(
            args.message_id("reply_to_message_id"),
            optional=args.flag("allow_sending_without_reply"),
        )
    if not isinstance(shape, dict):
        raise bad_request("object expected as reply parameters")
    return Wanted(
        max(0, to_integer(str(shape.get("message_id", 0)))),
        str(shape.get("chat_id") or ""),
        bool(shape.get("allow_sending_without_reply")),
        str(shape.get("quote") or ""),
    )


def find(directory: Directory, bot: Bot, chat: Chat, wanted: Wanted) -> Json | None:
    """The fields that the new Message gets, or None when it is no reply."""
    if not wanted.message_id:
        return None
    source = chat
    if wanted.chat_id:
        try:
            source = access.find_chat(directory, bot, wanted.chat_id)
        except ApiError:
            if wanted.optional:
                return None
            raise
    record = source.messages.get(wanted.message_id)
    if record is None:
        if wanted.optional:
            return None
        raise bad_request(_NOT_FOUND)
    fields: Json = {}
    if source is chat:
        fields["reply_to_message"] = reply_of(record)
    else:
        fields["external_reply"] = {
            "origin": origin_of(record),
            "chat": directory.chat_shape(source),
            "message_id": record.id,
        }
    if wanted.quote:
        text = _words(record.body)
        at = text.find(wanted.quote)
        if at < 0:
            raise bad_request("QUOTE_TEXT_INVALID")
        position = len(text[:at].encode("utf-16-le")) // 2
        fields["quote"] = {"text": wanted.quote, "position": position, "is_manual": True}
    return fields


def _words(body: Json) -> str:
    if "rich_message" in body:
        return plain(body["rich_message"])
    return str(body.get("text") or body.get("caption") or "")

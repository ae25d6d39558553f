"""sendRichMessage (Bot API 10.1), and the same argument of editMessageText."""

from collections.abc import Callable

from bot.sandbox.errors import bad_request
from bot.sandbox.methods import sending
from bot.sandbox.methods.call import Call
from bot.sandbox.rich import message
from bot.sandbox.shapes import Json

_FILES = {"voice_note": "voice"}


def send_rich_message(call: Call) -> Json:
    """Post a rich message."""
    call.args.required("rich_message")
    return sending.send(call, "rich", reader(call))


def reader(call: Call) -> Callable[[], Json]:
    """The argument `rich_message`: read now, made content once the chat is known."""
    try:
        raw = call.args.json("rich_message")
    except ValueError:
        raise bad_request("can't parse rich message JSON object") from None
    draft = message.read(raw, sending.users(call))

    def file(kind: str, item: Json) -> object:
        stored = _FILES.get(kind, kind)
        source = call.args.reference(str(item.get("media") or ""))
        return sending.media_content(call, stored, source, item)[stored]

    return lambda: draft.content(file)

"""What a broken server says (bot-api.md §2, §5.1)."""

import json

from bot.sandbox.errors import ApiError, bad_request, too_many_requests
from bot.sandbox.faults import Asked, Broken, Outcome, Reply
from bot.sandbox.wire import error_reply

_HTML = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    b"<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n"
    b"</body>\r\n</html>\r\n"
)
_GATEWAY = ApiError(502, "Bad Gateway")
_RESTART = ApiError(500, "Internal Server Error: restart")
_LOST = "Message was not sent"

GHOSTLY = ("close", "hang", "bad_gateway", "bad_gateway_html", "restart", "flood")
"""What the caller of a ghost may be left with."""


def answer(kind: str, retry_after: int, refusal: ApiError) -> Outcome:
    """The answer of this kind: `flood` asks for a wait in seconds, `refuse` says the refusal."""
    match kind:
        case "bad_gateway":
            return error_reply(_GATEWAY)
        case "bad_gateway_html":
            return Reply(502, _HTML, "text/html")
        case "restart":
            return error_reply(_RESTART)
        case "flood":
            return error_reply(too_many_requests(retry_after))
        case "refuse":
            return error_reply(refusal)
    return Broken()


def truncated(reply: Reply) -> Reply:
    """Half of the answer under a whole one's status."""
    return Reply(reply.status, reply.body[: len(reply.body) // 2], reply.content_type)


def album_size(asked: Asked) -> int:
    """How many items an album has; 0 for anything else."""
    try:
        items = json.loads(asked.params.get("media", ""))
    except ValueError:
        return 0
    return len(items) if isinstance(items, list) and len(items) <= 10 else 0


def cut_album(asked: Asked, posted: int) -> None:
    """Leave the first items of the album."""
    asked.params["media"] = json.dumps(json.loads(asked.params["media"])[:posted])


def failed_album(posted: int) -> Reply:
    """What the server says of an album of which some items failed (bot-api.md §5.1, 6)."""
    return error_reply(
        bad_request(f'failed to send message #{posted + 1} with the error message "{_LOST}"')
    )


def message_ids(outcome: Outcome) -> list[int]:
    """The numbers of what a true answer says was posted or changed."""
    if isinstance(outcome, Broken) or outcome.status != 200:
        return []
    result = json.loads(outcome.body)["result"]
    items = result if isinstance(result, list) else [result]
    return [
        item["message_id"] for item in items if isinstance(item, dict) and "message_id" in item
    ]

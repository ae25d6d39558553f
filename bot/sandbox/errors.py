"""How the Bot API says no: codes, descriptions and parameters (bot-api.md §2)."""

from bot.sandbox.shapes import Json

_PREFIX = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    500: "Internal Server Error",
}


class ApiError(Exception):
    """A refusal; `reply` is the envelope that the caller sees."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    @property
    def reply(self) -> Json:
        """The envelope: ok, error_code, description and, where there are any, parameters."""
        envelope: Json = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            envelope["parameters"] = self.parameters
        return envelope


class PersonError(Exception):
    """What a person tried on the sandbox page is impossible.

    The message is for that person: Russian, short, and it says what to do.
    """


def refusal(code: int, message: str) -> ApiError:
    """An error worded as the server words it: prefixed, first letter lowered.

    CONSTANTS_OF_THE_SERVER keep their capitals (bot-api.md §2, "How descriptions are made").
    """
    if len(message) < 2 or not (message[1] == "_" or message[1].isupper()):
        message = message[:1].lower() + message[1:]
    return ApiError(code, f"{_PREFIX[code]}: {message}")


def bad_request(message: str) -> ApiError:
    """400, the answer to nearly everything that is wrong with a call."""
    return refusal(400, message)


def forbidden(message: str) -> ApiError:
    """403: the chat exists and the bot may not."""
    return refusal(403, message)


def conflict(message: str) -> ApiError:
    """409: somebody else gets this bot's updates."""
    return refusal(409, message)


def too_many_requests(seconds: int) -> ApiError:
    """429 with the time to wait in words, in `parameters` and, by the server, in a header."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})

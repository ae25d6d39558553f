"""How the people's side answers: JSON, and one sentence for the person where it can't."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.sandbox.errors import PersonError

_TOO_LARGE = "Файл слишком велик: в песочницу входит до 50 МБ. Выберите поменьше."
Handler = Callable[[web.Request], Awaitable[Any]]


def answering(handler: Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
    """A handler whose result is the JSON answer and whose PersonError is a 400."""

    async def answer(request: web.Request) -> web.Response:
        try:
            return web.json_response(await handler(request))
        except PersonError as error:
            return web.json_response({"error": str(error)}, status=400)
        except web.HTTPRequestEntityTooLarge:
            return web.json_response({"error": _TOO_LARGE}, status=413)

    return answer

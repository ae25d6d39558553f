"""The Bot API over HTTP: addresses, envelopes, statuses (bot-api.md §2)."""

import inspect
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from bot.sandbox.accounts import Bot
from bot.sandbox.arguments import Arguments
from bot.sandbox.bodies import TOO_LARGE, read_arguments
from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Asked, Broken, Outcome, Reply
from bot.sandbox.methods import METHODS, NAMES, Method
from bot.sandbox.methods.call import Call
from bot.sandbox.mimes import mime_of
from bot.sandbox.serving import file_response
from bot.sandbox.shapes import Json
from bot.sandbox.wire import error_reply
from bot.sandbox.world import World

_NOT_FOUND = ApiError(404, "Not Found")
_LONGEST_TOKEN = 80


class ApiServer:
    """Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, world: World) -> None:
        self._world = world

    def add_routes(self, app: web.Application) -> None:
        """Every path that belongs to bots."""
        app.router.add_route("*", "/bot{rest:.*}", self._call)
        app.router.add_route("*", "/file/bot{rest:.*}", self._download)

    async def _call(self, request: web.Request) -> web.StreamResponse:
        if request.method not in ("GET", "POST"):
            return web.Response(status=501)
        token, method = _split(request.rel_url.raw_path.removeprefix("/bot"))
        try:
            args = await read_arguments(request)
        except ApiError as error:
            return _close(_response(error_reply(error)))
        with self._world.faults.answering(request.transport):
            outcome = await self.serve(token, method, args, lambda: request.transport is None)
            return _finish(request, outcome)

    async def serve(
        self,
        token: str,
        method: str,
        args: Arguments,
        gone: Callable[[], bool] = lambda: False,
    ) -> Outcome:
        """A call whose arguments are read: what breaks it, and what it does.

        `gone` tells whether the caller has hung up.
        """
        name = method or args.values.pop("method", "").lower()
        asked = Asked(token, NAMES.get(name, name), args.values, gone)

        async def accept() -> Outcome:
            return await self._accept(asked, name, args)

        async def reach() -> Outcome:
            return await self._world.on_accept.around(asked, accept)

        async def queue() -> Outcome:
            return await self._world.flood.around(asked, reach)

        # What happens up to here never reached Telegram's queue of requests; see faults.py.
        return await self._world.faults.around(asked, queue)

    async def _accept(self, asked: Asked, name: str, args: Arguments) -> Reply:
        try:
            bot = _authorise(self._world, asked.token)
            method = _find_method(name)
            self._world.note_call(asked.method, args.values)
            with self._world.storage.atomic():
                result = method(Call(self._world, bot, args))
            if inspect.isawaitable(result):
                result = await result
        except ApiError as error:
            return error_reply(error)
        return Reply(200, json.dumps(_envelope(result)).encode())

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if self._world.faults.away:
            return _finish(request, Broken())
        token, _, path = request.rel_url.raw_path.removeprefix("/file/bot").partition("/")
        if path.startswith("test/"):
            path = path.removeprefix("test/")
        try:
            _authorise(self._world, unquote(token))
        except ApiError as error:
            return _response(error_reply(error))
        stored = self._world.files.by_path(unquote(path))
        if stored is None:
            return _response(error_reply(_NOT_FOUND))
        return file_response(self._world.files.data(stored), mime_of(path))


def _split(rest: str) -> tuple[str, str]:
    """`<token>[/test]/<method>` → token and method in lower case."""
    token, _, method = rest.partition("/")
    return unquote(token), unquote(method).removeprefix("test/").strip("/").lower()


def _authorise(world: World, token: str) -> Bot:
    """Errors 48: the shape of the token, then whether anybody has it."""
    number, colon, _ = token.partition(":")
    if not colon or token.startswith("0") or len(token) > _LONGEST_TOKEN:
        raise ApiError(401, "Unauthorized: invalid token specified")
    if not number.isdecimal():
        raise ApiError(421, "Misdirected Request: unallowed token specified")
    bot = world.directory.bots.get(token)
    if bot is None:
        raise ApiError(401, "Unauthorized")
    return bot


def _find_method(name: str) -> Method:
    """Errors 49."""
    if not name:
        raise _NOT_FOUND
    if name not in METHODS:
        raise ApiError(404, "Not Found: method not found")
    return METHODS[name]


def _envelope(result: Any) -> Json:
    """`ok` and `result`; the webhook's methods add a description."""
    if isinstance(result, tuple):
        value, description = result
        return {"ok": True, "result": value, "description": description}
    return {"ok": True, "result": result}


def _response(reply: Reply) -> web.Response:
    return web.Response(
        status=reply.status,
        body=reply.body,
        content_type=reply.content_type,
        headers=reply.headers,
    )


def _finish(request: web.Request, outcome: Reply | Broken) -> web.Response:
    if isinstance(outcome, Broken):
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    response = _response(outcome)
    return _close(response) if outcome.status == TOO_LARGE.code else response


def _close(response: web.Response) -> web.Response:
    response.force_close()
    return response

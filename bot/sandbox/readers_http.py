"""What readers do beside writing, over HTTP: inline mode, reactions; and crowds of them."""

from aiohttp import web

from bot.sandbox.answering import Handler, answering
from bot.sandbox.forms import chat_id_of, json_body, number, person_of
from bot.sandbox.reactions import EMOJI
from bot.sandbox.shapes import Json
from bot.sandbox.world import World

_PATIENCE = 10.0  # seconds that an app waits for the bot's results


class ReadersServer:
    """Answers more of what lies below `/sandbox/`."""

    def __init__(self, world: World) -> None:
        self._world = world

    def add_routes(self, app: web.Application) -> None:
        """Its paths."""
        chat = "/sandbox/chats/{chat_id}"
        routes: list[tuple[str, str, Handler]] = [
            ("GET", f"{chat}/inline", self._ask),
            ("POST", f"{chat}/inline", self._choose),
            ("POST", f"{chat}/reaction", self._react),
            ("GET", "/sandbox/reactions", self._reactions),
            ("POST", "/sandbox/crowd", self._crowd),
            ("POST", "/sandbox/deleted", self._delete),
        ]
        for method, path, handler in routes:
            app.router.add_route(method, path, answering(handler))

    async def _ask(self, request: web.Request) -> Json:
        query = request.query
        query_id = self._world.ask_inline(
            person_of(request),
            chat_id_of(request),
            query.get("query", ""),
            query.get("offset", ""),
        )
        return await self._world.inline_answer(query_id, _PATIENCE)

    async def _choose(self, request: web.Request) -> Json:
        body = await json_body(request)
        sent = self._world.choose_inline(
            number(body.get("as"), 0),
            chat_id_of(request),
            str(body.get("query_id") or ""),
            str(body.get("result_id") or ""),
            number(body.get("thread"), 0),
        )
        return {"messages": [sent]}

    async def _react(self, request: web.Request) -> Json:
        body = await json_body(request)
        return self._world.react(
            number(body.get("as"), 0),
            chat_id_of(request),
            number(body.get("message_id"), 0),
            str(body.get("emoji") or ""),
        )

    async def _reactions(self, _: web.Request) -> list[str]:
        return list(EMOJI)

    async def _crowd(self, request: web.Request) -> Json:
        body = await json_body(request)
        found = self._world.add_crowd(number(body.get("count"), 0))
        return {"first": found.start, "count": len(found)}

    async def _delete(self, request: web.Request) -> Json:
        body = await json_body(request)
        self._world.delete_account(number(body.get("as"), 0))
        return {"ok": True}

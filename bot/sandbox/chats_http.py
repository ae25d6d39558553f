"""Governing channels and groups over HTTP: what the page's sheets and menus ask for."""

from aiohttp import web

from bot.sandbox.answering import Handler, answering
from bot.sandbox.errors import PersonError
from bot.sandbox.forms import chat_id_of, json_body, number, numbers, person_of
from bot.sandbox.looking import Looking
from bot.sandbox.shapes import Json
from bot.sandbox.world import World

_DONE: Json = {"ok": True}
_STATUSES = ("left", "kicked", "member", "administrator", "restricted")


class ChatsServer:
    """What administrators do, and who chooses a chat for the bot."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._looking = Looking(world)

    def add_routes(self, app: web.Application) -> None:
        """The paths."""
        chat = "/sandbox/chats/{chat_id}"
        routes: list[tuple[str, str, Handler]] = [
            ("POST", "/sandbox/chats", self._create),
            ("GET", f"{chat}/info", self._info),
            ("POST", f"{chat}/member", self._member),
            ("POST", f"{chat}/settings", self._settings),
            ("POST", f"{chat}/remove", self._remove),
            ("POST", f"{chat}/pin", self._pin),
            ("POST", f"{chat}/topics", self._create_topic),
            ("POST", f"{chat}/topics/{{thread}}", self._topic),
            ("GET", "/sandbox/requested", self._requested),
            ("POST", "/sandbox/shared", self._share),
        ]
        for method, path, handler in routes:
            app.router.add_route(method, path, answering(handler))

    async def _create(self, request: web.Request) -> Json:
        body = await json_body(request)
        with self._world.storage.atomic():
            chat = self._world.governing.create(
                number(body.get("as"), 0),
                str(body.get("type")),
                str(body.get("title") or ""),
                str(body.get("username") or ""),
                forum=bool(body.get("forum")),
            )
        return self._world.directory.chat_shape(chat)

    async def _info(self, request: web.Request) -> Json:
        user_id = person_of(request)
        chat = self._world.finding.visible(user_id, chat_id_of(request))
        if chat.type == "private":
            raise PersonError("Это чат с ботом: настраивать в нём нечего.")
        return self._looking.info(user_id, chat)

    async def _member(self, request: web.Request) -> Json:
        body = await json_body(request)
        rights = {key: bool(value) for key, value in body.items() if key.startswith("can_")}
        status = str(body.get("status"))
        if status not in _STATUSES:
            raise PersonError(f"Такого статуса нет. Есть {', '.join(_STATUSES)}.")
        with self._world.storage.atomic():
            self._world.standing.set_member(
                number(body.get("as"), 0),
                chat_id_of(request),
                number(body.get("user_id"), 0),
                status,
                rights,
            )
        return _DONE

    async def _settings(self, request: web.Request) -> Json:
        """Any of title, username, linked and the switches; each as in an app's own screen."""
        body = await json_body(request)
        user_id, chat_id = number(body.get("as"), 0), chat_id_of(request)
        governing = self._world.governing
        with self._world.storage.atomic():
            if "title" in body:
                governing.rename(user_id, chat_id, str(body["title"]))
            if "username" in body:
                governing.set_username(user_id, chat_id, str(body["username"]))
            if "linked" in body:
                governing.link(user_id, chat_id, number(body["linked"], 0))
            for name in ("signed", "protected", "forum"):
                if name in body:
                    governing.switch(user_id, chat_id, name, bool(body[name]))
        return _DONE

    async def _remove(self, request: web.Request) -> Json:
        body = await json_body(request)
        self._world.delete_chat(number(body.get("as"), 0), chat_id_of(request))
        return _DONE

    async def _pin(self, request: web.Request) -> Json:
        body = await json_body(request)
        where = number(body.get("as"), 0), chat_id_of(request), number(body.get("message_id"), 0)
        if body.get("pinned"):
            self._world.pin(*where, silent=bool(body.get("silent")))
        else:
            self._world.unpin(*where)
        return _DONE

    async def _create_topic(self, request: web.Request) -> Json:
        body = await json_body(request)
        thread = self._world.create_topic(
            number(body.get("as"), 0), chat_id_of(request), str(body.get("name") or "")
        )
        return {"message_thread_id": thread}

    async def _topic(self, request: web.Request) -> Json:
        """Any of name, closed and deleted."""
        body = await json_body(request)
        where = (
            number(body.get("as"), 0),
            chat_id_of(request),
            number(request.match_info["thread"], 0),
        )
        if "name" in body:
            self._world.rename_topic(*where, str(body["name"]))
        if "closed" in body:
            self._world.close_topic(*where, bool(body["closed"]))
        if body.get("deleted"):
            self._world.delete_topic(*where)
        return _DONE

    async def _requested(self, request: web.Request) -> list[Json]:
        """The chats that a request_chat button lets its presser choose."""
        request_id = number(request.query.get("request_id"), 0)
        fitting = self._world.sharing.fitting(person_of(request), request_id)
        return [self._world.directory.chat_shape(chat) for chat in fitting]

    async def _share(self, request: web.Request) -> Json:
        body = await json_body(request)
        user_id, request_id = number(body.get("as"), 0), number(body.get("request_id"), 0)
        if "user_ids" in body:
            sent = self._world.share_users(user_id, request_id, numbers(body["user_ids"]))
        else:
            sent = self._world.share_chat(user_id, request_id, number(body.get("chat_id"), 0))
        return {"messages": [sent]}

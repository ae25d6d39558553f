"""The people's side over HTTP: what the sandbox page asks for."""

from aiohttp import web

from bot.sandbox.answering import Handler, answering
from bot.sandbox.errors import PersonError
from bot.sandbox.forms import (
    chat_id_of,
    json_body,
    json_list,
    multipart_form,
    number,
    numbers,
    person_of,
)
from bot.sandbox.looking import Looking
from bot.sandbox.serving import file_response
from bot.sandbox.shapes import Json
from bot.sandbox.world import World

_PATIENCE = 10.0  # how long an app waits for the answer to a press


class PeopleServer:
    """Answers everything below `/sandbox/` but the live stream."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._looking = Looking(world)

    def add_routes(self, app: web.Application) -> None:
        """Every path of the people's side."""
        chat = "/sandbox/chats/{chat_id}"
        routes: list[tuple[str, str, Handler]] = [
            ("GET", "/sandbox/state", self._state),
            ("POST", "/sandbox/people", self._add_person),
            ("GET", "/sandbox/chats", self._chats),
            ("GET", f"{chat}/messages", self._history),
            ("POST", f"{chat}/messages", self._send),
            ("POST", f"{chat}/forward", self._forward),
            ("POST", f"{chat}/callback", self._press),
            ("POST", f"{chat}/edit", self._edit),
            ("POST", f"{chat}/delete", self._delete),
            ("POST", f"{chat}/block", self._block),
            ("GET", "/sandbox/commands", self._commands),
        ]
        for method, path, handler in routes:
            app.router.add_route(method, path, answering(handler))
        app.router.add_get("/sandbox/files/{unique_id}", self._file)

    async def _state(self, _: web.Request) -> Json:
        directory = self._world.directory
        bot = directory.main_bot
        return {
            "bot": bot.user.shape if bot else None,
            "personas": [user.persona for user in directory.users.values() if user.listed],
            "channel_ids": [chat.id for chat in directory.shared() if chat.type == "channel"],
            "now": int(self._world.clock()),
        }

    async def _add_person(self, request: web.Request) -> Json:
        body = await json_body(request)
        name = str(body.get("first_name") or "").strip()
        if not name:
            raise PersonError("У человека должно быть имя. Впишите его.")
        users = self._world.directory.users
        user_id = max([1000, *users]) + 1
        role = str(body.get("role") or "stranger")
        return self._world.add_user(user_id, name, role=role).persona

    async def _chats(self, request: web.Request) -> list[Json]:
        return self._looking.chats(person_of(request))

    async def _history(self, request: web.Request) -> Json:
        user_id, query = person_of(request), request.query
        chat = self._world.finding.visible(user_id, chat_id_of(request))
        return self._looking.history(
            user_id,
            chat,
            number(query.get("thread"), 0),
            before=number(query.get("before"), 0),
            limit=number(query.get("limit"), 50),
        )

    async def _send(self, request: web.Request) -> Json:
        chat_id = chat_id_of(request)
        if request.content_type != "multipart/form-data":
            body = await json_body(request)
            sent = self._world.send_text(
                number(body.get("as"), 0),
                chat_id,
                str(body.get("text") or ""),
                body.get("entities"),
                number(body.get("reply_to"), 0) or None,
                number(body.get("thread"), 0),
            )
            return {"messages": sent}
        fields, files = await multipart_form(request)
        user_id, text = number(fields.get("as"), 0), fields.get("text", "")
        marks = json_list(fields.get("entities"))
        reply_to = number(fields.get("reply_to"), 0) or None
        thread = number(fields.get("thread"), 0)
        if not files:
            sent = self._world.send_text(user_id, chat_id, text, marks, reply_to, thread)
            return {"messages": sent}
        plain = fields.get("as_documents") == "1"
        with self._world.storage.atomic():
            sent = self._world.people.send_files(
                user_id, chat_id, files, text, marks, plain, reply_to, thread
            )
        return {"messages": sent}

    async def _forward(self, request: web.Request) -> Json:
        body = await json_body(request)
        sent = self._world.forward(
            number(body.get("as"), 0),
            chat_id_of(request),
            number(body.get("from_chat_id"), 0),
            numbers(body.get("message_ids")),
        )
        return {"messages": sent}

    async def _press(self, request: web.Request) -> Json:
        body = await json_body(request)
        query_id = self._world.press(
            number(body.get("as"), 0),
            chat_id_of(request),
            number(body.get("message_id"), 0),
            str(body.get("data") or ""),
        )
        return await self._world.callback_answer(query_id, _PATIENCE)

    async def _edit(self, request: web.Request) -> Json:
        body = await json_body(request)
        with self._world.storage.atomic():
            message = self._world.people.edit(
                number(body.get("as"), 0),
                chat_id_of(request),
                number(body.get("message_id"), 0),
                str(body.get("text") or ""),
                body.get("entities"),
            )
        return {"message": message}

    async def _delete(self, request: web.Request) -> Json:
        body = await json_body(request)
        with self._world.storage.atomic():
            self._world.people.delete(
                number(body.get("as"), 0), chat_id_of(request), numbers(body.get("message_ids"))
            )
        return {"ok": True}

    async def _block(self, request: web.Request) -> Json:
        body = await json_body(request)
        with self._world.storage.atomic():
            self._world.standing.block(number(body.get("as"), 0), bool(body.get("blocked")))
        return {"ok": True}

    async def _commands(self, request: web.Request) -> list[Json]:
        finding = self._world.finding
        user = finding.user(person_of(request))
        chat = finding.visible(user.id, number(request.query.get("chat_id"), user.id))
        bot = finding.bot()
        if chat.type != "private" and not chat.member(bot.id).present:
            return []
        return self._world.commands.shown(bot.id, user, chat)

    async def _file(self, request: web.Request) -> web.Response:
        stored = self._world.files.by_unique_id(request.match_info["unique_id"])
        if stored is None:
            raise web.HTTPNotFound
        data = self._world.files.data(stored)
        return file_response(data, stored.mime, stored.name, cached=True)

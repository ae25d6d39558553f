"""The people's side over HTTP: what the sandbox page asks for."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.sandbox import views
from bot.sandbox.chats import Chat
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
from bot.sandbox.messages import Record
from bot.sandbox.serving import file_response
from bot.sandbox.shapes import Json
from bot.sandbox.world import World

_PATIENCE = 10.0  # how long an app waits for the answer to a press
_PAGE = 200
_TOO_LARGE = "Файл слишком велик: в песочницу входит до 50 МБ. Выберите поменьше."
Handler = Callable[[web.Request], Awaitable[Any]]


class PeopleServer:
    """Answers everything below `/sandbox/` but the live stream."""

    def __init__(self, world: World) -> None:
        self._world = world

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
            ("POST", f"{chat}/member", self._member),
            ("POST", f"{chat}/block", self._block),
            ("GET", "/sandbox/commands", self._commands),
        ]
        for method, path, handler in routes:
            app.router.add_route(method, path, _answering(handler))
        app.router.add_get("/sandbox/files/{unique_id}", self._file)

    async def _state(self, _: web.Request) -> Json:
        directory = self._world.directory
        bot = directory.main_bot
        return {
            "bot": bot.user.shape if bot else None,
            "personas": [user.persona for user in directory.users.values()],
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
        user_id = person_of(request)
        finding, directory = self._world.finding, self._world.directory
        finding.user(user_id)
        seen = [chat for chat in directory.shared() if directory.sees(user_id, chat)]
        if directory.main_bot:
            seen.append(finding.chat(user_id))
        return [self._entry(user_id, chat) for chat in seen]

    def _entry(self, user_id: int, chat: Chat) -> Json:
        last = next(reversed(chat.messages.values()), None)
        read = self._world.reading.last_read(user_id, chat)
        unread = 0
        for record in reversed(chat.messages.values()):
            if record.id <= read:
                break
            unread += record.author != user_id
        return {
            "chat": self._world.directory.chat_shape(chat),
            "last_message": last and self._shape(chat, last, user_id),
            "unread": unread,
            "can_write": self._world.finding.can_write(user_id, chat),
            "blocked": chat.blocked,
        }

    async def _history(self, request: web.Request) -> Json:
        user_id, chat = self._place(request)
        before = number(request.query.get("before"), 0)
        limit = max(1, min(_PAGE, number(request.query.get("limit"), 50)))
        found: list[Record] = []
        more = False
        for record in reversed(chat.messages.values()):
            if before and record.id >= before:
                continue
            if len(found) == limit:
                more = True
                break
            found.append(record)
        self._world.reading.read(user_id, chat, found)
        top = chat.messages.get(chat.pinned[-1]) if chat.pinned else None
        return {
            "messages": [self._shape(chat, record, user_id) for record in reversed(found)],
            "more": more,
            "pinned": top and self._shape(chat, top, user_id),
        }

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
            )
            return {"messages": sent}
        fields, files = await multipart_form(request)
        user_id, text = number(fields.get("as"), 0), fields.get("text", "")
        marks = json_list(fields.get("entities"))
        reply_to = number(fields.get("reply_to"), 0) or None
        if not files:
            return {"messages": self._world.send_text(user_id, chat_id, text, marks, reply_to)}
        plain = fields.get("as_documents") == "1"
        with self._world.storage.atomic():
            sent = self._world.people.send_files(
                user_id, chat_id, files, text, marks, plain, reply_to
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

    async def _member(self, request: web.Request) -> Json:
        body = await json_body(request)
        rights = {key: value for key, value in body.items() if key.startswith("can_")}
        status = str(body.get("status"))
        if status not in ("left", "kicked", "member", "administrator"):
            raise PersonError("Такого статуса нет. Есть left, kicked, member и administrator.")
        with self._world.storage.atomic():
            self._world.standing.set_member(
                number(body.get("as"), 0),
                chat_id_of(request),
                number(body.get("user_id"), 0),
                status,
                {key: bool(value) for key, value in rights.items()},
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
        return self._world.commands.shown(finding.bot().id, user, chat)

    async def _file(self, request: web.Request) -> web.Response:
        stored = self._world.files.by_unique_id(request.match_info["unique_id"])
        if stored is None:
            raise web.HTTPNotFound
        data = self._world.files.data(stored)
        return file_response(data, stored.mime, stored.name, cached=True)

    def _place(self, request: web.Request) -> tuple[int, Chat]:
        user_id = person_of(request)
        return user_id, self._world.finding.visible(user_id, chat_id_of(request))

    def _shape(self, chat: Chat, record: Record, user_id: int) -> Json:
        return views.for_person(self._world.files, chat, record, user_id)


def _answering(handler: Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
    """A handler whose result is the JSON answer and whose PersonError is a 400."""

    async def answer(request: web.Request) -> web.Response:
        try:
            return web.json_response(await handler(request))
        except PersonError as error:
            return web.json_response({"error": str(error)}, status=400)
        except web.HTTPRequestEntityTooLarge:
            return web.json_response({"error": _TOO_LARGE}, status=413)

    return answer

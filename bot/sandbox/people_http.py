"""The people's side over HTTP: what the sandbox page asks for."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import BodyPartReader, web

from bot.sandbox import views
from bot.sandbox.chats import Chat
from bot.sandbox.errors import PersonError
from bot.sandbox.files import Upload
from bot.sandbox.messages import Record
from bot.sandbox.shapes import Json
from bot.sandbox.world import World

_PATIENCE = 10.0  # how long an app waits for the answer to a press
_PAGE = 200
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
        body = await _body(request)
        name = str(body.get("first_name") or "").strip()
        if not name:
            raise PersonError("A person needs a name.")
        users = self._world.directory.users
        user_id = max([1000, *users]) + 1
        role = str(body.get("role") or "stranger")
        return self._world.add_user(user_id, name, role=role).persona

    async def _chats(self, request: web.Request) -> list[Json]:
        user_id = _as_person(request)
        people, directory = self._world.people, self._world.directory
        people.user(user_id)
        seen = [chat for chat in directory.shared() if directory.sees(user_id, chat)]
        if directory.main_bot:
            seen.append(people.chat(user_id))
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
            "can_write": self._world.people.can_write(user_id, chat),
            "blocked": chat.blocked,
        }

    async def _history(self, request: web.Request) -> Json:
        user_id, chat = self._place(request)
        before = _number(request.query.get("before"), 0)
        limit = max(1, min(_PAGE, _number(request.query.get("limit"), 50)))
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
        chat_id = _chat_id(request)
        if request.content_type != "multipart/form-data":
            body = await _body(request)
            sent = self._world.send_text(
                _number(body.get("as"), 0),
                chat_id,
                str(body.get("text") or ""),
                body.get("entities"),
                _number(body.get("reply_to"), 0) or None,
            )
            return {"messages": sent}
        fields, files = await _form(request)
        user_id, text = _number(fields.get("as"), 0), fields.get("text", "")
        if not files:
            return {"messages": self._world.send_text(user_id, chat_id, text)}
        plain = fields.get("as_documents") == "1"
        with self._world.storage.atomic():
            sent = self._world.people.send_files(user_id, chat_id, files, text, plain)
        return {"messages": sent}

    async def _forward(self, request: web.Request) -> Json:
        body = await _body(request)
        sent = self._world.forward(
            _number(body.get("as"), 0),
            _chat_id(request),
            _number(body.get("from_chat_id"), 0),
            _numbers(body.get("message_ids")),
        )
        return {"messages": sent}

    async def _press(self, request: web.Request) -> Json:
        body = await _body(request)
        query_id = self._world.press(
            _number(body.get("as"), 0),
            _chat_id(request),
            _number(body.get("message_id"), 0),
            str(body.get("data") or ""),
        )
        return await self._world.callback_answer(query_id, _PATIENCE)

    async def _edit(self, request: web.Request) -> Json:
        body = await _body(request)
        with self._world.storage.atomic():
            message = self._world.people.edit(
                _number(body.get("as"), 0),
                _chat_id(request),
                _number(body.get("message_id"), 0),
                str(body.get("text") or ""),
            )
        return {"message": message}

    async def _delete(self, request: web.Request) -> Json:
        body = await _body(request)
        with self._world.storage.atomic():
            self._world.people.delete(
                _number(body.get("as"), 0), _chat_id(request), _numbers(body.get("message_ids"))
            )
        return {"ok": True}

    async def _member(self, request: web.Request) -> Json:
        body = await _body(request)
        rights = {key: value for key, value in body.items() if key.startswith("can_")}
        status = str(body.get("status"))
        if status not in ("left", "kicked", "member", "administrator"):
            raise PersonError("The status must be left, kicked, member or administrator.")
        with self._world.storage.atomic():
            self._world.people.set_member(
                _number(body.get("as"), 0),
                _chat_id(request),
                _number(body.get("user_id"), 0),
                status,
                {key: bool(value) for key, value in rights.items()},
            )
        return {"ok": True}

    async def _block(self, request: web.Request) -> Json:
        body = await _body(request)
        with self._world.storage.atomic():
            self._world.people.block(_number(body.get("as"), 0), bool(body.get("blocked")))
        return {"ok": True}

    async def _commands(self, request: web.Request) -> list[Json]:
        people = self._world.people
        user = people.user(_as_person(request))
        chat = people.visible(user.id, _number(request.query.get("chat_id"), user.id))
        return self._world.commands.shown(people.bot().id, user, chat)

    async def _file(self, request: web.Request) -> web.Response:
        stored = self._world.files.by_unique_id(request.match_info["unique_id"])
        if stored is None:
            raise web.HTTPNotFound
        return web.Response(
            body=self._world.files.data(stored),
            content_type=stored.mime or "application/octet-stream",
            # The bytes behind a file_unique_id never change.
            headers={"Cache-Control": "max-age=31536000, immutable"},
        )

    def _place(self, request: web.Request) -> tuple[int, Chat]:
        user_id = _as_person(request)
        return user_id, self._world.people.visible(user_id, _chat_id(request))

    def _shape(self, chat: Chat, record: Record, user_id: int) -> Json:
        return views.for_person(self._world.files, chat, record, user_id)


def _answering(handler: Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
    """A handler whose result is the JSON answer and whose PersonError is a 400."""

    async def answer(request: web.Request) -> web.Response:
        try:
            return web.json_response(await handler(request))
        except PersonError as error:
            return web.json_response({"error": str(error)}, status=400)

    return answer


async def _body(request: web.Request) -> Json:
    try:
        body = json.loads(await request.read())
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise PersonError("The request must be a JSON object.")
    return body


async def _form(request: web.Request) -> tuple[dict[str, str], list[Upload]]:
    fields: dict[str, str] = {}
    files: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        data = bytes(await part.read(decode=True))
        if part.filename is None:
            fields[part.name or ""] = data.decode()
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream").split(";")[0]
            files.append(Upload(part.filename, data, kind))
    return fields, files


def _chat_id(request: web.Request) -> int:
    return _number(request.match_info["chat_id"], 0)


def _as_person(request: web.Request) -> int:
    return _number(request.query.get("as"), 0)


def _number(value: object, default: int) -> int:
    try:
        return int(str(value))
    except ValueError:
        return default


def _numbers(value: object) -> list[int]:
    return [_number(item, 0) for item in value] if isinstance(value, list) else []

"""Reading the page's requests."""

import json

from aiohttp import BodyPartReader, web

from bot.sandbox.errors import PersonError
from bot.sandbox.files import Upload
from bot.sandbox.shapes import Json


async def json_body(request: web.Request) -> Json:
    """The JSON object of a request."""
    try:
        body = json.loads(await request.read())
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise PersonError("Запрос не понят: нужен объект JSON. Обновите страницу.")
    return body


async def multipart_form(request: web.Request) -> tuple[dict[str, str], list[Upload]]:
    """The fields and the uploads of a form."""
    fields: dict[str, str] = {}
    files: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        data = bytes(await part.read(decode=True))
        if part.filename is None:
            # Browsers send line ends in forms as CRLF; entities are measured without the CR.
            fields[part.name or ""] = data.decode(errors="replace").replace("\r\n", "\n")
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream").split(";")[0]
            files.append(Upload(part.filename, data, kind))
    return fields, files


def json_list(value: str | None) -> list[Json] | None:
    """A list that came as JSON in a field of a form; None for anything else."""
    try:
        found = json.loads(value or "")
    except ValueError:
        return None
    return found if isinstance(found, list) else None


def chat_id_of(request: web.Request) -> int:
    """The chat in the path."""
    return number(request.match_info["chat_id"], 0)


def person_of(request: web.Request) -> int:
    """The person in whose name the page asks: `?as=ID`."""
    return number(request.query.get("as"), 0)


def number(value: object, default: int) -> int:
    """An integer, or the default for whatever is none."""
    try:
        return int(str(value))
    except ValueError:
        return default


def numbers(value: object) -> list[int]:
    """A list of integers."""
    return [number(item, 0) for item in value] if isinstance(value, list) else []

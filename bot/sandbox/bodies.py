"""From an HTTP request to the arguments of a call (bot-api.md §2, "Arguments")."""

import json
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, ClientResponse, MultipartReader, StreamReader, web

from bot.sandbox.arguments import Arguments
from bot.sandbox.errors import ApiError
from bot.sandbox.files import Upload

_VALUES_LIMIT = 1 << 20
_FILES_LIMIT = 50
BODY_LIMIT = 52 << 20
"""The hosted server's front end takes uploads of 50 MB and a little for the rest."""

TOO_LARGE = ApiError(413, "Request Entity Too Large")


async def read_arguments(request: web.Request) -> Arguments:
    """Query string, then body; of equal names the first counts.

    A malformed body doesn't fail the call: what was read until then is used.
    """
    found = Arguments()
    _add(found, _pairs(request.rel_url.raw_query_string.encode()))
    kind = request.content_type
    if kind == "multipart/form-data":
        await _read_multipart(request.headers, request.content, found)
    elif kind == "application/x-www-form-urlencoded":
        _add(found, _pairs(await _read(request, _VALUES_LIMIT)))
    elif kind == "application/json":
        _add(found, _members(await _read(request, _VALUES_LIMIT)))
    elif request.can_read_body:
        found.files["file"] = Upload("file", await _read(request, BODY_LIMIT), kind)
    return found


async def answered_arguments(response: ClientResponse) -> Arguments:
    """The call that a webhook answers with; nothing for any other answer."""
    found = Arguments()
    kind = response.content_type
    if kind == "multipart/form-data":
        await _read_multipart(response.headers, response.content, found)
    elif kind == "application/x-www-form-urlencoded":
        _add(found, _pairs(await response.read()))
    elif kind == "application/json":
        _add(found, _members(await response.read()))
    return found


async def _read(request: web.Request, limit: int) -> bytes:
    body = bytearray()
    async for chunk in request.content.iter_chunked(1 << 16):
        body += chunk
        if len(body) > limit:
            raise TOO_LARGE
    return bytes(body)


def _add(found: Arguments, pairs: Iterable[tuple[str, str]]) -> None:
    for name, value in pairs:
        found.values.setdefault(name, value)


def _pairs(raw: bytes) -> list[tuple[str, str]]:
    # Broken UTF-8 stays visible as surrogates, so that the text itself can be refused.
    return parse_qsl(
        raw.decode("utf-8", "surrogateescape"),
        keep_blank_values=True,
        errors="surrogateescape",
    )


def _members(raw: bytes) -> Iterable[tuple[str, str]]:
    try:
        body = json.loads(raw)
    except ValueError:
        return
    if not isinstance(body, dict):
        return
    for name, value in body.items():
        yield name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


async def _read_multipart(
    headers: Mapping[str, str], content: StreamReader, found: Arguments
) -> None:
    size = 0
    try:
        reader = MultipartReader(headers, content)
        async for part in reader:
            if not isinstance(part, BodyPartReader) or not part.name:
                continue
            data = bytearray()
            while chunk := await part.read_chunk(1 << 16):
                data += part.decode(chunk)
                size += len(chunk)
                if size > BODY_LIMIT or (not part.filename and len(data) > _VALUES_LIMIT):
                    raise TOO_LARGE
            _add_part(found, part, bytes(data))
    except (ValueError, AssertionError, RuntimeError):
        return


def _add_part(found: Arguments, part: BodyPartReader, data: bytes) -> None:
    name = part.name or ""
    if part.filename is None:
        found.values.setdefault(name, data.decode("utf-8", "surrogateescape"))
        return
    if len(found.files) == _FILES_LIMIT:
        raise TOO_LARGE
    kind = part.headers.get("Content-Type", "application/octet-stream").split(";")[0]
    found.files.setdefault(name, Upload(part.filename, data, kind))

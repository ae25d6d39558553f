"""Giving away uploaded bytes so that no browser runs them on the page's origin."""

import re
from urllib.parse import quote

from aiohttp import web

# SVG and everything else with a `+` in its subtype is XML and may carry scripts.
_SHOWN = re.compile(r"(image|video|audio)/[a-z0-9.-]+")
_TYPE = re.compile(r"[a-z0-9.-]+/[a-z0-9.+-]+")
_BINARY = "application/octet-stream"


def file_response(data: bytes, mime: str, name: str = "", *, cached: bool = False) -> web.Response:
    """Pictures, videos and sounds may be shown in place; everything else is only saved."""
    mime = mime.lower()
    headers = {"X-Content-Type-Options": "nosniff"}
    if not _SHOWN.fullmatch(mime):
        headers["Content-Disposition"] = "attachment"
        if name:
            headers["Content-Disposition"] += f"; filename*=UTF-8''{quote(name, safe='')}"
    if cached:
        # The bytes behind a file_unique_id never change.
        headers["Cache-Control"] = "max-age=31536000, immutable"
    kind = mime if _TYPE.fullmatch(mime) else _BINARY
    return web.Response(body=data, content_type=kind, headers=headers)

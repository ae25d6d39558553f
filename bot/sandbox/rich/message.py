"""InputRichMessage → RichMessage, in the two steps in which the server does it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.fields import field
from bot.sandbox.rich import blocks, finding, html, limits
from bot.sandbox.rich.text import Refused
from bot.sandbox.shapes import Json, Users

_SOURCES = ("html", "markdown", "blocks")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a call wants to say; its media are still InputMedia."""

    blocks: list[Json]
    is_rtl: bool
    detects: bool
    """Links and hashtags are marked."""

    def content(self, resolve: Callable[[str, Json], Any]) -> Json:
        """The content of a Message; `resolve` makes a file of each InputMedia."""
        limits.check(self.blocks)
        blocks.put_media(self.blocks, resolve)
        if self.detects:
            finding.mark(self.blocks)
        message: Json = {"blocks": self.blocks}
        return {"rich_message": message | ({"is_rtl": True} if self.is_rtl else {})}


def read(raw: Any, users: Users) -> Draft:
    """The object; what is malformed is refused before any chat is looked for."""
    if not isinstance(raw, dict):
        raise bad_request("object expected as rich message")
    given = [name for name in _SOURCES if raw.get(name) is not None]
    if not given:
        raise bad_request("RICH_MESSAGE_CONTENT_REQUIRED")
    if len(given) > 1:
        raise bad_request("exactly one of html, markdown, and blocks must be used in rich message")
    if given == ["markdown"]:
        raise bad_request("the sandbox doesn't read markdown in rich messages; use blocks")
    source = raw["blocks"] if given == ["blocks"] else _from_html(raw)
    try:
        found = blocks.Reader(users).blocks(source)
    except ValueError as error:
        raise bad_request(f"can't parse InputRichBlock: {error}") from None
    except Refused as error:
        raise bad_request(str(error)) from None
    return Draft(found, bool(raw.get("is_rtl")), not raw.get("skip_entity_detection"))


def _from_html(raw: Json) -> list[Json]:
    try:
        given = field(raw, "media", list) if raw.get("media") else []
        media = {field(item, "id", str): field(item, "media", dict) for item in given}
    except ValueError as error:
        raise bad_request(f"can't parse InputRichMessageMedia: {error}") from None
    try:
        return html.read(field(raw, "html", str), media)
    except ValueError as error:
        raise bad_request(f"can't parse rich message HTML: {error}") from None

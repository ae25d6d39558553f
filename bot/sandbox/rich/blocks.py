"""InputRichBlock → RichBlock; media stay InputMedia until `put_media`.

Telegram's refusal names the field that is wrong, never the block that it is wrong in.
"""

from collections.abc import Callable, Iterator
from typing import Any

from bot.sandbox.fields import field
from bot.sandbox.rich import tables, text
from bot.sandbox.rich.labels import label
from bot.sandbox.shapes import Json, Users

MEDIA = frozenset({"photo", "video", "animation", "audio", "document", "voice_note"})
_TILES = frozenset({"photo", "video", "animation"})
_HEADINGS = range(1, 7)


class Reader:
    """One message's blocks; ValueError in the server's words, text.Refused in its constants."""

    def __init__(self, users: Users) -> None:
        self._users = users
        self._kinds: dict[str, Callable[[Json], Json]] = {
            **dict.fromkeys(("paragraph", "footer"), self._plain),
            **dict.fromkeys(("expandable_blockquote", "pullquote"), self._quoted),
            **dict.fromkeys(("collage", "slideshow"), self._tiles),
            **dict.fromkeys(MEDIA, self._media),
            "heading": self._heading,
            "pre": self._preformatted,
            "divider": lambda _: {},
            "anchor": lambda raw: {"name": field(raw, "name", str)},
            "mathematical_expression": lambda raw: {"expression": field(raw, "expression", str)},
            "list": self._list,
            "table": lambda raw: tables.read(raw, self._text),
            "blockquote": self._blockquote,
            "details": self._details,
        }
        self._depth = 0

    def blocks(self, raw: Any) -> list[Json]:
        """The array as the Message repeats it."""
        if not isinstance(raw, list):
            raise ValueError('Field "blocks" must be of type Array')  # noqa: TRY004 one kind
        if self._depth == text.DEEPEST:
            raise text.Refused("RICH_MESSAGE_DEPTH_INVALID")
        self._depth += 1
        found = [self._block(item) for item in raw]
        self._depth -= 1
        return found

    def _block(self, raw: Any) -> Json:
        kind = field(raw, "type", str)
        if kind not in self._kinds:
            raise ValueError(f'type "{kind}" is unsupported')
        return {"type": kind, **self._kinds[kind](raw)}

    def _text(self, raw: Any) -> text.Text:
        return text.read(raw, self._users)

    def _needed(self, raw: Json, name: str) -> Json:
        if name not in raw:
            raise ValueError(f'Can\'t find field "{name}"')
        return {name: self._text(raw[name])}

    def _optional(self, raw: Json, name: str) -> Json:
        return {name: self._text(raw[name])} if raw.get(name) else {}

    def _plain(self, raw: Json) -> Json:
        return self._needed(raw, "text")

    def _quoted(self, raw: Json) -> Json:
        return self._needed(raw, "text") | self._optional(raw, "credit")

    def _heading(self, raw: Json) -> Json:
        size = field(raw, "size", int)
        if size not in _HEADINGS:
            raise ValueError("invalid heading size specified")
        return self._needed(raw, "text") | {"size": size}

    def _preformatted(self, raw: Json) -> Json:
        language = str(raw.get("language") or "")
        return self._needed(raw, "text") | ({"language": language} if language else {})

    def _blockquote(self, raw: Json) -> Json:
        return {"blocks": self.blocks(raw.get("blocks"))} | self._optional(raw, "credit")

    def _details(self, raw: Json) -> Json:
        shape = self._needed(raw, "summary") | {"blocks": self.blocks(raw.get("blocks"))}
        return shape | ({"is_open": True} if raw.get("is_open") else {})

    def _list(self, raw: Json) -> Json:
        items: list[Json] = []
        for item in field(raw, "items", list):
            shape: Json = {"label": label(item, items), "blocks": self.blocks(item.get("blocks"))}
            shape |= {name: True for name in ("has_checkbox", "is_checked") if item.get(name)}
            shape |= {name: item[name] for name in ("value", "type") if item.get(name)}
            items.append(shape)
        return {"items": items}

    def _tiles(self, raw: Json) -> Json:
        blocks = self.blocks(raw.get("blocks"))
        if any(block["type"] not in _TILES for block in blocks):
            raise ValueError("expected a photo, a video, or an animation")
        return {"blocks": blocks} | self._caption(raw)

    def _media(self, raw: Json) -> Json:
        kind: str = raw["type"]
        media = field(raw, kind, dict)
        if media.get("type") != kind:
            raise ValueError(f'Field "{kind}" must be an InputMedia of the same type')
        spoiler = kind in _TILES and media.get("has_spoiler")
        return {kind: media} | ({"has_spoiler": True} if spoiler else {}) | self._caption(raw)

    def _caption(self, raw: Json) -> Json:
        if not raw.get("caption"):
            return {}
        caption = field(raw, "caption", dict)
        return {"caption": self._needed(caption, "text") | self._optional(caption, "credit")}


def walk(blocks: list[Json]) -> Iterator[tuple[Json, int]]:
    """Every block with its depth, outermost 1, in reading order."""
    waiting = [(block, 1) for block in reversed(blocks)]
    while waiting:
        block, depth = waiting.pop()
        yield block, depth
        items = [inner for item in block.get("items", ()) for inner in item["blocks"]]
        waiting += [(inner, depth + 1) for inner in reversed(items + block.get("blocks", []))]


def texts_of(block: Json) -> Iterator[tuple[Json, str]]:
    """Every text of a block but not of those inside it: who holds it, and under which key."""
    yield from ((block, key) for key in ("summary", "text", "expression") if key in block)
    for row in block.get("cells", ()):
        yield from ((cell, "text") for cell in row if "text" in cell)
    if block["type"] == "table":
        yield from ((block, key) for key in ("caption",) if key in block)
    else:
        caption = block.get("caption", {})
        yield from ((caption, key) for key in ("text", "credit") if key in caption)
    if "credit" in block:
        yield block, "credit"


def put_media(blocks: list[Json], resolve: Callable[[str, Json], Any]) -> None:
    """Replace each InputMedia by what `resolve` makes of its kind and itself."""
    for block, _ in walk(blocks):
        kind = block["type"]
        if kind in MEDIA:
            block[kind] = resolve(kind, block[kind])

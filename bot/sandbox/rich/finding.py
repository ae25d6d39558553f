"""Links, hashtags and the like that Telegram itself marks in a rich message."""

from collections.abc import Iterator

from bot.sandbox import entities
from bot.sandbox.rich.blocks import texts_of, walk
from bot.sandbox.rich.text import FOUND, WRAPPERS, Text
from bot.sandbox.shapes import Json
from bot.sandbox.tdlib import execute

_NAMES = {"email": "email_address"}
_LITERAL = frozenset({"pre", "mathematical_expression"})


def mark(blocks: list[Json]) -> None:
    """Mark them in place, everywhere but in code."""
    for block, _ in walk(blocks):
        if block["type"] not in _LITERAL:
            for holder, key in texts_of(block):
                holder[key] = _marked(holder[key])


def _marked(text: Text) -> Text:
    if isinstance(text, list):
        return [_marked(item) for item in text]
    if isinstance(text, dict):
        inside = text["type"] in WRAPPERS and text["type"] != "code"
        return {**text, "text": _marked(text["text"])} if inside else text
    parts = list(_parts(text))
    return parts[0] if len(parts) == 1 else parts


def _parts(text: str) -> Iterator[Text]:
    units = text.encode("utf-16-le")
    at = 0
    for entity in execute({"@type": "getTextEntities", "text": text})["entities"]:
        found = _object(entity, units)
        if found is None:
            continue
        if entity["offset"] > at:
            yield units[at * 2 : entity["offset"] * 2].decode("utf-16-le")
        yield found
        at = entity["offset"] + entity["length"]
    if at * 2 < len(units) or not units:
        yield units[at * 2 :].decode("utf-16-le")


def _object(entity: Json, units: bytes) -> Json | None:
    start, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
    words = units[start:end].decode("utf-16-le")
    written = entities.write(entity, {})
    kind = written["type"] if written else ""
    kind = _NAMES.get(kind, kind)
    if kind == "url":
        return {"type": kind, "text": words, "url": words}
    if kind not in FOUND:
        return None
    return {"type": kind, "text": words, FOUND[kind]: words.lstrip("#@$")}

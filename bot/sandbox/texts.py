"""Texts as Telegram takes them: parsed, cleaned, measured, with entities found and nested.

The rules are TDLib's (bot-api.md §3, MessageEntity.cpp `fix_formatted_text`). What TDLib offers
as a synchronous call is asked of it; only trimming and the choice among found entities is done
here, because no such call exists for them.
"""

import re
from dataclasses import dataclass, field

from bot.sandbox import entities as td_entities
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.shapes import Json
from bot.sandbox.tdlib import TdError, execute

TEXT_LIMIT = 4096  # code points, after parsing and cleaning (bot-api.md §3)
CAPTION_LIMIT = 1024
_RAW_LIMIT = 1 << 15  # bytes, before parsing
_ENTITY_LIMIT = 100

# parseMarkdown is TDLib's only synchronous call that cleans a text and mends its entities.
# What would be markup to it is masked, so that it finds none.
_MARKUP = "*_~|`["
_PRIVATE_USE = range(0xE000, 0xF8FF)

_BLANK = re.compile("[\u1680\u180e\u2000-\u200f\u202e\u202f\u205f\u2800\u3000\ufffc\u00a0\\s\0]+")
_BLANKS = (b" \0", b"\n\0")
_PARSE_MODES = {
    "markdown": {"@type": "textParseModeMarkdown", "version": 1},
    "markdownv2": {"@type": "textParseModeMarkdown", "version": 2},
    "html": {"@type": "textParseModeHTML"},
}


@dataclass(slots=True)
class Formatted:
    """A text with TDLib's entities (offsets in UTF-16 units)."""

    text: str
    entities: list[Json] = field(default_factory=list)


def parse(text: str, parse_mode: str, entities: object) -> Formatted:
    """What a call brings → text and entities; layer A of bot-api.md §2."""
    if len(text.encode("utf-8", "surrogatepass")) > _RAW_LIMIT:
        raise bad_request("text is too long")
    mode = parse_mode.lower()
    if not text or mode in ("", "none"):
        return Formatted(text, td_entities.read(entities))
    if mode not in _PARSE_MODES:
        raise bad_request("unsupported parse_mode")
    result = _ask({"@type": "parseTextEntities", "text": text, "parse_mode": _PARSE_MODES[mode]})
    return Formatted(result["text"], result["entities"])


def fix(raw: Formatted) -> Formatted:
    """The text as it would be posted; empty when nothing visible is left."""
    clean = _trim(_without_blank(_clean(raw)))
    if not _BLANK.sub("", clean.text):
        return Formatted("")
    clean.entities = _cap(clean.entities)
    found = _ask({"@type": "getTextEntities", "text": clean.text})["entities"]
    fresh = [entity for entity in found if _may_add(entity, clean.entities)]
    if fresh:
        # The second pass nests what was found with what was given.
        clean = _without_blank(_clean(Formatted(clean.text, clean.entities + fresh)))
    return clean


def fix_text(raw: Formatted) -> Formatted:
    """A message's text: not empty, not above 4096 characters."""
    fixed = fix(raw)
    if not fixed.text:
        raise bad_request("text must be non-empty")
    if len(fixed.text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return fixed


def fix_caption(raw: Formatted) -> Formatted:
    """A caption: it may be empty, but not above 1024 characters."""
    fixed = fix(raw)
    if len(fixed.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return fixed


def check_url(url: str) -> str:
    """The URL as Telegram normalises it; ValueError with TDLib's reason when it is no URL."""
    probe = {
        "@type": "textEntity",
        "offset": 0,
        "length": 1,
        "type": {"@type": "textEntityTypeTextUrl", "url": url},
    }
    try:
        fixed = _clean(Formatted("x", [probe]))
    except ApiError as error:
        raise ValueError(error.description.split("is invalid: ", 1)[-1]) from None
    kept: str = fixed.entities[0]["type"].get("url", url)
    return kept


def _ask(request: Json) -> Json:
    try:
        return execute(request)
    except TdError as error:
        raise bad_request(str(error)) from None


def _clean(raw: Formatted) -> Formatted:
    markup = [mark for mark in _MARKUP if mark in raw.text]
    unused = (chr(code) for code in _PRIVATE_USE if chr(code) not in raw.text)
    masks = list(zip(markup, unused, strict=False))
    masked = raw.text
    for mark, mask in masks:
        masked = masked.replace(mark, mask)
    text = {"@type": "formattedText", "text": masked, "entities": raw.entities}
    result = _ask({"@type": "parseMarkdown", "text": text})
    clean = result["text"]
    for mark, mask in masks:
        clean = clean.replace(mask, mark)
    return Formatted(clean, result["entities"])


def utf16(text: str) -> int:
    """The length in UTF-16 units, in which entities are measured."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _without_blank(text: Formatted) -> Formatted:
    """No entity begins with a blank or holds nothing else, except links (`remove_invalid_...`)."""
    units = text.text.encode("utf-16-le", "surrogatepass")
    hidden = {e["offset"] for e in text.entities if td_entities.kind(e) in td_entities.HIDDEN}
    kept = []
    for entity in text.entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        while start < end and start not in hidden and units[2 * start : 2 * start + 2] in _BLANKS:
            start += 1
        if start < end:
            kept.append({**entity, "offset": start, "length": end - start})
    return Formatted(text.text, kept)


def _trim(text: Formatted) -> Formatted:
    """Without blank ends; an entity of its own right (a link) protects a blank beginning."""
    kept = text.text.rstrip(" \n")
    end = utf16(kept)
    entities = []
    for entity in text.entities:
        if entity["offset"] < end:
            length = min(entity["length"], end - entity["offset"])
            entities.append({**entity, "length": length})
    blank = len(kept) - len(kept.lstrip(" \n"))
    cut = min([blank, *(entity["offset"] for entity in entities)])
    return Formatted(kept[cut:], [{**e, "offset": e["offset"] - cut} for e in entities])


def _cap(entities: list[Json]) -> list[Json]:
    """The first hundred, indivisible ones first (`get_input_message_entities`)."""
    if len(entities) <= _ENTITY_LIMIT:
        return entities
    ranked = sorted(entities, key=lambda e: td_entities.kind(e) in td_entities.SPLITTABLE)
    return ranked[:_ENTITY_LIMIT]


def _may_add(new: Json, present: list[Json]) -> bool:
    """A found entity gives way to a link or code over it and to the edge of a quotation."""
    if td_entities.kind(new) == "MediaTimestamp":
        return False
    start, end = new["offset"], new["offset"] + new["length"]
    for entity in present:
        left, right = entity["offset"], entity["offset"] + entity["length"]
        if td_entities.kind(entity) in td_entities.SPLITTABLE or right <= start or end <= left:
            continue
        if td_entities.kind(entity) in td_entities.QUOTES and left <= start and end <= right:
            continue
        return False
    return True

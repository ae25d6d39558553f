"""Inline HTML → RichText as a bot would send it."""

import re

from bot.sandbox.rich.html_tree import Node
from bot.sandbox.rich.text import Text, plain
from bot.sandbox.shapes import Json

_WRAPPERS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "mark": "marked", "sub": "subscript", "sup": "superscript",
    "code": "code",
}  # fmt: skip
INLINE = frozenset({*_WRAPPERS, "a", "br", "tg-emoji", "tg-time"})

_BLANK = re.compile(r"[ \t\n\r\f]+")


def text(children: list[Node | str], *, literal: bool = False) -> Text:
    """The words; blanks count as one space each unless literal."""
    parts = [_part(child, literal) for child in children]
    if not literal and parts:
        if isinstance(parts[0], str):
            parts[0] = parts[0].lstrip()
        if isinstance(parts[-1], str):
            parts[-1] = parts[-1].rstrip()
    return _joined(parts)


def is_inline(child: Node | str) -> bool:
    """Whether it belongs to a paragraph; an empty named anchor is a block of its own."""
    if isinstance(child, str):
        return True
    return child.tag in INLINE and not (child.attrs.get("name") and not child.children)


def _part(child: Node | str, literal: bool) -> Text:
    if isinstance(child, str):
        return child if literal else _BLANK.sub(" ", child)
    if child.tag == "br":
        return "\n"
    inner = _joined([_part(each, literal) for each in child.children])
    if child.tag in _WRAPPERS:
        return {"type": _WRAPPERS[child.tag], "text": inner}
    if child.tag in ("a", "tg-emoji", "tg-time"):
        return _special(child, inner)
    raise ValueError(f'unsupported start tag "{child.tag}"')


def _joined(parts: list[Text]) -> Text:
    return parts[0] if len(parts) == 1 else parts


def _special(node: Node, inner: Text) -> Json:
    href = node.attrs.get("href") or ""
    if node.tag == "tg-emoji":
        emoji = node.attrs.get("emoji-id") or ""
        return {"type": "custom_emoji", "custom_emoji_id": emoji, "alternative_text": plain(inner)}
    if node.tag == "tg-time":
        code = node.attrs.get("format") or ""
        moment = node.attrs.get("unix") or ""
        return {"type": "date_time", "text": inner, "unix_time": moment, "date_time_format": code}
    if href.startswith("#"):
        return {"type": "anchor_link", "text": inner, "anchor_name": href[1:]}
    return {"type": "url", "text": inner, "url": href}

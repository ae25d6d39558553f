"""HTML of a rich message → blocks as a bot would send them.

A good part of the documented tags; whatever is not understood is refused by name.
"""

from collections.abc import Callable, Iterator
from itertools import groupby
from urllib.parse import parse_qs, urlsplit

from bot.sandbox.rich.html_text import is_inline, text
from bot.sandbox.rich.html_tree import Node, parse
from bot.sandbox.rich.text import Text, plain
from bot.sandbox.shapes import Json

_HEADINGS = {f"h{size}": size for size in range(1, 7)}
_MEDIA = {"img": "photo", "video": "video", "audio": "audio", "tg-document": "document"}
_ROW_GROUPS = ("thead", "tbody", "tfoot")
_COLLECTIONS = {"tg-collage": "collage", "tg-slideshow": "slideshow"}


def read(html: str, media: dict[str, Json]) -> list[Json]:
    """The blocks; `media` are InputMedia by their ids. ValueError says what is wrong."""
    return _Converter(media).blocks(parse(html).children)


class _Converter:
    def __init__(self, media: dict[str, Json]) -> None:
        self._media = media
        self._tags: dict[str, Callable[[Node], Json]] = {
            **dict.fromkeys(_HEADINGS, self._heading),
            **dict.fromkeys(_MEDIA, self._file),
            **dict.fromkeys(_COLLECTIONS, self._collection),
            **dict.fromkeys(("ul", "ol"), self._list),
            "p": lambda node: {"type": "paragraph", "text": text(node.children)},
            "footer": lambda node: {"type": "footer", "text": text(node.children)},
            "hr": lambda _: {"type": "divider"},
            "a": lambda node: {"type": "anchor", "name": node.attrs["name"]},
            "pre": self._preformatted,
            "blockquote": self._quotation,
            "aside": lambda node: self._credited("pullquote", node),
            "details": self._details,
            "table": self._table,
            "figure": self._figure,
        }

    def blocks(self, children: list[Node | str]) -> list[Json]:
        """Elements as they are, loose words as paragraphs."""
        found: list[Json] = []
        for inline, run in groupby(children, is_inline):
            if not inline:
                found += [self._block(node) for node in run if isinstance(node, Node)]
            elif plain(words := text(list(run))).strip():
                found.append({"type": "paragraph", "text": words})
        return found

    def _block(self, node: Node) -> Json:
        if node.tag not in self._tags:
            raise ValueError(f'unsupported start tag "{node.tag}"')
        return self._tags[node.tag](node)

    def _heading(self, node: Node) -> Json:
        return {"type": "heading", "text": text(node.children), "size": _HEADINGS[node.tag]}

    def _preformatted(self, node: Node) -> Json:
        (code,) = node.every("code") if len(node.children) == 1 and node.every("code") else (node,)
        language = (code.attrs.get("class") or "").removeprefix("language-")
        return {"type": "pre", "text": text(code.children, literal=True), "language": language}

    def _quotation(self, node: Node) -> Json:
        if {"expandable", "collapsed"} & node.attrs.keys():
            return self._credited("expandable_blockquote", node)
        credit = _credit(node)
        return {"type": "blockquote", "blocks": self.blocks(node.children), **credit}

    def _credited(self, kind: str, node: Node) -> Json:
        credit = _credit(node)
        return {"type": kind, "text": _flat(node), **credit}

    def _details(self, node: Node) -> Json:
        summary = node.take("summary")
        if summary is None:
            raise ValueError('tag "details" must have a summary')
        is_open = "open" in node.attrs
        said = text(summary.children)
        blocks = self.blocks(node.children)
        return {"type": "details", "summary": said, "blocks": blocks, "is_open": is_open}

    def _list(self, node: Node) -> Json:
        start = int(node.attrs.get("start") or 1)
        items = []
        for number, item in enumerate(node.every("li"), start):
            box = item.take("input")
            shape: Json = {"blocks": self.blocks(item.children)}
            if box:
                shape |= {"has_checkbox": True, "is_checked": "checked" in box.attrs}
            if node.tag == "ol":
                kind = item.attrs.get("type") or node.attrs.get("type") or "1"
                shape |= {"value": item.attrs.get("value") or number, "type": kind}
            items.append(shape)
        return {"type": "list", "items": items}

    def _table(self, node: Node) -> Json:
        caption = node.take("caption")
        rows = (row for part in node.every("tr", *_ROW_GROUPS) for row in _rows(part))
        cells = [[_cell(cell) for cell in row.every("th", "td")] for row in rows]
        shape: Json = {"type": "table", "cells": cells}
        switches = ("bordered", "striped", "compact")
        shape |= {f"is_{name}": True for name in switches if name in node.attrs}
        return shape | ({"caption": text(caption.children)} if caption else {})

    def _file(self, node: Node) -> Json:
        kind = _MEDIA[node.tag]
        source = node.attrs.get("src") or ""
        address = urlsplit(source)
        if address.scheme != "tg":
            return {"type": kind, kind: {"type": kind, "media": source}}
        (name,) = parse_qs(address.query).get("id", [""])
        if address.netloc != kind or self._media.get(name, {}).get("type") != kind:
            raise ValueError(f'no {kind} "{name}" in media')
        return {"type": kind, kind: self._media[name]}

    def _figure(self, node: Node) -> Json:
        caption = node.take("figcaption")
        (block,) = self.blocks(node.children) or [{}]
        return block | (_caption(caption) if caption else {})

    def _collection(self, node: Node) -> Json:
        caption = node.take("figcaption")
        shape = {"type": _COLLECTIONS[node.tag], "blocks": self.blocks(node.children)}
        return shape | (_caption(caption) if caption else {})


def _rows(part: Node) -> list[Node]:
    return [part] if part.tag == "tr" else part.every("tr")


def _flat(node: Node) -> Text:
    """The words of paragraphs and lines, one below another."""
    parts = [child for child in node.children if not isinstance(child, str) or child.strip()]
    return text(list(_lines(parts)))


def _lines(children: list[Node | str]) -> Iterator[Node | str]:
    for number, child in enumerate(children):
        if isinstance(child, Node) and child.tag == "p":
            if number:
                yield Node("br")
            yield from child.children
        else:
            yield child


def _credit(node: Node) -> Json:
    cite = node.take("cite")
    return {"credit": text(cite.children)} if cite else {}


def _caption(node: Node) -> Json:
    credit = _credit(node)
    return {"caption": {"text": text(node.children), **credit}}


def _cell(node: Node) -> Json:
    shape: Json = {"text": text(node.children), "is_header": node.tag == "th"}
    names = ("align", "valign", "colspan", "rowspan")
    return shape | {name: node.attrs[name] for name in names if node.attrs.get(name)}

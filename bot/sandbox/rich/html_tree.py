"""Tags, attributes and words of an HTML text as a tree."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NoReturn

VOID = frozenset({"br", "hr", "img", "input", "video", "audio", "tg-document"})
_DEEPEST = 64


@dataclass(slots=True)
class Node:
    """An element; its children are elements and strings."""

    tag: str
    attrs: dict[str, str | None] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)

    def take(self, tag: str) -> "Node | None":
        """The first child of that tag, which is a child no longer."""
        for child in self.children:
            if isinstance(child, Node) and child.tag == tag:
                self.children.remove(child)
                return child
        return None

    def every(self, *tags: str) -> "list[Node]":
        """Children of these tags."""
        return [child for child in self.children if isinstance(child, Node) and child.tag in tags]


def parse(html: str) -> Node:
    """The tree under a nameless root; ValueError says what is wrong."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if len(reader.open) > 1:
        raise ValueError(f'can\'t find end tag corresponding to start tag "{reader.open[-1].tag}"')
    return reader.open[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)
        if len(self.open) > _DEEPEST:
            raise ValueError("nesting is too deep")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.open[-1].tag != tag:
            self._unexpected(tag)
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def _unexpected(self, tag: str) -> NoReturn:
        if len(self.open) == 1:
            raise ValueError(f'unexpected end tag "{tag}"')
        raise ValueError(f'unmatched end tag "{tag}", expected "</{self.open[-1].tag}>"')

"""Formatted text as a tree, for formats in which formatting nests (HTML, rich messages)."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.domain.edits import characters
from bot.domain.text import Entity, FormattedText
from bot.rendering.canonical import nested, order


@dataclass(frozen=True, slots=True)
class Branch:
    """An entity (None at the root) and what it covers, in order."""

    entity: Entity | None = None
    leaves: list[str | Branch] = field(default_factory=list)


def tree(text: FormattedText) -> Branch:
    """The text as a tree; what crosses is cut so that it nests, a link never."""
    at = characters(text.text)
    root, position = Branch(), 0
    grown = [(len(text.text) + 1, root)]
    waiting = sorted(nested(text.entities), key=order, reverse=True)
    edges = sorted({at(e.offset) for e in waiting} | {at(e.end) for e in waiting})

    def grow(entity: Entity) -> None:
        branch = Branch(entity)
        grown[-1][1].leaves.append(branch)
        grown.append((at(entity.end), branch))

    for edge in [*edges, len(text.text)]:
        if edge > position:
            grown[-1][1].leaves.append(text.text[position:edge])
            position = edge
        reopen = list[Entity]()
        while any(end <= edge for end, _ in grown):
            end, branch = grown.pop()
            if end > edge and branch.entity:
                reopen.append(branch.entity)
        for entity in reversed(reopen):
            grow(entity)
        while waiting and at(waiting[-1].offset) <= edge:
            entity = waiting.pop()
            if at(entity.end) > edge:
                grow(entity)
    return root

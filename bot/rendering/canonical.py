"""Entities in the one order and shape that Telegram gives back."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from bot.domain.text import QUOTES, Entity, FormattedText

# Kinds that may cross a border and be cut there; the others are whole or not at all.
_SPLITTABLE = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
_CODE = frozenset({"code", "pre"})  # these hold nothing else (bot-api.md §3)
# Telegram's order of entities that begin together and are equally long.
_RANK = {
    kind: rank
    for rank, kind in enumerate((
        "blockquote", "expandable_blockquote", "text_link", "text_mention", "date_time", "pre",
        "code", "bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji",
    ))
}  # fmt: skip


def order(entity: Entity) -> tuple[int, int, int]:
    """The sorting key: outer entities first."""
    return entity.offset, -entity.length, _RANK.get(entity.type, len(_RANK))


def canonical(text: FormattedText) -> FormattedText:
    """The same look: entities sorted, equal neighbours merged, none doubled or inside code."""
    by_look = defaultdict[Entity, list[Entity]](list)
    for entity in text.entities:
        if entity.length > 0:
            by_look[replace(entity, offset=0, length=0)].append(entity)
    code = _merged([entity for entity in text.entities if entity.type in _CODE])
    merged = list[Entity]()
    for look, group in by_look.items():
        if look.type not in _SPLITTABLE:
            merged += dict.fromkeys(group)
            continue
        for entity in _merged(group):
            merged += _outside(entity, code)
    return FormattedText(text.text, tuple(sorted(merged, key=order)))


def nested(entities: tuple[Entity, ...]) -> list[Entity]:
    """The entities, those that may be cut being cut where they cross a link, a quotation, code."""
    edges = sorted(
        (edge, entity.offset, entity.end)
        for entity in entities
        if entity.type not in _SPLITTABLE
        for edge in (entity.offset, entity.end)
    )
    found = list[Entity]()
    for entity in entities:
        position = entity.offset
        if entity.type in _SPLITTABLE:
            first = bisect_right(edges, (entity.offset, entity.end, entity.end))
            for edge, low, high in islice(edges, first, None):
                if edge >= entity.end:
                    break
                if edge > position and not (entity.offset <= low and high <= entity.end):
                    found.append(replace(entity, offset=position, length=edge - position))
                    position = edge
        found.append(replace(entity, offset=position, length=entity.end - position))
    return found


def without(text: FormattedText, *kinds: str) -> FormattedText:
    """`text` without the entities of these kinds."""
    return FormattedText(text.text, tuple(e for e in text.entities if e.type not in kinds))


def without_quotes(text: FormattedText) -> FormattedText:
    """`text` that may stand inside a block quotation: these don't nest (bot-api.md §3)."""
    return without(text, *QUOTES)


def _outside(entity: Entity, code: list[Entity]) -> Iterator[Entity]:
    """The stretches of an entity that hold no code; `code` is in order."""
    position = entity.offset
    for closed in code:
        if closed.offset >= entity.end:
            break
        if closed.offset > position:
            yield replace(entity, offset=position, length=closed.offset - position)
        position = max(position, closed.end)
    if position < entity.end:
        yield replace(entity, offset=position, length=entity.end - position)


def _merged(group: list[Entity]) -> list[Entity]:
    result = list[Entity]()
    for entity in sorted(group, key=lambda entity: entity.offset):
        last = result[-1] if result else None
        if last and entity.offset <= last.end:
            result[-1] = replace(last, length=max(last.end, entity.end) - last.offset)
        else:
            result.append(entity)
    return result

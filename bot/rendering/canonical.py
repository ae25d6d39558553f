"""Entities in the one order and shape that Telegram gives back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from bot.domain.text import QUOTES, Entity, FormattedText

# Kinds that may cross a border and be cut there; the others are whole or not at all.
_SPLITTABLE = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
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
    """The same look with entities sorted, equal neighbours merged, doubled ones dropped."""
    by_look = defaultdict[Entity, list[Entity]](list)
    for entity in text.entities:
        if entity.length > 0:
            by_look[replace(entity, offset=0, length=0)].append(entity)
    merged = list[Entity]()
    for look, group in by_look.items():
        merged += _merged(group) if look.type in _SPLITTABLE else dict.fromkeys(group)
    return FormattedText(text.text, tuple(sorted(merged, key=order)))


def without(text: FormattedText, *kinds: str) -> FormattedText:
    """`text` without the entities of these kinds."""
    return FormattedText(text.text, tuple(e for e in text.entities if e.type not in kinds))


def without_quotes(text: FormattedText) -> FormattedText:
    """`text` that may stand inside a block quotation: these don't nest (bot-api.md §3)."""
    return without(text, *QUOTES)


def _merged(group: list[Entity]) -> list[Entity]:
    result = list[Entity]()
    for entity in sorted(group, key=lambda entity: entity.offset):
        last = result[-1] if result else None
        if last and entity.offset <= last.end:
            result[-1] = replace(last, length=max(last.end, entity.end) - last.offset)
        else:
            result.append(entity)
    return result

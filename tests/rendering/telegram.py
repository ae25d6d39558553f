"""Telegram's own parser (tdjson), as the judge of what we send."""

from __future__ import annotations

import json
from typing import Any

import tdjson

from bot.domain.text import AUTOMATIC, Entity, FormattedText
from bot.rendering.canonical import canonical

_TYPES = {
    "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote",
    "TextUrl": "text_link",
    "PreCode": "pre",
    "MentionName": "text_mention",
}


def _execute(request: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(tdjson.td_execute(json.dumps(request).encode()))
    return answer


_execute({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})


def read_html(html: str) -> FormattedText:
    """What Telegram makes of HTML; fails on anything that it refuses."""
    answer = _execute({
        "@type": "parseTextEntities",
        "text": html,
        "parse_mode": {"@type": "textParseModeHTML"},
    })  # fmt: skip
    assert answer["@type"] == "formattedText", answer
    return canonical(FormattedText(answer["text"], tuple(map(_entity, answer["entities"]))))


def found_by_itself(text: str) -> list[str]:
    """The kinds of entity that Telegram finds in a text without being told."""
    answer = _execute({"@type": "getTextEntities", "text": text})
    return [_entity(entity).type for entity in answer["entities"]]


def manual(text: FormattedText) -> FormattedText:
    """Without the entities that Telegram finds by itself."""
    kept = (entity for entity in text.entities if entity.type not in AUTOMATIC)
    return FormattedText(text.text, tuple(kept))


def _entity(found: dict[str, Any]) -> Entity:
    kind = found["type"]
    name = kind["@type"].removeprefix("textEntityType")
    return Entity(
        _TYPES.get(name, name.lower()),
        found["offset"],
        found["length"],
        url=kind.get("url"),
        language=kind.get("language"),
        user_id=kind.get("user_id"),
    )

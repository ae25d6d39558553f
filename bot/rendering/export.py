"""Release and post as a dictionary that `json.dumps` takes."""

from __future__ import annotations

from dataclasses import asdict, fields, is_dataclass
from datetime import timedelta
from typing import Any

from bot.domain.post import Part, Post
from bot.domain.release import Block, Embargo, Release, Subhead, Table
from bot.domain.text import Entity, FormattedText


def to_json(release: Release, post: Post) -> dict[str, Any]:
    """What the release says, what readers will see, and what an editor should look at."""
    return {
        "release": _release(release),
        "post": {
            "parts": [_part(part) for part in post.parts],
            "options": _dressed(post.options),
            "buttons": _dressed(post.buttons),
        },
        "warnings": [{"code": each.code, "detail": each.detail} for each in release.warnings],
        "cuts": [{"text": cut.text, "reason": cut.reason} for cut in release.cuts],
    }


def _release(release: Release) -> dict[str, Any]:
    return {
        "headline": _plain(release.headline),
        "subtitle": _plain(release.subtitle),
        "rubric": release.rubric,
        "source": release.source,
        "date": release.date,
        "byline": release.byline,
        "photo_credit": release.photo_credit,
        "age_mark": release.age_mark,
        "embargo": _embargo(release.embargo),
        "lead": _plain(release.lead),
        "quotes": [
            {
                "text": quote.text.text,
                "speaker": quote.speaker,
                "attribution": _plain(quote.attribution),
            }
            for quote in release.quotes
        ],
        "paragraphs": sum(map(_paragraphs, release.blocks)),
        "subheads": [block.text.text for block in release.blocks if isinstance(block, Subhead)],
        "tables": sum(isinstance(block, Table) for block in release.blocks),
        "hashtags": list(release.hashtags),
        "media": [media.kind for media in release.media],
    }


def _paragraphs(block: Block) -> int:
    """How many delivered paragraphs a block makes: a table its rows, a heading none."""
    if isinstance(block, Table):
        return len(block.rows)
    return not isinstance(block, Subhead) and not block.continues


def _embargo(embargo: Embargo | None) -> dict[str, Any] | None:
    if embargo is None:
        return None
    until = embargo.until.isoformat() if embargo.until else None
    return {"phrase": embargo.phrase, "until": until}


def _plain(text: FormattedText | None) -> str | None:
    return text.text if text else None


def _part(part: Part) -> dict[str, Any]:
    said = _text(part.text) | {"kind": part.kind, "media": [asdict(file) for file in part.media]}
    return said | ({"rich": _dressed(part.rich)} if part.rich else {})


def _dressed(value: Any) -> Any:
    """Frozen values as dictionaries, texts as everywhere in the export, periods in seconds."""
    if isinstance(value, FormattedText):
        return _text(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, tuple):
        return [_dressed(item) for item in value]
    if is_dataclass(value):
        return {field.name: _dressed(getattr(value, field.name)) for field in fields(value)}
    return value


def _text(text: FormattedText) -> dict[str, Any]:
    return {"text": text.text, "entities": [_entity(entity) for entity in text.entities]}


def _entity(entity: Entity) -> dict[str, Any]:
    return {name: value for name, value in asdict(entity).items() if value is not None}

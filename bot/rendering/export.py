"""Release and post as a dictionary that `json.dumps` takes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bot.domain.post import Part, Post
from bot.domain.release import Release
from bot.domain.text import Entity


def to_json(release: Release, post: Post) -> dict[str, Any]:
    """What the release says, what readers will see, and what an editor should look at."""
    return {
        "release": {
            "headline": release.headline.text if release.headline else None,
            "rubric": release.rubric,
            "source": release.source,
            "date": release.date,
            "photo_credit": release.photo_credit,
            "age_mark": release.age_mark,
            "lead": release.lead.text if release.lead else None,
            "quotes": [
                {
                    "text": quote.text.text,
                    "speaker": quote.speaker,
                    "attribution": quote.attribution.text if quote.attribution else None,
                }
                for quote in release.quotes
            ],
            "paragraphs": sum(not getattr(block, "continues", False) for block in release.blocks),
            "hashtags": list(release.hashtags),
            "media": [media.kind for media in release.media],
        },
        "post": {"parts": [_part(part) for part in post.parts]},
        "warnings": [caution.code for caution in release.warnings],
        "cuts": [{"text": cut.text, "reason": cut.reason} for cut in release.cuts],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "kind": part.kind,
        "text": part.text.text,
        "entities": [_entity(entity) for entity in part.text.entities],
        "media": [asdict(media) for media in part.media],
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {name: value for name, value in asdict(entity).items() if value is not None}

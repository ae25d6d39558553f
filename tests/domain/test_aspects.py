"""In what two versions of a post differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.aspects import Aspect, aspects
from bot.domain.channel import Look
from bot.domain.correction import Correction
from bot.domain.keyboard import UrlButton
from bot.domain.post import Part, Post
from bot.domain.release import Media, RawRelease, Wishes
from bot.domain.text import FormattedText

RAW, NONE = RawRelease(FormattedText("Мост")), Wishes()
POST = Post((Part("text", FormattedText("Мост")),))
WITH_PHOTO = replace(RAW, media=(Media("photo", "a", "a"),))
BUTTONS = ((UrlButton("Карта", "https://b.ru/"),),)
TYPO = Correction("typo", "", datetime(2026, 11, 24, tzinfo=UTC))


@pytest.mark.parametrize(
    ("raw", "wishes", "found"),
    [
        (RAW, NONE, ()),
        (replace(RAW, text=FormattedText("Парк")), NONE, ("text",)),
        (replace(RAW, sender_id=7), NONE, ()),
        (WITH_PHOTO, NONE, ("photos",)),
        (RAW, Wishes(headline="Мост"), ("headline",)),
        (RAW, Wishes(normal_case=True), ("headline",)),
        (RAW, Wishes(rubric=""), ("rubric",)),
        (RAW, Wishes(source="Мэрия"), ("source",)),
        (RAW, Wishes(keep=("a",)), ("cuts",)),
        (RAW, Wishes(look=Look(buttons=BUTTONS)), ("buttons",)),
        (RAW, Wishes(look=Look(silent=True, buttons=BUTTONS)), ("buttons", "options")),
        (RAW, Wishes(corrections=(TYPO,)), ("notes",)),
    ],
)
def test_what_an_editor_changed(
    raw: RawRelease, wishes: Wishes, found: tuple[Aspect, ...]
) -> None:
    assert aspects((RAW, NONE, POST), (raw, wishes, POST)) == found


def test_nothing_but_the_style_of_the_channel() -> None:
    other = Post((Part("text", FormattedText("📰 Мост")),))
    assert aspects((RAW, NONE, POST), (RAW, NONE, other)) == ("style",)

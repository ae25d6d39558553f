"""The fingerprint tells what was approved; buttons stand where they can."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.channel import Pin
from bot.domain.keyboard import UrlButton
from bot.domain.post import Options, Part, Post
from bot.domain.release import Media
from bot.domain.rich import RichParagraph, RichPhotos
from bot.domain.text import Entity, FormattedText

WORDS = FormattedText("Мост открыт", (Entity("bold", 0, 4),))
PHOTO = Media("photo", "file", "unique")
OTHER = Media("photo", "file", "other")
TEXT = Part("text", WORDS)
RICH = Part("rich", WORDS, (PHOTO,), (RichParagraph(WORDS), RichPhotos((PHOTO,))))
POST = Post((Part("photo", WORDS, (PHOTO,)), TEXT, RICH))

CHANGES: list[dict[str, Any]] = [
    {"parts": POST.parts[:2]},
    {"parts": (TEXT, *POST.parts[1:])},
    {"parts": (Part("photo", WORDS, (OTHER,)), TEXT, RICH)},
    {"parts": (*POST.parts[:2], replace(RICH, rich=RICH.rich[:1]))},
    {"parts": (*POST.parts[:2], replace(RICH, rich=(RichPhotos((OTHER,)),)))},
    {"parts": (POST.parts[0], Part("text", FormattedText("Мост закрыт", WORDS.entities)), RICH)},
    {"parts": (POST.parts[0], Part("text", FormattedText(WORDS.text)), RICH)},
    {
        "parts": (
            POST.parts[0],
            Part("text", FormattedText(WORDS.text, (Entity("bold", 0, 5),))),
            RICH,
        )
    },
    {"buttons": ((UrlButton("Карта", "https://b.ru"),),)},
    {"buttons": ((UrlButton("Карта", "https://b.org"),),)},
    {"options": Options(silent=True)},
    {"options": Options(link_preview="below")},
    {"options": Options(protect=True)},
    {"options": Options(pin=Pin())},
    {"options": Options(pin=Pin(timedelta(hours=1)))},
    {"options": Options(delete_after=timedelta(hours=1))},
    {"options": Options(comment=WORDS)},
]


def test_whatever_is_changed_changes_the_fingerprint() -> None:
    changed = [replace(POST, **change).fingerprint() for change in CHANGES]
    assert len({POST.fingerprint(), *changed}) == 1 + len(CHANGES)


def test_the_fingerprint_is_the_same_in_every_process_and_for_every_name_of_a_file() -> None:
    assert POST.fingerprint() == "52b4b5bf4d6bbbbb3177e73a9b8a48d7"
    renamed = replace(PHOTO, file_id="another", name="a.jpg")
    parts = (
        Part("photo", WORDS, (renamed,)),
        TEXT,
        replace(RICH, media=(renamed,), rich=(RICH.rich[0], RichPhotos((renamed,)))),
    )
    assert Post(parts).fingerprint() == POST.fingerprint()


CARRIERS = [("text", 0), ("photo text", 1), ("album text", 1), ("text album", 0), ("album", None)]


@pytest.mark.parametrize(("kinds", "carrier"), CARRIERS)
def test_buttons_stand_under_the_last_part_that_can_have_them(
    kinds: Any, carrier: int | None
) -> None:
    assert Post(tuple(Part(kind) for kind in kinds.split())).carrier == carrier

"""Rich text nests: every character once, under the same looks as in the text with offsets."""

from __future__ import annotations

import json
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from hypothesis import given, settings

from bot.domain.edits import characters
from bot.domain.release import Media
from bot.domain.rich import (
    RichBlock,
    RichDetails,
    RichFooter,
    RichHeading,
    RichList,
    RichParagraph,
    RichPhotos,
    RichQuote,
    RichTable,
)
from bot.domain.text import Entity, FormattedText
from bot.telegram.rich import rich_message
from tests.domain.formatted import formatted_texts
from tests.sandbox.helpers import TOKEN


def sent(*blocks: RichBlock) -> list[dict[str, Any]]:
    """The blocks as they go over the wire."""
    wire = AiohttpSession().prepare_value(rich_message(blocks), Bot(TOKEN), {})
    found: list[dict[str, Any]] = json.loads(wire)["blocks"]
    return found


def letters(rich: Any, looks: frozenset[str] = frozenset()) -> list[tuple[str, frozenset[str]]]:
    """Every character of a rich text and the looks that it is under."""
    if isinstance(rich, str):
        return [(char, looks) for char in rich]
    if isinstance(rich, list):
        return [letter for piece in rich for letter in letters(piece, looks)]
    return letters(rich["text"], looks | {rich["type"]})


@given(formatted_texts())
@settings(max_examples=100)
def test_every_character_keeps_its_looks(text: FormattedText) -> None:
    (block,) = sent(RichParagraph(text))
    at, expected = characters(text.text), [(char, set[str]()) for char in text.text]
    for entity in text.entities:
        for number in range(at(entity.offset), at(entity.end)):
            expected[number][1].add("url" if entity.type == "text_link" else entity.type)
    assert letters(block["text"]) == [(char, frozenset(looks)) for char, looks in expected]


def test_formatting_that_crosses_is_cut() -> None:
    text = FormattedText("раз два три", (Entity("bold", 0, 7), Entity("italic", 4, 7)))
    (block,) = sent(RichParagraph(text))
    assert block["text"] == [
        {"type": "bold", "text": ["раз ", {"type": "italic", "text": "два"}]},
        {"type": "italic", "text": " три"},
    ]


LOOKS = [
    (Entity("text_link", 0, 2, url="http://b.ru/"), {"type": "url", "text": "🔹", "url": "http://b.ru/"}),
    (Entity("pre", 0, 2, language="py"), {"type": "code", "text": "🔹"}),
    (
        Entity("custom_emoji", 0, 2, custom_emoji_id="7"),
        {"type": "custom_emoji", "custom_emoji_id": "7", "alternative_text": "🔹"},
    ),
    (
        Entity("date_time", 0, 2, unix_time=5),
        {"type": "date_time", "text": "🔹", "unix_time": 5, "date_time_format": ""},
    ),
    (Entity("blockquote", 0, 2), "🔹"),
]  # fmt: skip


@pytest.mark.parametrize(("entity", "expected"), LOOKS)
def test_looks(entity: Entity, expected: Any) -> None:
    assert sent(RichParagraph(FormattedText("🔹", (entity,))))[0]["text"] == expected


def test_a_mention_names_its_user() -> None:
    (block,) = sent(
        RichParagraph(FormattedText("Анна", (Entity("text_mention", 0, 4, user_id=7),)))
    )
    assert block["text"]["user"]["id"] == 7


ONE, TWO = FormattedText("раз"), FormattedText("два")
PHOTO, VIDEO = Media("photo", "f", "u"), Media("video", "v", "w")
PARAGRAPH = {"type": "paragraph", "text": "раз"}
CELL = {"align": "left", "valign": "top"}
BLOCKS: list[tuple[RichBlock, dict[str, Any]]] = [
    (RichHeading(ONE, 3), {"type": "heading", "text": "раз", "size": 3}),
    (RichFooter(ONE), {"type": "footer", "text": "раз"}),
    (RichList((ONE,)), {"type": "list", "items": [{"blocks": [PARAGRAPH]}]}),
    (
        RichList((ONE,), ordered=True),
        {"type": "list", "items": [{"blocks": [PARAGRAPH], "value": 1, "type": "1"}]},
    ),
    (
        RichTable(((ONE,), (TWO,)), header=True),
        {
            "type": "table",
            "is_bordered": True,
            "cells": [[{**CELL, "text": "раз", "is_header": True}], [{**CELL, "text": "два"}]],
        },
    ),
    (RichQuote(ONE, TWO), {"type": "blockquote", "blocks": [PARAGRAPH], "credit": "два"}),
    (RichQuote(ONE, folded=True), {"type": "expandable_blockquote", "text": "раз"}),
    (
        RichPhotos((PHOTO,), ONE),
        {"type": "photo", "photo": {"type": "photo", "media": "f"}, "caption": {"text": "раз"}},
    ),
    (
        RichPhotos((PHOTO, VIDEO)),
        {
            "type": "collage",
            "blocks": [
                {"type": "photo", "photo": {"type": "photo", "media": "f"}},
                {"type": "video", "video": {"type": "video", "media": "v"}},
            ],
        },
    ),
    (
        RichDetails(TWO, (RichParagraph(ONE),)),
        {"type": "details", "summary": "два", "blocks": [PARAGRAPH]},
    ),
]


@pytest.mark.parametrize(("block", "expected"), BLOCKS)
def test_block(block: RichBlock, expected: dict[str, Any]) -> None:
    assert sent(block) == [expected]

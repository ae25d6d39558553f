"""Blocks and texts of rich messages, one of every kind."""

from tests.sandbox.helpers import EDITOR


def paragraph(text="Слово"):
    return {"type": "paragraph", "text": text}


def bold(text):
    return {"type": "bold", "text": text}


def media(kind, **block):
    return {"type": kind, kind: {"type": kind, "media": "attach://file"}, **block}


def table(*rows, **options):
    cells = [[{"text": cell} if isinstance(cell, str) else cell for cell in row] for row in rows]
    return {"type": "table", "cells": cells, **options}


CAPTION = {"text": "Подпись", "credit": "Фото автора"}

EVERY_BLOCK = [
    {"type": "heading", "text": "Заголовок", "size": 1},
    paragraph(["Слово ", bold("жирное"), " и ещё"]),
    {"type": "pre", "text": "print()", "language": "python"},
    {"type": "anchor", "name": "part"},
    {
        "type": "list",
        "items": [
            {"blocks": [paragraph("раз")], "has_checkbox": True, "is_checked": True},
            {"blocks": [paragraph("два"), {"type": "list", "items": []}], "value": 4, "type": "i"},
        ],
    },
    table(
        [{"text": "А", "is_header": True, "colspan": 2, "align": "center", "valign": "middle"}],
        ["1", {}],
        is_bordered=True,
        is_striped=True,
        is_compact=True,
        caption="Таблица",
    ),
    {"type": "blockquote", "blocks": [paragraph("Да")], "credit": "Иванов"},
    {"type": "expandable_blockquote", "text": "Долго", "credit": bold("Иванов")},
    {"type": "pullquote", "text": "Громко", "credit": "Иванов"},
    {"type": "details", "summary": "Ещё", "blocks": [paragraph()], "is_open": True},
    {"type": "mathematical_expression", "expression": "x^2"},
    {"type": "divider"},
    {"type": "collage", "blocks": [media("photo"), media("video")], "caption": CAPTION},
    {"type": "slideshow", "blocks": [media("photo"), media("animation")]},
    media("photo", caption=CAPTION),
    *(media(kind) for kind in ("video", "animation", "audio", "document", "voice_note")),
    {"type": "footer", "text": "Подвал"},
]

EVERY_TEXT = [
    paragraph({"type": kind, "text": "слово"})
    for kind in (
        "bold", "italic", "underline", "strikethrough", "spoiler", "marked", "subscript",
        "superscript", "code",
    )
] + [
    paragraph(
        [
            {"type": "url", "text": "ссылка", "url": "https://example.com/a"},
            {"type": "email_address", "text": "почта", "email_address": "a@example.com"},
            {"type": "phone_number", "text": "телефон", "phone_number": "+74212000000"},
            {"type": "bank_card_number", "text": "карта", "bank_card_number": "4242"},
            {"type": "mention", "text": "@khabvesti", "username": "khabvesti"},
            {"type": "hashtag", "text": "#тег"},
            {"type": "cashtag", "text": "$TON", "cashtag": "TON"},
            {"type": "bot_command", "text": "/help"},
            {"type": "text_mention", "text": "Борис", "user": {"id": EDITOR}},
            {"type": "custom_emoji", "custom_emoji_id": "5", "alternative_text": "🔥"},
            {"type": "date_time", "text": "завтра", "unix_time": 1_800_000_000},
            {"type": "mathematical_expression", "expression": "x"},
            {"type": "anchor", "name": "top"},
            {"type": "anchor_link", "text": "вверх", "anchor_name": "top"},
            {"type": "reference", "text": "сноска", "name": "1"},
            {"type": "reference_link", "text": "1", "reference_name": "1"},
        ]
    )
]  # fmt: skip

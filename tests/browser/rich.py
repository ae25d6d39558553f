"""A rich message with one of everything that posts use."""

from tests.browser.stage import CHANNEL, Bot, Json

HEAD = ["Улица", "Участок", "Начало", "Конец", "Объезд", "Ответственный"]
ROWS = [
    ["Ленина", "от Запарина до Пушкина", "09:00", "18:00", "по Серышева", "управление транспорта"],
    ["Пушкина", "весь", "10:00", "12:00", "—", "управление транспорта"],
]


def paragraph(text: object) -> Json:
    return {"type": "paragraph", "text": text}


def closures() -> Json:
    cells = [[{"text": cell, "is_header": True} for cell in HEAD]]
    cells += [[{"text": cell} for cell in row] for row in ROWS]
    table: Json = {"type": "table", "cells": cells, "is_bordered": True, "is_striped": True}
    return table | {"caption": "Перекрытия"}


BLOCKS: list[Json] = [
    {"type": "heading", "text": "Центр закроют на три дня", "size": 1},
    paragraph(["Движение ", {"type": "bold", "text": "ограничат"}, ", см. example.com #дороги"]),
    closures(),
    {"type": "blockquote", "blocks": [paragraph("Выберите объезд")], "credit": "Пётр Сидоров"},
    {
        "type": "expandable_blockquote",
        "text": "Автобусы идут в объезд. " * 30,
        "credit": "Анна Ким",
    },
    {
        "type": "list",
        "items": [{"blocks": [paragraph("раз")]}, {"blocks": [paragraph("два")], "value": 2}],
    },
    {"type": "details", "summary": "Для справки", "blocks": [paragraph("Внутри")]},
    {"type": "divider"},
    {"type": "footer", "text": "Наш канал @khabvesti (16+)"},
]


def post(bot: Bot, *blocks: Json) -> int:
    sent: Json = bot.call("sendRichMessage", chat_id=CHANNEL, rich_message={"blocks": blocks})
    return int(sent["message_id"])

"""Exports as Telegram Desktop writes them (export_output_json.cpp), of any length."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CHANNEL_NUMBER = 1000000001
FIRST = 1_577_836_800  # 2020-01-01

TEXT = (
    "Мэр Хабаровска рассказал о ремонте дорог в Индустриальном районе города "
    "Отключение воды на улице Ленина продлится до вечера пятницы сообщили коммунальные службы "
    "Новая школа открылась первого сентября на тысячу мест с бассейном и стадионом "
)
WORDS = TEXT.split()


def message(number: int, *words: Any, **more: Any) -> dict[str, Any]:
    """A post by hand; `words` are strings and pieces with formatting."""
    pieces = [
        word if isinstance(word, dict) else {"type": "plain", "text": word} for word in words
    ]
    return {
        "id": number,
        "type": "message",
        "date": "2020-01-01T10:00:00",
        "date_unixtime": str(FIRST + 600 * number),
        "from": "Хабаровские вести",
        "from_id": f"channel{CHANNEL_NUMBER}",
        "text": words[0] if len(words) == 1 and isinstance(words[0], str) else list(words),
        "text_entities": pieces,
        **more,
    }


def export(*messages: Any, **more: Any) -> str:
    """The text of a result.json."""
    head = {"name": "Хабаровские вести", "type": "public_channel", "id": CHANNEL_NUMBER, **more}
    return json.dumps({**head, "messages": messages}, ensure_ascii=False, indent=1)


def write_export(file: Path, count: int) -> None:
    """An export of so many messages of some 450 characters, a photo in every third."""
    head, tail = export().rsplit("[", 1)
    with file.open("w", encoding="utf-8") as out:
        out.write(f"{head}[\n")
        for number in range(1, count + 1):
            made = json.dumps(_generated(number), ensure_ascii=False, indent=1)
            out.write(made if number == count else f"{made},\n")
        out.write(tail)


def _generated(number: int) -> dict[str, Any]:
    start = 7 * number % len(WORDS)
    turned = WORDS[start:] + WORDS[:start]
    headline, body = " ".join(turned[:7]), " ".join(turned * 2)
    photo = {"photo": f"photos/photo_{number}.jpg", "width": 1280, "height": 853}
    return message(
        number,
        {"type": "bold", "text": f"{headline} {number}"},
        f"\n\n{body}.\n\n",
        {"type": "hashtag", "text": "#Новости"},
        "\nНаш телеграм-канал ",
        {"type": "mention", "text": "@khabvesti"},
        " (16+)",
        **(photo if number % 3 == 0 else {}),
        **({"edited_unixtime": str(FIRST + 600 * number + 60)} if number % 10 == 0 else {}),
        reactions=[{"type": "emoji", "count": number % 50, "emoji": "👍"}],
    )

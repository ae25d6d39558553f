"""What Telegram Desktop exports, read as the archive holds it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.text import Entity
from bot.parsing.exported import Exported, in_albums, read
from tests.exports import FIRST, message

ZONE = ZoneInfo("Asia/Vladivostok")


def taken(raw: dict[str, Any]) -> Exported:
    found = read(raw, ZONE)
    assert found is not None
    return found


def test_formatting_stays_where_it_was() -> None:
    raw = message(
        7,
        {"type": "bold", "text": "⚡️🔥 Мост"},
        " открыт: ",
        {"type": "text_link", "text": "фото", "href": "https://example.org/1"},
        {"type": "blockquote", "text": "Рады", "collapsed": True},
        {"type": "custom_emoji", "text": "🙂", "document_id": "(File not included.)"},
        {"type": "of the future", "text": "!"},
    )
    text = taken(raw).text
    assert text.text == "⚡️🔥 Мост открыт: фотоРады🙂!"
    assert text.entities == (
        Entity("bold", 0, 9),
        Entity("text_link", 18, 4, url="https://example.org/1"),
        Entity("expandable_blockquote", 22, 4),
    )
    del raw["text_entities"]  # exports of before 2022 have only this
    assert taken(raw).text == text
    assert taken(message(8, "просто слова")).text.text == "просто слова"


def test_times_numbers_and_names() -> None:
    found = taken(message(7, "!", author="Анна П.", edited_unixtime=str(FIRST)))
    assert found.sent_at == datetime.fromtimestamp(FIRST + 4200, UTC)
    assert found.edited_at == datetime.fromtimestamp(FIRST, UTC)
    assert (found.message_id, found.signature) == (7, "Анна П.")
    old = message(7, "!", date="2019-05-01T19:00:00")
    del old["date_unixtime"]
    assert taken(old).sent_at == datetime(2019, 5, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"photo": "(File not included. Change data exporting settings to download.)"}, "photo"),
        ({"file": "video.mp4", "media_type": "video_file"}, "video"),
        ({"file": "round.mp4", "media_type": "video_message"}, "video_note"),
        ({"file": "a.ogg", "media_type": "voice_message"}, "voice"),
        ({"file": "plan.pdf", "mime_type": "application/pdf"}, "document"),
        ({"poll": {"question": "?", "answers": []}}, "poll"),
        ({"location_information": {}, "place_name": "Парк"}, "venue"),
    ],
)
def test_kinds(more: dict[str, Any], kind: str) -> None:
    assert taken(message(1, "", **more)).kind == kind


def test_an_album_is_told_by_its_second() -> None:
    second = {"date_unixtime": str(FIRST), "photo": "1.jpg"}
    raw = [
        message(1, "Первый", date_unixtime=str(FIRST), photo="0.jpg"),
        message(2, "Альбом", **second),
        message(3, "", **second),
        message(4, "", **{**second, "file": "a.mp4", "media_type": "video_file"}),
        message(6, "", **second),  # something between them was deleted
        message(7, "Другой", **second),
        message(8, "", photo="2.jpg"),
    ]
    found = [(each.message_id, each.album) for each in in_albums(map(taken, raw))]
    assert found == [(1, None), (2, 2), (3, 2), (4, 2), (6, None), (7, None), (8, None)]


@pytest.mark.parametrize(
    "raw",
    [
        {},
        message(0, "!"),
        message(2**40, "!"),
        {**message(1, "!"), "id": "1"},
        {**message(1, "!"), "date_unixtime": "soon"},
        {**message(1, "!"), "date_unixtime": str(10**20)},
        {**message(1, "!"), "date_unixtime": None, "date": None},
    ],
)
def test_what_is_no_message(raw: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no "):
        read(raw, ZONE)


def test_what_readers_would_not_see() -> None:
    assert read({"type": "service", "id": 1, "action": "pin_message"}, ZONE) is None
    assert read({"type": "unsupported", "id": 1}, ZONE) is None
    assert read(message(1, ""), ZONE) is None
    assert taken(message(1, "а\0б\ud83d")).text.text == "аб"
    odd = message(1, {"type": "text_link", "text": "x"}, 5, None, {"text": []}, {"type": []})
    assert taken({**odd, "text_entities": odd["text"]}).text.entities == ()

"""What an editor may send, and what comes of it."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest

from tests.chat.releases import BRIDGE, PARK
from tests.newsroom import BORIS, CHANNEL, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


def png(shade: int) -> bytes:
    """A small grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    rows = (b"\0" + bytes([shade]) * 64) * 64
    head = struct.pack(">IIBBBBB", 64, 64, 8, 0, 0, 0, 0)
    signature = b"\x89PNG\r\n\x1a\n"
    return (
        signature
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def photos(count: int) -> list[tuple[str, bytes, str]]:
    return [(f"{n}.png", png(40 * n % 255), "image/png") for n in range(count)]


async def send_files(newsroom: Newsroom, files: list[tuple[str, bytes, str]], **more: Any) -> None:
    newsroom.world.send_files(BORIS, BORIS, files, **more)


async def card(newsroom: Newsroom) -> dict[str, Any]:
    """The card that follows, with time passing as it does."""
    before = newsroom.card()
    known = before["message_id"] if before else 0
    await newsroom.settled()
    await newsroom.pass_time(seconds=2)

    def fresh() -> dict[str, Any] | None:
        found = newsroom.card()
        return found if found and found["message_id"] > known else None

    await newsroom.until(fresh)
    await newsroom.settled()
    found = newsroom.card()
    assert found is not None
    return found


async def test_formatting_of_a_forward_survives_to_the_channel(newsroom: Newsroom) -> None:
    words = "Открыт набор в хор 😀\n\nПодробности на сайте хора, вход со двора."
    start = words.index("сайте") + 1  # the emoji counts twice in UTF-16
    link = {"type": "text_link", "offset": start, "length": 5, "url": "https://example.org/"}
    spoiler_at = words.index("вход") + 1
    spoiler = {"type": "spoiler", "offset": spoiler_at, "length": 4}
    newsroom.world.set_member(CHANNEL, BORIS, "administrator", can_post_messages=True)
    posted = newsroom.world.send_text(BORIS, CHANNEL, words, entities=[link, spoiler])[0]
    newsroom.world.forward(BORIS, BORIS, CHANNEL, [posted["message_id"]])

    await newsroom.press("Сейчас", await card(newsroom))

    post = (await newsroom.published(2))[-1]
    found = {e["type"]: e for e in post["entities"]}
    units = text(post).encode("utf-16-le")
    at = found["text_link"]["offset"] * 2
    assert units[at : at + 10].decode("utf-16-le") == "сайте"
    assert found["text_link"]["url"] == "https://example.org/"
    at = found["spoiler"]["offset"] * 2
    assert units[at : at + 8].decode("utf-16-le") == "вход"


async def test_a_forwarded_album_keeps_its_caption_and_formatting(newsroom: Newsroom) -> None:
    words = "Открыт набор в хор 😀\n\nПодробности на сайте хора, вход со двора."
    link = {"type": "text_link", "offset": words.index("сайте") + 1, "length": 5}
    link["url"] = "https://example.org/"
    newsroom.world.set_member(CHANNEL, BORIS, "administrator", can_post_messages=True)
    album = newsroom.world.send_files(BORIS, CHANNEL, photos(2), caption=words, entities=[link])
    newsroom.world.forward(BORIS, BORIS, CHANNEL, [m["message_id"] for m in album])

    await newsroom.press("Сейчас", await card(newsroom))

    first, second = (await newsroom.published(4))[2:]
    assert first["photo"]
    assert second["photo"]
    (found,) = [e for e in first["caption_entities"] if e["type"] == "text_link"]
    units = text(first).encode("utf-16-le")
    at = found["offset"] * 2
    assert units[at : at + 10].decode("utf-16-le") == "сайте"


async def test_a_photo_with_a_caption_stays_one_message(newsroom: Newsroom) -> None:
    await send_files(newsroom, photos(1), caption=BRIDGE)
    await newsroom.press("Сейчас", await card(newsroom))

    (post,) = await newsroom.published(1)

    assert post["photo"]
    assert text(post).startswith("Мост через Чёрную речку")
    assert text(post).endswith("(16+)")


async def test_an_album_is_one_post_with_one_caption(newsroom: Newsroom) -> None:
    await send_files(newsroom, photos(4), caption=BRIDGE)
    shown = await card(newsroom)
    assert text(shown).startswith("№ 1")
    await newsroom.press("Сейчас", shown)

    posts = await newsroom.published(4)

    assert len({post["media_group_id"] for post in posts}) == 1
    assert [bool(text(post)) for post in posts] == [True, False, False, False]


async def test_an_album_is_complete_across_a_restart(newsroom: Newsroom) -> None:
    await send_files(newsroom, photos(3), caption=BRIDGE)
    await newsroom.settled()
    await newsroom.stop_bot()
    assert newsroom.card() is None
    await newsroom.start_bot()

    await newsroom.press("Сейчас", await card(newsroom))

    assert len(await newsroom.published(3)) == 3


LONG = "Дневник экспедиции по реке\n\n" + "\n\n".join(
    f"Запись {n}. " + "Мы шли по берегу и считали птиц. " * 12 for n in range(1, 25)
)


async def test_a_paste_that_telegram_cut_is_one_release(newsroom: Newsroom) -> None:
    sent = newsroom.world.send_text(BORIS, BORIS, LONG)
    assert len(sent) > 2
    shown = await card(newsroom)

    assert text(shown).startswith("№ 1")
    await newsroom.press("Сейчас", shown)
    posts = await newsroom.published(3)
    joined = " ".join(" ".join(text(post) for post in posts).replace("\u00a0", " ").split())
    assert [joined.count(f"Запись {n}. ") for n in range(1, 25)] == [1] * 24
    assert joined.count("@khabvesti") == 1
    assert all(len(text(post)) <= 4096 for post in posts)


async def test_a_late_continuation_revises_the_draft_that_was_shown_already(
    newsroom: Newsroom,
) -> None:
    first = "Отчёт о ремонте дорог\n\n" + "Рабочие уложили асфальт на улице. " * 108
    await newsroom.hand_in(first)
    newsroom.world.send_text(BORIS, BORIS, "Последний участок сдадут в пятницу. " * 20)

    await newsroom.settled()
    await newsroom.pass_time(seconds=2)
    await newsroom.until(lambda: "Последний участок" in text(newsroom.by_bot(BORIS)[-2]))
    await newsroom.settled()  # the card follows the preview

    cards = [m for m in newsroom.by_bot(BORIS) if text(m).startswith("№ ")]
    assert [text(m)[:3] for m in cards] == ["№ 1"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
async def test_a_text_file_is_read_in_any_common_encoding(
    newsroom: Newsroom, encoding: str
) -> None:
    data = PARK.encode(encoding)
    await send_files(newsroom, [("релиз.txt", data, "text/plain")])

    await card(newsroom)

    assert text(newsroom.by_bot(BORIS)[-2]).startswith("Мэр открыл новый парк")


BAD_FILES = {
    "a program": ("release.txt", b"MZ\x90\x00\x03\x00\x00\x00\x04" * 400, "В этом файле не текст"),
    "a document": (
        "release.docx",
        b"PK\x03\x04" + b"\0" * 90,
        "Файл повреждён или неполный",
    ),
    "broken text": ("release.txt", "Текст".encode() + b"\xd0\xff\xfe\x00\x01" * 9, "Пришлите"),
    "a book": ("release.txt", ("слово " * 40_000).encode("cp1251"), "пришлите его частями"),
    "nothing": ("release.txt", b" \n\n ", "нет текста"),
}


@pytest.mark.parametrize("name", BAD_FILES)
async def test_a_bad_file_gets_one_clear_sentence(newsroom: Newsroom, name: str) -> None:
    file, data, expected = BAD_FILES[name]
    before = len(newsroom.by_bot(BORIS))

    await send_files(newsroom, [(file, data, "text/plain")])
    await newsroom.until(lambda: len(newsroom.by_bot(BORIS)) > before)
    await newsroom.settled()

    assert len(newsroom.by_bot(BORIS)) == before + 1
    assert expected in text(newsroom.by_bot(BORIS)[-1])
    assert text(await newsroom.say(BORIS, "/drafts")) == "Черновиков нет. Пришлите релиз."


OTHER = {
    "contact": {"phone_number": "+70000000000", "first_name": "Кто-то"},
    "location": {"latitude": 48.48, "longitude": 135.07},
}


@pytest.mark.parametrize("kind", OTHER)
async def test_what_can_be_no_post_gets_a_way_on(newsroom: Newsroom, kind: str) -> None:
    before = len(newsroom.by_bot(BORIS))
    newsroom.world.send_other(BORIS, BORIS, kind, OTHER[kind])
    await newsroom.until(lambda: len(newsroom.by_bot(BORIS)) > before)

    assert text(newsroom.by_bot(BORIS)[-1]).startswith("Из этого пост не сделать. Пришлите текст")


async def test_invisible_text_is_refused(newsroom: Newsroom) -> None:
    answer = await newsroom.say(BORIS, "\u2060\u200b\u2060")

    assert text(answer) == "В релизе нет текста. Пришлите текст или фото."


async def test_control_and_bidi_characters_do_not_reach_readers(newsroom: Newsroom) -> None:
    data = "Новый\u202e маршрут автобуса\x07\n\nОн пойдёт\u200f через центр.".encode()
    await send_files(newsroom, [("a.txt", data, "text/plain")])
    await newsroom.press("Сейчас", await card(newsroom))

    (post,) = await newsroom.published(1)

    assert not set(text(post)) & set("\u202e\x07\u200f")
    assert "маршрут автобуса" in text(post)


async def test_two_long_releases_at_once_are_two_posts(newsroom: Newsroom) -> None:
    for subject in ("ремонт дорог", "набор в школы"):
        release = f"Город начал {subject}\n\n" + f"Сегодня обсудили {subject} и сроки. " * 50
        newsroom.world.send_text(BORIS, BORIS, release[:1990])
    await newsroom.settled()
    assert len(buttons(await newsroom.say(BORIS, "/drafts"))) == 2


async def test_two_releases_in_a_row_are_two_posts(newsroom: Newsroom) -> None:
    newsroom.world.send_text(BORIS, BORIS, BRIDGE)
    newsroom.world.send_text(BORIS, BORIS, PARK)
    await newsroom.settled()

    drafts = await newsroom.say(BORIS, "/drafts")

    assert len(buttons(drafts)) == 2


async def test_the_same_update_twice_is_one_draft(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.inbox.EMPTY", {})  # it died before it could note the end
    await newsroom.hand_in(BRIDGE)

    async def again(tx: Any) -> None:
        await tx.inbox._connection.exec_driver_sql(
            "UPDATE inbox SET done_at = NULL WHERE raw <> '{}'"
        )

    await newsroom.app.store.run(again)
    await newsroom.pass_time(seconds=1)
    await newsroom.settled()

    assert len(buttons(await newsroom.say(BORIS, "/drafts"))) == 1


async def test_a_photo_without_words_is_asked_about(newsroom: Newsroom) -> None:
    await send_files(newsroom, photos(1))
    shown = await card(newsroom)
    assert "Проверьте: нет текста" in text(shown)

    await newsroom.press("Сейчас", shown)
    question = newsroom.world.message(BORIS, shown["message_id"])
    assert list(buttons(question)) == ["Да, без текста", "Нет"]
    assert newsroom.channel() == []
    await newsroom.press("Да, без текста", question)

    assert (await newsroom.published(1))[0]["photo"]


def test_the_picture_is_a_picture() -> None:
    assert io.BytesIO(png(10)).read(8) == b"\x89PNG\r\n\x1a\n"

"""Documents and links: read beside everything else, never lost, never two drafts of one."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from docx import Document

from bot.documents.reader import Reader
from bot.documents.web import Fetcher
from bot.sandbox.faults import Asked, Broken, Faults, Reply
from bot.store.documents import Documents
from tests.documents.made import photo, word
from tests.newsroom import ANNA, BORIS, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")

FILES = Path(__file__).parents[1] / "documents/files"
HEADLINE = "В городе открыли новый каток"


def docx(*pictures: bytes, headline: str = HEADLINE) -> bytes:
    """A release as Word saves it."""
    document = Document()
    document.add_heading(headline, 1)
    document.add_paragraph("Каток на Школьной улице принял первых посетителей в субботу утром.")
    for each in pictures:
        document.add_picture(io.BytesIO(each))
    paragraph = document.add_paragraph("Вход ")
    paragraph.add_run("бесплатный").bold = True
    paragraph.add_run(", прокат работает до девяти вечера.")
    return word(document)


def said(message: dict[str, Any]) -> str:
    """Its words without the spaces that hold lines together."""
    return text(message).replace("\u00a0", " ")


def send(newsroom: Newsroom, *files: tuple[str, bytes], **more: Any) -> list[dict[str, Any]]:
    """Boris sends files as documents."""
    uploads = [(name, data, "application/octet-stream") for name, data in files]
    return newsroom.world.send_files(BORIS, BORIS, uploads, as_documents=True, **more)


async def card(newsroom: Newsroom) -> dict[str, Any]:
    """The only card, once everything is done."""
    await newsroom.until(newsroom.card)
    await newsroom.settled()
    cards = [m for m in newsroom.by_bot(BORIS) if text(m).startswith("№ ")]
    assert len(cards) == 1
    return cards[0]


class OneMethod(Faults):
    """A method that fails for a while, or whose accepted calls lose their answer."""

    def __init__(self, method: str, times: int, *, lost: bool = False) -> None:
        self.method, self.left, self.lost, self.asked = method, times, lost, 0

    def _due(self, asked: Asked) -> bool:
        if asked.method.lower() != self.method.lower() or self.left == 0:
            return False
        self.left -= 1
        return True

    async def before(self, asked: Asked) -> Reply | Broken | None:
        self.asked += asked.method.lower() == self.method.lower()
        if not self.lost and self._due(asked):
            return Broken()
        return None

    async def after(self, asked: Asked, reply: Reply) -> Reply | Broken:
        return Broken() if self.lost and self._due(asked) else reply


async def test_a_word_file_becomes_a_post_with_its_formatting(newsroom: Newsroom) -> None:
    send(newsroom, ("каток.docx", docx()), caption="Просим опубликовать сегодня")
    await newsroom.press("Сейчас", await card(newsroom))

    (post,) = await newsroom.published(1)

    assert HEADLINE in said(post)
    bold = [
        text(post).encode("utf-16-le")[e["offset"] * 2 : (e["offset"] + e["length"]) * 2]
        for e in post["entities"]
        if e["type"] == "bold"
    ]
    assert "бесплатный".encode("utf-16-le") in bold


async def test_a_file_does_not_hold_other_messages_up(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(newsroom, monkeypatch)
    send(newsroom, ("каток.docx", docx()))
    await newsroom.until(lambda: gate.entered)

    answer = await newsroom.say_at_once(ANNA, "/queue")
    again = await newsroom.say_at_once(BORIS, "/queue")

    assert text(answer) == text(again)
    assert text(answer).startswith("Очередь пуста.")
    gate.open()
    await card(newsroom)


class Gate:
    """A reader that waits until a test lets it go on."""

    def __init__(self, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
        self.entered, self._open = 0, False
        inner: Callable[..., Any] = Reader.read

        async def read(reader: Reader, *arguments: Any) -> Any:
            self.entered += 1
            await newsroom.until(lambda: self._open)
            return await inner(reader, *arguments)

        monkeypatch.setattr(Reader, "read", read)

    def open(self) -> None:
        self._open = True


async def test_a_broken_file_is_answered_and_the_next_message_is_read(newsroom: Newsroom) -> None:
    (sent,) = send(newsroom, ("каток.docx", docx()[:900]))
    await newsroom.until(lambda: newsroom.by_bot(BORIS)[-1].get("reply_to_message"))

    refusal = newsroom.by_bot(BORIS)[-1]
    assert refusal["reply_to_message"]["message_id"] == sent["message_id"]
    assert text(refusal) == "Файл повреждён или неполный. Сохраните его заново и пришлите ещё раз."
    assert text(await newsroom.hand_in("Каток закрыли\n\nЛёд растаял.")).startswith("№ 1")


async def test_a_refusal_arrives_though_the_file_was_deleted(newsroom: Newsroom) -> None:
    faults = newsroom.world.on_accept = OneMethod("getFile", 1)
    (sent,) = send(newsroom, ("каток.docx", docx()[:900]))
    await newsroom.until(lambda: faults.asked)
    newsroom.world.people.delete(BORIS, BORIS, [sent["message_id"]])
    await newsroom.settled()
    before = len(newsroom.by_bot(BORIS))

    await newsroom.pass_time(seconds=2)
    await newsroom.until(lambda: len(newsroom.by_bot(BORIS)) > before)

    assert text(newsroom.by_bot(BORIS)[-1]).startswith("Файл повреждён")


async def test_a_file_too_big_for_bots_gets_a_sentence(newsroom: Newsroom) -> None:
    send(newsroom, ("каток.pdf", b"%PDF-1.4\n" + b"0" * (20 << 20)))
    await newsroom.until(lambda: newsroom.by_bot(BORIS)[-1].get("reply_to_message"))

    expected = "Файл больше 20 МБ. Пришлите только текст релиза."
    assert text(newsroom.by_bot(BORIS)[-1]) == expected


async def test_telegram_away_while_a_file_is_fetched_loses_nothing(newsroom: Newsroom) -> None:
    faults = newsroom.world.on_accept = OneMethod("getFile", 5)
    send(newsroom, ("каток.docx", docx()))
    for tries in range(1, 6):
        await newsroom.until(lambda tries=tries: faults.asked >= tries)
        await newsroom.settled()
        await newsroom.pass_time(minutes=1)

    assert text(await card(newsroom)).startswith("№ 1")


async def test_a_crash_while_a_file_is_read_leaves_one_draft(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(newsroom, monkeypatch)
    send(newsroom, ("каток.docx", docx(photo(640))))
    await newsroom.until(lambda: gate.entered)
    await newsroom.crash_bot()
    gate.open()
    await newsroom.start_bot()

    await card(newsroom)

    assert len([m for m in newsroom.by_bot(BORIS) if m.get("photo")]) == 1


async def test_the_text_of_a_post_may_come_as_a_file(newsroom: Newsroom) -> None:
    shown = await newsroom.hand_in("Каток закрыли\n\nЛёд растаял.")
    await newsroom.press("Правка", shown)
    send(newsroom, ("каток.docx", docx()))

    await newsroom.until(lambda: HEADLINE in said(newsroom.by_bot(BORIS)[-2]))

    assert text(await card(newsroom)).startswith("№ 1")


async def test_files_sent_together_are_one_release(newsroom: Newsroom) -> None:
    send(
        newsroom,
        ("каток.docx", docx()),
        ("справка.txt", "Площадь катка — 1800 квадратных метров.".encode()),
    )
    await newsroom.settled()
    await newsroom.pass_time(seconds=2)

    await newsroom.press("Сейчас", await card(newsroom))

    (post,) = await newsroom.published(1)
    assert HEADLINE in said(post)
    assert "1800 квадратных метров" in said(post)


async def test_a_slow_file_of_an_album_is_waited_for(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(newsroom, monkeypatch)
    send(
        newsroom,
        ("каток.png", photo(670)),
        ("каток.docx", docx()),
    )
    await newsroom.until(lambda: gate.entered)
    for _ in range(5):
        await newsroom.pass_time(seconds=2)
    assert newsroom.card() is None
    gate.open()
    await newsroom.settled()
    await newsroom.pass_time(seconds=2)

    await newsroom.press("Сейчас", await card(newsroom))
    posts = await newsroom.published(1)
    assert HEADLINE in said(posts[0])


async def test_photos_of_a_document_go_into_the_post_with_one_press(newsroom: Newsroom) -> None:
    (sent,) = send(newsroom, ("каток.docx", docx(photo(640), photo(800))))
    shown = await card(newsroom)
    offered = [m for m in newsroom.by_bot(BORIS) if m.get("photo")]
    assert [text(m) for m in offered] == ["Фото из файла каток.docx", ""]
    assert offered[0]["reply_to_message"]["message_id"] == sent["message_id"]

    await newsroom.press("Добавить 2 фото", shown)
    shown = await card(newsroom)
    assert "Убрать фото из файла" in buttons(shown)
    await newsroom.press("Сейчас", shown)

    posts = await newsroom.published(2)
    assert all(post["photo"] for post in posts)
    assert HEADLINE in said(posts[0])


async def test_photos_that_were_added_are_taken_back_with_one_press(newsroom: Newsroom) -> None:
    send(newsroom, ("каток.docx", docx(photo(640))))
    await newsroom.press("Добавить 1 фото", await card(newsroom))
    await newsroom.press("Убрать фото из файла", await card(newsroom))

    shown = await card(newsroom)
    assert "Добавить 1 фото" in buttons(shown)
    await newsroom.press("Сейчас", shown)
    (post,) = await newsroom.published(1)
    assert "photo" not in post


async def test_a_photo_that_telegram_refuses_is_left_out(newsroom: Newsroom) -> None:
    newsroom.world.on_accept = Refuses("PHOTO_INVALID_DIMENSIONS")
    send(newsroom, ("каток.docx", docx(photo(640), photo(800))))

    shown = await card(newsroom)

    assert "Добавить 1 фото" in buttons(shown)
    (offered,) = [m for m in newsroom.by_bot(BORIS) if m.get("photo")]
    assert text(offered) == "Фото из файла каток.docx"


class Refuses(Faults):
    """The album, and the first photo that is sent alone, are refused."""

    def __init__(self, reason: str) -> None:
        self.answer = {"ok": False, "error_code": 400, "description": f"Bad Request: {reason}"}
        self.left = {"sendmediagroup": 1, "sendphoto": 1}

    async def before(self, asked: Asked) -> Reply | Broken | None:
        left = self.left.get(asked.method.lower(), 0)
        if not left:
            return None
        self.left[asked.method.lower()] = left - 1
        return Reply(400, json.dumps(self.answer).encode())


async def test_photos_are_shown_once_though_the_next_step_fails(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached = []

    async def broken(*_arguments: Any) -> None:
        reached.append(1)
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(Documents, "done", broken)  # the photos are out, the draft is not made
        send(newsroom, ("каток.docx", docx(photo(640))))
        await newsroom.until(lambda: reached)
        await newsroom.settled()
        await newsroom.crash_bot()
    assert newsroom.card() is None
    await newsroom.start_bot()
    await newsroom.pass_time(minutes=1)

    await card(newsroom)

    assert len([m for m in newsroom.by_bot(BORIS) if m.get("photo")]) == 1


@pytest.fixture
async def site() -> AsyncIterator[TestServer]:
    """A web site with one article and one that is not there."""

    async def article(_request: web.Request) -> web.Response:
        body = f"""<!doctype html><html><head><title>{HEADLINE}</title></head><body>
        <nav><a href="/">Главная</a></nav><article><h1>{HEADLINE}</h1>
        <p>Каток на Школьной улице принял первых посетителей в субботу, сообщили в районе.</p>
        <p>Вход бесплатный, прокат коньков работает до девяти вечера каждый день.</p>
        <p>До конца зимы на льду проведут четыре праздника для семей с детьми.</p>
        </article><footer>Все права защищены</footer></body></html>"""
        return web.Response(text=body, content_type="text/html")

    async def plain(_request: web.Request) -> web.Response:
        return web.Response(text=f"{HEADLINE}\n\nВход бесплатный, прокат до девяти.")

    app = web.Application()
    app.router.add_get("/news/1", article)
    app.router.add_get("/news/1.txt", plain)
    server = TestServer(app)
    await server.start_server()
    yield server
    await server.close()


@pytest.mark.parametrize("path", ["/news/1", "/news/1.txt"])
async def test_a_bare_link_becomes_the_article_behind_it(
    newsroom: Newsroom, site: TestServer, path: str
) -> None:
    await open_loopback(newsroom)
    address = str(site.make_url(path))
    newsroom.world.send_text(BORIS, BORIS, f"  {address} ")

    shown = await card(newsroom)
    assert f"Ссылка: {address}" in text(shown)
    await newsroom.press("Сейчас", shown)

    (post,) = await newsroom.published(1)
    assert HEADLINE in said(post)
    assert "Главная" not in text(post)


async def test_a_link_that_leads_nowhere_gets_a_sentence(
    newsroom: Newsroom, site: TestServer
) -> None:
    await open_loopback(newsroom)
    sent = newsroom.world.send_text(BORIS, BORIS, str(site.make_url("/news/2")))[0]
    await newsroom.until(lambda: newsroom.by_bot(BORIS)[-1].get("reply_to_message"))

    answer = newsroom.by_bot(BORIS)[-1]
    assert answer["reply_to_message"]["message_id"] == sent["message_id"]
    assert text(answer) == "Страница отвечает кодом 404. Проверьте ссылку или пришлите текст."


async def test_a_link_to_an_inner_address_is_not_opened(
    newsroom: Newsroom, site: TestServer
) -> None:
    newsroom.world.send_text(BORIS, BORIS, str(site.make_url("/news/1")))
    await newsroom.until(lambda: newsroom.by_bot(BORIS)[-1].get("reply_to_message"))

    assert text(newsroom.by_bot(BORIS)[-1]).startswith("Этот адрес не общедоступный")
    assert newsroom.card() is None


async def test_a_link_among_words_is_a_text(newsroom: Newsroom, site: TestServer) -> None:
    words = f"{HEADLINE}\n\nПодробности: {site.make_url('/news/1')}"

    assert "Ссылка" not in text(await newsroom.hand_in(words))


async def open_loopback(newsroom: Newsroom) -> None:
    """Starts the bot anew with a fetcher that may open the pages of this machine."""
    await newsroom.stop_bot()
    newsroom.fetcher = Fetcher(allowed=lambda address, _port: address.is_loopback)
    await newsroom.start_bot()


def archive(**members: bytes) -> bytes:
    """A .zip; names with a dot are written with an underscore."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as packed:
        for name, data in members.items():
            packed.writestr(name.replace("_", "."), data)
    return kept.getvalue()


async def test_an_archive_is_one_release_with_its_photos(newsroom: Newsroom) -> None:
    data = archive(каток_docx=docx(), каток_png=photo(720))
    send(newsroom, ("каток.zip", data))

    await newsroom.press("Добавить 1 фото", await card(newsroom))
    await newsroom.press("Сейчас", await card(newsroom))

    (post,) = await newsroom.published(1)
    assert post["photo"]
    assert HEADLINE in said(post)


async def test_an_archive_of_photos_is_a_post_of_photos(newsroom: Newsroom) -> None:
    send(newsroom, ("фото.zip", archive(a_png=photo(601), b_png=photo(609))))

    shown = await card(newsroom)

    assert "Проверьте: нет текста" in text(shown)
    assert not [label for label in buttons(shown) if "фото" in label]
    await newsroom.press("Сейчас", shown)
    await newsroom.press("Да, без текста", shown)
    assert all(post["photo"] for post in await newsroom.published(2))


async def test_a_pdf_becomes_a_post(newsroom: Newsroom) -> None:
    send(newsroom, ("релиз.pdf", (FILES / "release.pdf").read_bytes()))

    shown = await card(newsroom)
    assert text(shown).startswith("№ 1")
    await newsroom.press("Сейчас", shown)

    (post,) = await newsroom.published(1)
    assert len(text(post)) > 200


async def test_telegram_away_while_photos_are_sent_loses_neither(newsroom: Newsroom) -> None:
    faults = newsroom.world.on_accept = OneMethod("sendPhoto", 2)
    send(newsroom, ("каток.docx", docx(photo())))
    for tries in (1, 2):
        await newsroom.until(lambda tries=tries: faults.asked >= tries)
        await newsroom.settled()
        await newsroom.pass_time(minutes=1)

    assert "Добавить 1 фото" in buttons(await card(newsroom))
    assert len([m for m in newsroom.by_bot(BORIS) if m.get("photo")]) == 1


async def test_what_an_archive_holds_beside_texts_is_named(newsroom: Newsroom) -> None:
    send(newsroom, ("каток.zip", archive(каток_docx=docx(), смета_exe=b"MZ\x90\0" * 400)))
    await card(newsroom)

    told = [text(m) for m in newsroom.by_bot(BORIS) if m.get("reply_to_message")]
    assert told == ["Не прочитано: смета.exe. Нужное пришлите отдельно."]


async def test_a_new_text_keeps_the_photos_that_were_offered(newsroom: Newsroom) -> None:
    send(newsroom, ("каток.docx", docx(photo())))
    await newsroom.press("Правка", await card(newsroom))
    newsroom.world.send_text(BORIS, BORIS, "Каток закрыли\n\nЛёд растаял, каток откроют позже.")
    await newsroom.until(lambda: "Лёд растаял" in said(newsroom.by_bot(BORIS)[-2]))

    assert "Добавить 1 фото" in buttons(await card(newsroom))


async def test_an_edit_with_a_broken_file_says_that_nothing_changed(newsroom: Newsroom) -> None:
    card_ = await newsroom.hand_in("Каток открыт\n\nЛёд крепкий, вход свободный.")
    await newsroom.press("Правка", card_)
    send(newsroom, ("каток.docx", docx()[:900]))
    await newsroom.until(
        lambda: (
            text(newsroom.by_bot(BORIS)[-1])
            == "Пост № 1 не изменился. Нажмите «Правка» ещё раз и пришлите текст."
        )
    )
    assert text(newsroom.by_bot(BORIS)[-2]).startswith("Файл повреждён")

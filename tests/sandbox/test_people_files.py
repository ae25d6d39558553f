"""Files as people's apps send them, and how they are given away."""

import io
import json

import aiohttp
import pytest

from tests.sandbox.helpers import OWNER, PNG, TOKEN, picture


async def send_files(session, person, files, **fields):
    form = aiohttp.FormData(
        {"as": str(person), **fields}, quote_fields=False, default_to_multipart=True
    )
    for name, data, kind in files:
        form.add_field("files", data, filename=name, content_type=kind)
    async with session.post(f"/sandbox/chats/{person}/messages", data=form) as response:
        return (await response.json())["messages"]


async def test_pictures_become_an_album(session, api):
    picks = [(f"{i}.png", picture(9, 9), "image/png") for i in range(3)]
    sent = await send_files(session, OWNER, picks, text="Три")
    assert len({message["media_group_id"] for message in sent}) == 1
    assert [message.get("caption") for message in sent] == ["Три", None, None]
    url = sent[0]["photo"][-1]["url"]
    async with session.get(url) as response:
        assert response.content_type == "image/png"
        assert await response.read() == picture(9, 9)
    updates = await api.updates("message")
    assert all(update["photo"][0]["file_id"] for update in updates)


async def test_twelve_pictures_are_two_albums(session):
    picks = [(f"{i}.png", PNG, "image/png") for i in range(12)]
    groups = [message["media_group_id"] for message in await send_files(session, OWNER, picks)]
    assert [groups.count(group) for group in dict.fromkeys(groups)] == [10, 2]


@pytest.mark.parametrize(
    ("name", "data", "kind", "fields", "expected"),
    [
        ("a.png", PNG, "image/png", {}, "photo"),
        ("a.png", PNG, "image/png", {"as_documents": "1"}, "document"),
        ("a.png", b"broken", "image/png", {}, "document"),
        ("a.mp4", b"1", "video/mp4", {}, "video"),
        ("a.gif", b"1", "image/gif", {}, "animation"),
        ("a.mp3", b"1", "audio/mpeg", {}, "audio"),
        ("релиз.txt", b"1", "application/octet-stream", {}, "document"),
    ],
)
async def test_kinds_of_files(session, name, data, kind, fields, expected):
    (sent,) = await send_files(session, OWNER, [(name, data, kind)], **fields)
    assert expected in sent
    if expected == "document":
        assert sent["document"]["file_name"] == name


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("name", "told", "mime"),
    [
        ("Пресс-релиз № 5.docx", "application/octet-stream", WORD),
        ("release.DOCX", WORD, WORD),
        ("a.pdf", "application/pdf", "application/pdf"),
        ("a.zip", "application/octet-stream", "application/zip"),
        ("письмо.eml", "application/octet-stream", "message/rfc822"),
        ("a.odt", "application/octet-stream", "application/vnd.oasis.opendocument.text"),
        ("a.rtf", "application/octet-stream", "application/rtf"),
        ("a.html", "text/html", "text/html"),
        ("a.unheard", "application/octet-stream", "application/octet-stream"),
    ],
)
async def test_any_document_reaches_the_bot(session, api, name, told, mime):
    data = name.encode() * 99
    await send_files(session, OWNER, [(name, data, told)], text="Подпись")
    (message,) = await api.updates("message")
    paper = message["document"]
    assert (paper["file_name"], paper["mime_type"]) == (name, mime)
    assert (paper["file_size"], message["caption"]) == (len(data), "Подпись")
    file = await api("getFile", file_id=paper["file_id"])
    async with session.get(f"/file/bot{TOKEN}/{file['file_path']}") as response:
        assert await response.read() == data


async def test_caption_too_long_follows_as_a_message(session):
    sent = await send_files(session, OWNER, [("a.png", PNG, "image/png")], text="я" * 1100)
    assert "caption" not in sent[0]
    assert sent[1]["text"] == "я" * 1100


async def test_files_answer_a_message(session, api, world):
    first = world.send_text(OWNER, OWNER, "вопрос")[0]["message_id"]
    await api.updates()
    picks = [(f"{i}.png", PNG, "image/png") for i in range(2)]
    sent = await send_files(session, OWNER, picks, reply_to=str(first))
    assert sent[0]["reply_to_message"]["message_id"] == first
    for update in await api.updates("message"):
        assert update["reply_to_message"]["message_id"] == first
    (paper,) = world.send_files(OWNER, OWNER, [("a.txt", b"1", "text/plain")], reply_to=first)
    assert paper["reply_to_message"]["text"] == "вопрос"
    form = {"as": str(OWNER), "text": "слова", "reply_to": str(first)}
    (words,) = await send_files(session, OWNER, [], **form)
    assert words["reply_to_message"]["message_id"] == first


async def test_a_caption_is_formatted(session, world):
    marks = [{"type": "bold", "offset": 2, "length": 2}]
    picks = [("a.png", PNG, "image/png")]
    # A browser's form ends lines with CRLF; the offsets don't know of it.
    form = {"text": "а\r\nбб", "entities": json.dumps(marks)}
    (sent,) = await send_files(session, OWNER, picks, **form)
    assert (sent["caption"], sent["caption_entities"]) == ("а\nбб", marks)
    (again,) = world.send_files(OWNER, OWNER, picks, "а\nбб", entities=marks)
    assert again["caption_entities"] == marks


@pytest.mark.parametrize(
    ("name", "data", "fields", "words"),
    [
        ("a.txt", b"", {}, "Файл «a.txt» пуст. Выберите другой."),
        ("a.png", picture(30, 9000), {}, "«a.png» не отправить как фото."),
    ],
)
async def test_files_refused_in_words(session, name, data, fields, words):
    form = aiohttp.FormData({"as": str(OWNER), **fields}, default_to_multipart=True)
    form.add_field("files", data, filename=name)
    async with session.post(f"/sandbox/chats/{OWNER}/messages", data=form) as response:
        assert response.status == 400
        assert (await response.json())["error"].startswith(words)


async def test_too_large_a_file_is_refused_in_words(session):
    form = aiohttp.FormData({"as": str(OWNER)})
    form.add_field("files", io.BytesIO(bytes(53 << 20)), filename="a.bin")
    async with session.post(f"/sandbox/chats/{OWNER}/messages", data=form) as response:
        assert response.status == 413
        assert (await response.json())["error"].startswith("Файл слишком велик")


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("страница.html", "text/html", False),
        ("a.svg", "image/svg+xml", False),
        ("a.xhtml", "application/xhtml+xml", False),
        ("a.xml", "image/other+xml", False),
        ("a.pdf", "application/pdf", False),
        ("a.js", "nonsense", False),
        ("a.png", "image/png", True),
        ("a.mp4", "video/mp4", True),
        ("a.mp3", "audio/mpeg", True),
    ],
)
async def test_uploads_run_nowhere(session, api, name, kind, shown):
    (sent,) = await send_files(session, OWNER, [(name, PNG, kind)], as_documents="1")
    (update,) = await api.updates("message")
    file = await api("getFile", file_id=update["document"]["file_id"])
    urls = [sent["document"]["url"], f"/file/bot{TOKEN}/{file['file_path']}"]
    for url in urls:
        async with session.get(url) as response:
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            disposition = response.headers.get("Content-Disposition", "")
            assert disposition.startswith("" if shown else "attachment")
            assert bool(disposition) is not shown
            assert await response.read() == PNG

"""Uploads, re-use, download (bot-api.md §2, "Files", errors 25-31 and 50)."""

import base64
import io

import aiohttp
import pytest

from bot.sandbox.images import dimensions
from tests.sandbox.helpers import CHANNEL, OWNER, PNG, TOKEN, picture

WRONG_ID = "400 Bad Request: wrong remote file identifier specified: "


async def send_photo(api, name="a.png", data=PNG, **params):
    return await api("sendPhoto", chat_id=CHANNEL, files={"photo": (name, data)}, **params)


async def test_photo_comes_in_sizes(api):
    sent = await send_photo(api, data=picture(2000, 1000))
    sizes = [(size["width"], size["height"]) for size in sent["photo"]]
    assert sizes == [(90, 45), (320, 160), (800, 400), (1280, 640), (2000, 1000)]
    assert len({size["file_unique_id"] for size in sent["photo"]}) == 5


async def test_file_is_downloaded_as_it_was_sent(api, session):
    sent = await api(
        "sendDocument", chat_id=CHANNEL, files={"document": ("релиз.txt", b"\xef\xf0\xe8")}
    )
    assert sent["document"]["file_name"] == "релиз.txt"
    assert sent["document"]["file_size"] == 3
    info = await api("getFile", file_id=sent["document"]["file_id"])
    assert info["file_unique_id"] == sent["document"]["file_unique_id"]
    async with session.get(f"/file/bot{TOKEN}/{info['file_path']}") as response:
        assert await response.read() == b"\xef\xf0\xe8"


async def test_reuse_by_file_id_keeps_the_file(api):
    first = (await send_photo(api, data=picture(100, 100)))["photo"]
    again = (await api("sendPhoto", chat_id=CHANNEL, photo=first[-1]["file_id"]))["photo"]
    assert again == first
    upload = (await send_photo(api, data=picture(100, 100)))["photo"]
    assert upload[0]["file_unique_id"] != first[0]["file_unique_id"]


async def test_each_bot_has_its_own_file_ids(api, other):
    first = (await send_photo(api))["photo"][0]
    seen = (await other.updates("channel_post"))[0]["photo"][0]
    assert seen["file_unique_id"] == first["file_unique_id"]
    assert seen["file_id"] != first["file_id"]
    refusal = await other.refused("sendPhoto", chat_id=CHANNEL, photo=first["file_id"])
    assert refusal == "400 Bad Request: wrong file identifier/HTTP URL specified"
    await other("sendPhoto", chat_id=CHANNEL, photo=seen["file_id"])


@pytest.mark.parametrize(
    ("file_id", "refusal"),
    [
        ("ab*c", WRONG_ID + "Wrong character in the string"),
        ("abcde", WRONG_ID + "Wrong padding in the string"),
        ("abcdeh", WRONG_ID + "Wrong padding in the string"),
        ("abcd", WRONG_ID + "can't unserialize it. Wrong last symbol"),
        ("AAAE", WRONG_ID + "can't unserialize it"),
        ("http://ya.ru/a.jpg", "400 Bad Request: failed to get HTTP URL content"),
        ("http://x y/a.jpg", "400 Bad Request: wrong HTTP URL specified"),
        ("", "400 Bad Request: there is no photo in the request"),
        ("attach://none", "400 Bad Request: there is no photo in the request"),
    ],
)
async def test_photos_named_wrongly(api, file_id, refusal):
    assert await api.refused("sendPhoto", chat_id=CHANNEL, photo=file_id) == refusal


async def test_kind_can_not_change(api):
    file_id = (await send_photo(api))["photo"][0]["file_id"]
    refusal = await api.refused("sendDocument", chat_id=CHANNEL, document=file_id)
    assert refusal == "400 Bad Request: can't use file of type Photo as Document"


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("a.png", b"", "file must be non-empty"),
        ("a.png", b"no picture", "IMAGE_PROCESS_FAILED"),
        ("a.png", picture(5001, 5000), "PHOTO_INVALID_DIMENSIONS"),
        ("a.png", picture(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (
            "a.txt",
            PNG,
            "photo has unsupported extension. Use one of .jpg, .jpeg, .gif, .png, .tif or .bmp",
        ),
    ],
)
async def test_photos_refused(api, name, data, refusal):
    found = await api.refused("sendPhoto", chat_id=CHANNEL, files={"photo": (name, data)})
    assert found == f"400 Bad Request: {refusal}"


async def test_photo_above_ten_megabytes(api):
    data = picture(10, 10) + b"\0" * (10 << 20)
    found = await api.refused("sendPhoto", chat_id=CHANNEL, files={"photo": ("a.png", data)})
    assert found == (
        f"400 Bad Request: file of size {len(data)} bytes is too big for a photo;"
        " the maximum size is 10485760 bytes"
    )


async def test_upload_above_fifty_megabytes_is_refused_by_the_front_end(session):
    form = aiohttp.FormData({"chat_id": str(CHANNEL)})
    form.add_field("document", io.BytesIO(b"\0" * (53 << 20)), filename="big.bin")
    async with session.post(f"/bot{TOKEN}/sendDocument", data=form) as response:
        assert response.status == 413


async def test_download_above_twenty_megabytes(api, world):
    world.send_files(OWNER, OWNER, [("big.bin", b"\0" * (21 << 20), "application/zip")])
    (message,) = await api.updates("message")
    refusal = await api.refused("getFile", file_id=message["document"]["file_id"])
    assert refusal == "400 Bad Request: file is too big"


@pytest.mark.parametrize(
    ("file_id", "refusal"),
    [
        ("", "file_id not specified"),
        ("ab*c", "invalid file_id"),
        (
            base64.urlsafe_b64encode(b"\x05" + (42).to_bytes(8, "big") + b"AQADnone\x04")
            .decode()
            .rstrip("="),
            "wrong file_id or the file is temporarily unavailable",
        ),
    ],
)
async def test_get_file_refused(api, file_id, refusal):
    assert await api.refused("getFile", file_id=file_id) == f"400 Bad Request: {refusal}"


@pytest.mark.parametrize(
    ("method", "kind", "shown"),
    [
        ("sendVideo", "video", {"duration": 5, "width": 64, "height": 48}),
        ("sendAnimation", "animation", {"duration": 5, "width": 64, "height": 48}),
        ("sendAudio", "audio", {"duration": 5, "title": "Гимн"}),
        ("sendDocument", "document", {"file_name": "f.bin"}),
    ],
)
async def test_other_media(api, method, kind, shown):
    about = {"duration": 5, "width": 64, "height": 48, "title": "Гимн"}
    sent = await api(method, chat_id=CHANNEL, files={kind: ("f.bin", b"12")}, **about)
    assert sent[kind].items() >= shown.items()
    assert sent[kind]["file_id"]


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (picture(3, 4), (3, 4)),
        (b"GIF89a\x05\x00\x06\x00", (5, 6)),
        (b"BM" + b"\0" * 16 + b"\x07\0\0\0\xf8\xff\xff\xff", (7, 8)),
        (
            b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x0a\x00\x09\x03",
            (9, 10),
        ),
        (b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + b"\x0a\0\0\x0b\0\0", (11, 12)),
        (b"\xff\xd8\xff\xe0\x00\x04", None),
        (b"text", None),
    ],
)
def test_picture_sizes(data, size):
    assert dimensions(data) == size

"""sendMediaGroup (bot-api.md §2, error 38; §3, "Album")."""

import pytest

from tests.sandbox.helpers import CHANNEL, PNG, picture


def items(*kinds, **extra):
    return [{"type": kind, "media": f"attach://f{i}", **extra} for i, kind in enumerate(kinds)]


def uploads(count):
    return {f"f{i}": (f"{i}.png", PNG) for i in range(count)}


async def test_album_is_several_messages_with_one_group(api, other):
    media = items("photo", "video", "photo")
    media[0] |= {"caption": "<b>О</b> ya.ru", "parse_mode": "HTML"}
    sent = await api("sendMediaGroup", chat_id=CHANNEL, media=media, files=uploads(3))
    assert [list(m)[-1] for m in sent] == ["caption_entities", "video", "photo"]
    assert [m["message_id"] for m in sent] == [1, 2, 3]
    groups = {m["media_group_id"] for m in sent}
    assert len(groups) == 1
    assert isinstance(groups.pop(), str)
    assert sent[0]["caption"] == "О ya.ru"
    posts = await other.updates("channel_post")  # one update per item
    assert [p["media_group_id"] for p in posts] == [sent[0]["media_group_id"]] * 3


async def test_album_of_one_is_no_album(api):
    sent = await api("sendMediaGroup", chat_id=CHANNEL, media=items("photo"), files=uploads(1))
    assert len(sent) == 1
    assert "media_group_id" not in sent[0]


async def test_buttons_are_ignored(api):
    keyboard = {"inline_keyboard": [[{"text": "t", "callback_data": "d"}]]}
    sent = await api(
        "sendMediaGroup",
        chat_id=CHANNEL,
        media=items("photo", "photo"),
        files=uploads(2),
        reply_markup=keyboard,
    )
    assert all("reply_markup" not in message for message in sent)


@pytest.mark.parametrize(
    ("media", "refusal"),
    [
        (items(*["photo"] * 11), "too many messages to send as an album"),
        ([], "there are no messages to send"),
        ("", 'parameter "media" is required'),
        ("{", "can't parse media JSON object"),
        ("5", "expected an Array of InputMedia"),
        ([5], "can't parse InputMedia: expected an Object"),
        (items("photo", "document"), "document can't be mixed with other media types"),
        (items("audio", "photo"), "audio can't be mixed with other media types"),
        (
            items("animation", "photo"),
            "can't use the media of the specified type in the album",
        ),
        (
            items("photo", show_caption_above_media=True) + items("photo"),
            "parameter show_caption_above_media must be the same for all messages",
        ),
        (items("photo", caption="x" * 1025), "message caption is too long"),
    ],
)
async def test_albums_refused(api, world, media, refusal):
    found = await api.refused("sendMediaGroup", chat_id=CHANNEL, media=media, files=uploads(2))
    assert found == f"400 Bad Request: {refusal}"
    assert world.messages(CHANNEL) == []


async def test_bad_item_is_named(api, world):
    files = {**uploads(1), "f1": ("1.png", picture(9000, 9000))}
    found = await api.refused(
        "sendMediaGroup", chat_id=CHANNEL, media=items("photo", "photo"), files=files
    )
    assert found == (
        "400 Bad Request: failed to send message #2 with the error message"
        ' "PHOTO_INVALID_DIMENSIONS"'
    )
    assert world.messages(CHANNEL) == []

"""Editing, deleting, pinning (bot-api.md §2, errors 17-21 and 24; §7.7)."""

import pytest

from tests.sandbox.helpers import CHANNEL, OWNER, PNG, READER

NOT_MODIFIED = (
    "400 Bad Request: message is not modified: specified new message content and reply markup are"
    " exactly the same as a current content and reply markup of the message"
)
BUTTON = {"inline_keyboard": [[{"text": "t", "callback_data": "d"}]]}
NOT_EDITABLE = "400 Bad Request: message can't be edited"


@pytest.fixture
async def post(api):
    return (await api("sendMessage", chat_id=CHANNEL, text="было", reply_markup=BUTTON))[
        "message_id"
    ]


@pytest.fixture
async def photo(api):
    sent = await api("sendPhoto", chat_id=CHANNEL, caption="c", files={"photo": ("a.png", PNG)})
    return sent["message_id"]


async def test_edit_returns_the_message_without_the_old_buttons(api, clock, post):
    clock.advance(60)
    edited = await api("editMessageText", chat_id=CHANNEL, message_id=post, text="стало ya.ru")
    assert edited["text"] == "стало ya.ru"
    assert edited["edit_date"] == edited["date"] + 60
    assert edited["entities"] == [{"offset": 6, "length": 5, "type": "url"}]
    assert "reply_markup" not in edited
    assert list(edited).index("edit_date") == list(edited).index("date") + 1


@pytest.mark.parametrize(
    ("params", "refusal"),
    [
        ({"text": ""}, "400 Bad Request: message text is empty"),
        ({"text": "x", "message_id": 99}, "400 Bad Request: message to edit not found"),
        ({"text": "x", "chat_id": -5}, "400 Bad Request: chat not found"),
        ({"text": "было", "reply_markup": BUTTON}, NOT_MODIFIED),
        ({"text": " было ", "reply_markup": BUTTON}, NOT_MODIFIED),
        ({"text": " "}, "400 Bad Request: text must be non-empty"),
        ({"text": "x" * 4097}, "400 Bad Request: message is too long"),
        (
            {"text": "x", "reply_markup": {"force_reply": True}},
            "400 Bad Request: inline keyboard expected",
        ),
    ],
)
async def test_edits_refused(api, post, params, refusal):
    full = {"chat_id": CHANNEL, "message_id": post, **params}
    assert await api.refused("editMessageText", **full) == refusal


async def test_edit_of_nothing_in_particular(api):
    refusal = await api.refused("editMessageText", text="x")
    assert refusal == "400 Bad Request: message identifier is not specified"


async def test_text_and_caption_are_different_things(api, post, photo):
    refusal = await api.refused("editMessageText", chat_id=CHANNEL, message_id=photo, text="x")
    assert refusal == "400 Bad Request: there is no text in the message to edit"
    refusal = await api.refused(
        "editMessageCaption", chat_id=CHANNEL, message_id=post, caption="x"
    )
    assert refusal == "400 Bad Request: there is no caption in the message to edit"
    edited = await api("editMessageCaption", chat_id=CHANNEL, message_id=photo, caption="новая")
    assert edited["caption"] == "новая"
    edited = await api("editMessageCaption", chat_id=CHANNEL, message_id=photo)
    assert "caption" not in edited
    assert edited["photo"]


async def test_only_buttons(api, page, post):
    same = {"chat_id": CHANNEL, "message_id": post, "reply_markup": BUTTON}
    assert await api.refused("editMessageReplyMarkup", **same) == NOT_MODIFIED
    edited = await api("editMessageReplyMarkup", chat_id=CHANNEL, message_id=post)
    assert "reply_markup" not in edited
    assert "edit_date" in edited  # bots see it, apps don't call the post edited
    _, history = await page.get(f"chats/{CHANNEL}/messages", **{"as": READER})
    assert "edit_date" not in history["messages"][-1]


async def test_other_media(api, post, photo):
    media = {
        "type": "document",
        "media": "attach://new",
        "caption": "*d*",
        "parse_mode": "Markdown",
    }
    edited = await api(
        "editMessageMedia",
        chat_id=CHANNEL,
        message_id=photo,
        media=media,
        files={"new": ("report.pdf", b"%PDF")},
    )
    assert edited["document"]["file_name"] == "report.pdf"
    assert "photo" not in edited
    assert edited["caption_entities"] == [{"offset": 0, "length": 1, "type": "bold"}]
    refusal = await api.refused(
        "editMessageMedia",
        chat_id=CHANNEL,
        message_id=post,
        media={**media, "media": edited["document"]["file_id"]},
    )
    assert refusal == "400 Bad Request: there is no media in the message to edit"


async def test_posts_of_others(api, world):
    other = world.send_text(OWNER, CHANNEL, "от редактора")[0]["message_id"]
    where = {"chat_id": CHANNEL, "message_id": other}
    await api("editMessageText", text="поправлено", **where)
    world.set_member(CHANNEL, 42, "administrator", can_edit_messages=False)
    assert await api.refused("editMessageText", text="ещё", **where) == NOT_EDITABLE
    world.set_member(CHANNEL, 42, "administrator", can_delete_messages=False)
    refusal = await api.refused("deleteMessage", **where)
    assert refusal == "400 Bad Request: message can't be deleted"


async def test_messages_of_people_and_forwards_are_not_editable(api, world, started, post):
    said = world.send_text(OWNER, OWNER, "x")[0]["message_id"]
    refusal = await api.refused("editMessageText", chat_id=OWNER, message_id=said, text="y")
    assert refusal == NOT_EDITABLE
    copy = await api("forwardMessage", chat_id=OWNER, from_chat_id=CHANNEL, message_id=post)
    refusal = await api.refused(
        "editMessageText", chat_id=OWNER, message_id=copy["message_id"], text="y"
    )
    assert refusal == NOT_EDITABLE


async def test_deleting(api, world, clock, post):
    assert (
        await api.refused("deleteMessage", chat_id=CHANNEL)
        == "400 Bad Request: message identifier is not specified"
    )
    assert await api("deleteMessage", chat_id=CHANNEL, message_id=post) is True
    refusal = await api.refused("deleteMessage", chat_id=CHANNEL, message_id=post)
    assert refusal == "400 Bad Request: message to delete not found"
    following = await api("sendMessage", chat_id=CHANNEL, text="x")
    assert following["message_id"] == post + 1  # ids are never given twice
    world.set_member(CHANNEL, 42, "administrator", can_delete_messages=False)
    clock.advance(48 * 3600)
    refusal = await api.refused("deleteMessage", chat_id=CHANNEL, message_id=post + 1)
    assert refusal == "400 Bad Request: message can't be deleted"


async def test_deleting_several_passes_over_the_missing(api, world, post):
    ids = [post, 77, (await api("sendMessage", chat_id=CHANNEL, text="x"))["message_id"]]
    assert await api("deleteMessages", chat_id=CHANNEL, message_ids=ids) is True
    assert world.messages(CHANNEL) == []


@pytest.mark.parametrize(
    ("ids", "refusal"),
    [
        ("", "message identifiers are not specified"),
        ("[", "can't parse message_ids JSON object"),
        ("5", "expected an Array of message identifiers"),
        (list(range(1, 102)), "too many message identifiers specified"),
        ([None], "message identifier must be a Number"),
        (["x"], "can't parse message identifier as a Number"),
        ([0], "invalid message identifier specified"),
    ],
)
async def test_message_ids_refused(api, ids, refusal):
    found = await api.refused("deleteMessages", chat_id=CHANNEL, message_ids=ids)
    assert found == f"400 Bad Request: {refusal}"


async def test_pinning(api, world, post):
    where = {"chat_id": CHANNEL, "message_id": post}
    assert await api("pinChatMessage", **where) is True
    (notice,) = await api.updates("channel_post")  # the one own post that a bot is told of
    assert notice["message_id"] == post + 1
    assert notice["pinned_message"]["text"] == "было"
    assert (await api("getChat", chat_id=CHANNEL))["pinned_message"]["message_id"] == post
    refusal = await api.refused("pinChatMessage", chat_id=CHANNEL, message_id=post + 1)
    assert refusal == "400 Bad Request: service messages can't be pinned"
    refusal = await api.refused("pinChatMessage", chat_id=CHANNEL, message_id=99)
    assert refusal == "400 Bad Request: message to pin not found"
    assert await api("unpinChatMessage", chat_id=CHANNEL) is True
    assert "pinned_message" not in await api("getChat", chat_id=CHANNEL)


async def test_a_deleted_post_is_no_longer_pinned(api, post):
    await api("pinChatMessage", chat_id=CHANNEL, message_id=post)
    await api("deleteMessage", chat_id=CHANNEL, message_id=post)
    assert "pinned_message" not in await api("getChat", chat_id=CHANNEL)

"""sendRichMessage: what comes back, what is refused, and what else can be done with it."""

import pytest

from bot.sandbox.errors import too_many_requests
from bot.sandbox.faults import Faults
from bot.sandbox.wire import error_reply
from tests.sandbox.helpers import CHANNEL, GROUP, OWNER, READER, picture
from tests.sandbox.rich import bold, media, paragraph, table

PHOTO = {"file": ("a.png", picture(1600, 900))}


@pytest.fixture
def send(api):
    async def send(*blocks, chat_id=CHANNEL, files=None, options=None, **message):
        return await api(
            "sendRichMessage",
            chat_id=chat_id,
            rich_message={"blocks": list(blocks), **message},
            files=files,
            **(options or {}),
        )

    return send


@pytest.fixture
def refused(api, world):
    async def refused(*blocks, files=None, **message):
        found = await api.refused(
            "sendRichMessage",
            chat_id=CHANNEL,
            rich_message={"blocks": list(blocks)} if blocks else message,
            files=files,
        )
        assert world.messages(CHANNEL) == []
        return found.removeprefix("400 Bad Request: ")

    return refused


async def test_the_message_repeats_the_blocks(send):
    blocks = [
        {"type": "heading", "text": "Заголовок", "size": 2},
        paragraph(["Слово ", bold("жирное")]),
    ]
    post = await send(*blocks)
    assert list(post) == ["message_id", "sender_chat", "chat", "date", "rich_message"]
    assert post["rich_message"] == {"blocks": blocks}


async def test_others_learn_of_it(send, other):
    await send(paragraph("Слово"))
    (post,) = await other.updates("channel_post")
    assert post["rich_message"] == {"blocks": [paragraph("Слово")]}


async def test_photos_come_in_all_sizes(send, api, other):
    post = await send(media("photo", caption={"text": "Мост"}), files=PHOTO)
    (photo,) = post["rich_message"]["blocks"]
    assert [(size["width"], size["height"]) for size in photo["photo"]][-1] == (1600, 900)
    assert photo["caption"] == {"text": "Мост"}
    file = await api("getFile", file_id=photo["photo"][-1]["file_id"])
    assert file["file_size"] == len(PHOTO["file"][1])
    (seen,) = await other.updates("channel_post")
    (theirs,) = seen["rich_message"]["blocks"]
    assert theirs["photo"][-1]["file_id"] != photo["photo"][-1]["file_id"]
    known = {"type": "photo", "photo": {"type": "photo", "media": photo["photo"][-1]["file_id"]}}
    again = await send({"type": "collage", "blocks": [known, known]})
    found = again["rich_message"]["blocks"][0]["blocks"]
    assert found[0]["photo"] == found[1]["photo"] == photo["photo"]


async def test_links_and_hashtags_are_found(send):
    post = await send(paragraph(["О мосте ", bold("на khabarovsk.ru #мост")]))
    assert post["rich_message"]["blocks"][0]["text"] == [
        "О мосте ",
        bold(
            [
                "на ",
                {"type": "url", "text": "khabarovsk.ru", "url": "khabarovsk.ru"},
                " ",
                {"type": "hashtag", "text": "#мост", "hashtag": "мост"},
            ]
        ),
    ]
    plain = await send(paragraph("#мост"), skip_entity_detection=True)
    assert plain["rich_message"]["blocks"] == [paragraph("#мост")]
    code = await send(paragraph({"type": "code", "text": "#мост"}))
    assert code["rich_message"]["blocks"][0]["text"]["text"] == "#мост"


async def test_items_have_labels(send):
    kinds = [
        {},
        {"type": "1"},
        {"value": 7},
        {"type": "a", "value": 28},
        {"type": "I", "value": 9},
    ]
    items = [{"blocks": [paragraph()], **kind} for kind in kinds]
    post = await send({"type": "list", "items": items})
    found = [item["label"] for item in post["rich_message"]["blocks"][0]["items"]]
    assert found == ["•", "2.", "7.", "ab.", "IX."]


async def test_unknown_fields_are_ignored(send):
    post = await send({**paragraph(), "colour": "red"})
    assert post["rich_message"]["blocks"] == [paragraph()]


LIMITS = [
    ([paragraph("я" * 32_768)], [paragraph("я"), paragraph("я" * 32_768)], "TEXT_TOO_LONG"),
    ([paragraph()] * 500, [paragraph()] * 501, "BLOCKS_TOO_MANY"),
    (
        [{"type": "list", "items": [{"blocks": [paragraph()]}] * 249}],
        [{"type": "list", "items": [{"blocks": [paragraph()]}] * 250}],
        "BLOCKS_TOO_MANY",
    ),
    ([table(*[["1"]] * 499)], [table(*[["1"]] * 500)], "BLOCKS_TOO_MANY"),
    ([table(["1"] * 20)], [table(["1"] * 21)], "TABLE_COLS_TOO_MANY"),
    (
        [table([{"text": "1", "colspan": 19}, "2"])],
        [table([{"text": "1", "colspan": 20}, "2"])],
        "TABLE_COLS_TOO_MANY",
    ),
    (
        [table([{"text": "1", "rowspan": 2}, "2"], ["3"] * 19)],
        [table([{"text": "1", "rowspan": 2}, "2"], ["3"] * 20)],
        "TABLE_COLS_TOO_MANY",
    ),
    (
        [table([{"text": "1", "rowspan": 2}, "2"], ["3"], ["4"] * 20)],
        [table([{"text": "1", "rowspan": 3}, "2"], ["3"], ["4"] * 20)],
        "TABLE_COLS_TOO_MANY",
    ),
    ([media("photo")] * 50, [media("photo")] * 51, "MEDIA_TOO_MANY"),
]


@pytest.mark.parametrize(("fits", "exceeds", "refusal"), LIMITS)
async def test_limits(send, refused, fits, exceeds, refusal):
    assert await refused(*exceeds, files=PHOTO) == f"RICH_MESSAGE_{refusal}"
    await send(*fits, files=PHOTO)


def nested(depth, block=None):
    block = block or paragraph()
    for _ in range(depth):
        block = {"type": "blockquote", "blocks": [block]}
    return block


def emphasised(depth):
    text = "Слово"
    for _ in range(depth):
        text = bold(text)
    return paragraph(text)


@pytest.mark.parametrize(
    ("fits", "exceeds"),
    [
        (nested(15), nested(16)),
        (emphasised(15), emphasised(16)),
        (nested(8, emphasised(7)), nested(8, emphasised(8))),
        (nested(14), nested(300)),
        (paragraph(), emphasised(300)),
    ],
)
async def test_depth(send, refused, fits, exceeds):
    assert await refused(exceeds) == "RICH_MESSAGE_DEPTH_INVALID"
    await send(fits)


@pytest.mark.parametrize(
    "blocks",
    [
        [{"type": "divider"}],
        [{"type": "anchor", "name": "a"}],
        [paragraph("")],
        [paragraph(" \n")],
        [{"type": "list", "items": []}],
        [table()],
    ],
)
async def test_empty(refused, blocks):
    assert await refused(*blocks) == "RICH_MESSAGE_EMPTY"


async def test_one_photo_is_not_empty(send):
    await send(media("photo"), files=PHOTO)


PARSING = "can't parse InputRichBlock: "


@pytest.mark.parametrize(
    ("block", "refusal"),
    [
        (5, "expected an Object"),
        ({}, 'Can\'t find field "type"'),
        ({"type": 5}, 'type "5" is unsupported'),
        ({"type": "sectionHeading", "text": "x"}, 'type "sectionHeading" is unsupported'),
        ({"type": "heading", "text": "x"}, 'Can\'t find field "size"'),
        ({"type": "heading", "text": "x", "size": 7}, "invalid heading size specified"),
        ({"type": "paragraph"}, 'Can\'t find field "text"'),
        (paragraph(5), "expected a RichText"),
        (paragraph({"type": "plain", "text": "x"}), "Unsupported rich text type"),
        (paragraph({"type": "bold"}), 'Can\'t find field "text"'),
        (paragraph({"type": "url", "text": "x"}), 'Can\'t find field "url"'),
        (
            paragraph({"type": "custom_emoji", "custom_emoji_id": "x", "alternative_text": "🔥"}),
            'Field "custom_emoji_id" must be a valid Number',
        ),
        ({"type": "blockquote", "text": "x"}, 'Field "blocks" must be of type Array'),
        ({"type": "details", "blocks": []}, 'Can\'t find field "summary"'),
        ({"type": "list"}, 'Can\'t find field "items"'),
        ({"type": "list", "items": [5]}, "expected an Object"),
        (
            {"type": "list", "items": [{"blocks": [], "type": "b"}]},
            "invalid list item type specified",
        ),
        ({"type": "table"}, 'Can\'t find field "cells"'),
        ({"type": "table", "cells": [5]}, 'Field "cells" must be an Array of Array'),
        (table([{"colspan": 0}]), "Invalid table cell colspan specified"),
        (table([{"align": "justify"}]), "Invalid table cell align specified"),
        ({"type": "photo"}, 'Can\'t find field "photo"'),
        ({"type": "photo", "photo": "id"}, 'Field "photo" must be of type Object'),
        (
            {"type": "photo", "photo": {"type": "video", "media": "id"}},
            'Field "photo" must be an InputMedia of the same type',
        ),
        (
            {"type": "collage", "blocks": [paragraph()]},
            "expected a photo, a video, or an animation",
        ),
        (paragraph("\ud800"), "Strings must be encoded in UTF-8"),
    ],
)
async def test_blocks_refused(refused, block, refusal):
    assert await refused(block) == PARSING + refusal


@pytest.mark.parametrize(
    ("message", "refusal"),
    [
        ("{", "can't parse rich message JSON object"),
        ("[]", "object expected as rich message"),
        ("", 'parameter "rich_message" is required'),
        ("{}", "RICH_MESSAGE_CONTENT_REQUIRED"),
        ('{"blocks": []}', "RICH_MESSAGE_EMPTY"),
        (
            '{"blocks": [], "html": "x"}',
            "exactly one of html, markdown, and blocks must be used in rich message",
        ),
    ],
)
async def test_messages_refused(api, message, refusal):
    found = await api.refused("sendRichMessage", chat_id=CHANNEL, rich_message=message)
    assert found == f"400 Bad Request: {refusal}"


@pytest.mark.parametrize(
    ("source", "refusal"),
    [
        ("https://example.com/a.jpg", "failed to get HTTP URL content"),
        ("attach://nothing", "there is no photo in the request"),
        ("x", "wrong remote file identifier specified: Wrong padding in the string"),
    ],
)
async def test_files_refused(refused, source, refusal):
    block = {"type": "photo", "photo": {"type": "photo", "media": source}}
    assert await refused(block) == refusal


async def test_links_refused(refused):
    link = {"type": "url", "text": "x", "url": "https://"}
    assert await refused(paragraph(link)) == "RICH_MESSAGE_URL_INVALID"


async def test_form_then_chat_then_rights_then_size(api, world):
    broken, long = {"type": "heading", "text": "x"}, paragraph("я" * 32_769)

    async def refusal(chat_id, block):
        message = {"blocks": [block]}
        return await api.refused("sendRichMessage", chat_id=chat_id, rich_message=message)

    assert "InputRichBlock" in await refusal(-5, broken)
    assert await refusal(-5, long) == "400 Bad Request: chat not found"
    world.set_member(CHANNEL, 42, "member")
    found = await refusal(CHANNEL, long)
    assert found == "400 Bad Request: need administrator rights in the channel chat"
    world.add_group(GROUP, "Редакция", owner_id=OWNER)
    world.set_member(GROUP, 42, "restricted")
    found = await refusal(GROUP, long)
    assert found == "400 Bad Request: not enough rights to send the rich message to the chat"


async def test_faults_strike_it_like_any_other(api, world):
    class Flood(Faults):
        async def before(self, asked):
            return error_reply(too_many_requests(7)) if asked.method == "sendRichMessage" else None

    world.on_accept = Flood()
    message = {"blocks": [paragraph()]}
    found = await api.refused("sendRichMessage", chat_id=CHANNEL, rich_message=message)
    assert found == "429 Too Many Requests: retry after 7"
    assert world.messages(CHANNEL) == []


async def test_it_is_forwarded_and_copied(send, api, started):
    post = await send(paragraph(), media("photo"), files=PHOTO)
    where = {"chat_id": OWNER, "from_chat_id": CHANNEL, "message_id": post["message_id"]}
    forwarded = await api("forwardMessage", **where)
    assert forwarded["rich_message"] == post["rich_message"]
    assert forwarded["forward_origin"]["message_id"] == post["message_id"]
    copied = await api("copyMessage", **where)
    again = await api("forwardMessage", **where | {"from_chat_id": OWNER, **copied})
    assert again["rich_message"] == post["rich_message"]


async def test_it_can_be_edited_into_a_text_and_back(send, api):
    post = await send(paragraph("Было"))
    where = {"chat_id": CHANNEL, "message_id": post["message_id"]}
    after = {"blocks": [paragraph("Стало")]}
    edited = await api("editMessageText", **where, rich_message=after)
    assert edited["rich_message"] == after
    assert "edit_date" in edited
    found = await api.refused("editMessageText", **where, rich_message=after)
    assert found.startswith("400 Bad Request: message is not modified")
    text = await api("editMessageText", **where, text="Текст")
    assert (text["text"], "rich_message" in text) == ("Текст", False)
    assert "text" not in await api("editMessageText", **where, rich_message=after)


async def test_it_has_no_caption_and_no_media_to_edit(send, api):
    post = await send(media("photo"), files=PHOTO)
    where = {"chat_id": CHANNEL, "message_id": post["message_id"]}
    found = await api.refused("editMessageCaption", **where, caption="x")
    assert found == "400 Bad Request: there is no caption in the message to edit"


async def test_it_can_be_deleted(send, api, world):
    post = await send(paragraph())
    await api("deleteMessage", chat_id=CHANNEL, message_id=post["message_id"])
    assert world.messages(CHANNEL) == []


async def test_a_quotation_is_found_in_it(send, api):
    post = await send(paragraph(["Мост ", bold("открыт")]), table(["Улица", "Часы"]))
    reply = {"message_id": post["message_id"], "quote": "Мост открыт"}
    answer = await api("sendMessage", chat_id=CHANNEL, text="Да", reply_parameters=reply)
    assert answer["quote"]["text"] == "Мост открыт"
    assert answer["reply_to_message"]["rich_message"] == post["rich_message"]


async def test_buttons_stand_under_it(send):
    keyboard = {"inline_keyboard": [[{"text": "Ещё", "url": "https://example.com/"}]]}
    post = await send(paragraph(), options={"reply_markup": keyboard})
    assert post["reply_markup"] == keyboard


async def test_a_person_forwards_it_but_does_not_edit_it(send, page):
    post = await send(paragraph())
    body = {"as": OWNER, "from_chat_id": CHANNEL, "message_ids": [post["message_id"]]}
    status, answer = await page.post(f"chats/{OWNER}/forward", **body)
    assert (status, answer["messages"][0]["rich_message"]) == (200, post["rich_message"])
    body = {"as": OWNER, "message_id": post["message_id"], "text": "x"}
    status, answer = await page.post(f"chats/{CHANNEL}/edit", **body)
    assert status == 400
    assert "нельзя" in answer["error"]


async def test_the_page_gets_addresses_of_its_photos(send, page):
    await send({"type": "collage", "blocks": [media("photo")]}, files=PHOTO)
    _, answer = await page.get(f"chats/{CHANNEL}/messages", **{"as": READER})
    block = answer["messages"][0]["rich_message"]["blocks"][0]["blocks"][0]
    async with page.session.get(block["photo"][-1]["url"]) as response:
        assert await response.read() == PHOTO["file"][1]

"""forwardMessage(s) and copyMessage(s) (bot-api.md §2, error 22; §5.3; §7.4)."""

import pytest

from tests.sandbox.helpers import CHANNEL, CLOSED, OWNER, PNG, READER

URL = {"inline_keyboard": [[{"text": "t", "url": "http://ya.ru/"}]]}
MIXED = {"inline_keyboard": [[{"text": "t", "callback_data": "d"}], *URL["inline_keyboard"]]}
NO_SOURCE = {
    "forwardMessage": "400 Bad Request: message to forward not found",
    "copyMessage": "400 Bad Request: message to copy not found",
}
NO_TARGET = "400 Bad Request: chat not found"


@pytest.fixture
async def post(api, started):
    sent = await api("sendMessage", chat_id=CHANNEL, text="<b>Да</b>", parse_mode="HTML")
    return sent["message_id"]


@pytest.mark.parametrize("method", ["forwardMessage", "copyMessage"])
async def test_dry_probe_tells_whether_a_post_exists(api, world, post, method):
    probe = {"chat_id": 0, "from_chat_id": CHANNEL}
    assert await api.refused(method, **probe, message_id=post) == NO_TARGET
    assert await api.refused(method, **probe, message_id=post + 1) == NO_SOURCE[method]
    assert await api.refused(method, **probe) == NO_SOURCE[method]
    missing = await api.refused(method, chat_id=0, message_id=post)
    assert missing == '400 Bad Request: parameter "from_chat_id" is required'
    assert len(world.messages(CHANNEL)) == 1


async def test_forward_keeps_words_and_origin(api, post, clock):
    clock.advance(100)
    copy = await api("forwardMessage", chat_id=OWNER, from_chat_id=CHANNEL, message_id=post)
    assert copy["forward_origin"] == {
        "type": "channel",
        "date": copy["date"] - 100,
        "chat": {"id": CHANNEL, "title": "Хабаровск", "username": "khabvesti", "type": "channel"},
        "message_id": post,
    }
    assert copy["entities"] == [{"offset": 0, "length": 2, "type": "bold"}]
    again = await api(
        "forwardMessage", chat_id=OWNER, from_chat_id=OWNER, message_id=copy["message_id"]
    )
    assert again["forward_origin"] == copy["forward_origin"]


async def test_forward_of_a_person(api, world, post):
    said = world.send_text(OWNER, OWNER, "x")[0]["message_id"]
    copy = await api("forwardMessage", chat_id=CHANNEL, from_chat_id=OWNER, message_id=said)
    assert copy["forward_origin"]["sender_user"]["id"] == OWNER


@pytest.mark.parametrize(("keyboard", "kept"), [(URL, URL), (MIXED, None)])
async def test_forward_keeps_buttons_only_if_all_are_links(api, started, keyboard, kept):
    sent = await api("sendMessage", chat_id=CHANNEL, text="x", reply_markup=keyboard)
    copy = await api(
        "forwardMessage", chat_id=OWNER, from_chat_id=CHANNEL, message_id=sent["message_id"]
    )
    assert copy.get("reply_markup") == kept


async def test_order_of_checks(api, world, post):
    """Source, target, rights, protection."""
    world.protect(CHANNEL)
    world.add_channel(CLOSED, "Закрытый", owner_id=OWNER)
    call = {"from_chat_id": CHANNEL, "message_id": post}
    assert await api.refused("forwardMessage", chat_id=-5, **call) == NO_TARGET
    refusal = await api.refused("forwardMessage", chat_id=READER, **call)
    assert refusal == "403 Forbidden: bot can't initiate conversation with a user"
    world.set_member(CLOSED, 42, "member")
    refusal = await api.refused("forwardMessage", chat_id=CLOSED, **call)
    assert refusal == "400 Bad Request: need administrator rights in the channel chat"
    refusal = await api.refused("forwardMessage", chat_id=OWNER, **call)
    assert refusal == "400 Bad Request: message has protected content and can't be forwarded"
    await api("copyMessage", chat_id=OWNER, **call)  # bots may copy what is protected


async def test_service_messages_stay_where_they_are(api, post):
    await api("pinChatMessage", chat_id=CHANNEL, message_id=post)
    call = {"chat_id": OWNER, "from_chat_id": CHANNEL, "message_id": post + 1}
    refusal = await api.refused("forwardMessage", **call)
    assert refusal == "400 Bad Request: the message can't be forwarded"
    refusal = await api.refused("copyMessage", **call)
    assert refusal == "400 Bad Request: the message can't be copied"


async def test_copy_is_a_message_of_its_own(api, world, started):
    sent = await api("sendPhoto", chat_id=CHANNEL, caption="a", files={"photo": ("a.png", PNG)})
    call = {"chat_id": OWNER, "from_chat_id": CHANNEL, "message_id": sent["message_id"]}
    result = await api("copyMessage", **call, reply_markup=MIXED)
    copy = world.message(OWNER, result["message_id"])
    assert list(result) == ["message_id"]
    assert "forward_origin" not in copy
    assert (copy["caption"], copy["reply_markup"]) == ("a", MIXED)
    other = await api("copyMessage", **call, caption="*b*", parse_mode="MarkdownV2")
    assert world.message(OWNER, other["message_id"])["caption"] == "b"


@pytest.mark.parametrize("method", ["forwardMessages", "copyMessages"])
async def test_plural_passes_over_the_missing_and_keeps_albums(api, world, started, method):
    media = [{"type": "photo", "media": f"attach://f{i}"} for i in range(2)]
    files = {f"f{i}": ("a.png", PNG) for i in range(2)}
    await api("sendMediaGroup", chat_id=CHANNEL, media=media, files=files)
    await api("sendMessage", chat_id=CHANNEL, text="x")
    ids = await api(method, chat_id=OWNER, from_chat_id=CHANNEL, message_ids=[1, 2, 3, 9])
    copies = [world.message(OWNER, each["message_id"]) for each in ids]
    assert len(copies) == 3
    assert copies[0]["media_group_id"] == copies[1]["media_group_id"]
    assert ("forward_origin" in copies[2]) == (method == "forwardMessages")


@pytest.mark.parametrize(
    ("ids", "refusal"),
    [
        ([2, 1], "message identifiers must be in a strictly increasing order"),
        ([], "message identifiers are not specified"),
        ([8, 9], "there are no messages to forward"),
    ],
)
async def test_plural_refused(api, post, ids, refusal):
    found = await api.refused(
        "forwardMessages", chat_id=OWNER, from_chat_id=CHANNEL, message_ids=ids
    )
    assert found == f"400 Bad Request: {refusal}"


async def test_probing_sees_service_messages_and_what_others_posted(api, world, other, post):
    await api("pinChatMessage", chat_id=CHANNEL, message_id=post)
    alien = (await other("sendMessage", chat_id=CHANNEL, text="x"))["message_id"]
    assert (post, alien) == (1, 3)  # one numbering for posts, notices and everybody
    for number in (post + 1, alien):
        probe = {"chat_id": 0, "from_chat_id": CHANNEL, "message_id": number}
        assert await api.refused("forwardMessage", **probe) == NO_TARGET


async def test_numbers_of_deleted_posts_are_not_used_again(api, world, post):
    await api("deleteMessages", chat_id=CHANNEL, message_ids=[post])
    probe = {"chat_id": 0, "from_chat_id": CHANNEL, "message_id": post}
    assert await api.refused("forwardMessage", **probe) == NO_SOURCE["forwardMessage"]
    assert (await api("sendMessage", chat_id=CHANNEL, text="x"))["message_id"] == post + 1


async def test_one_protected_message(api, started):
    sent = await api("sendMessage", chat_id=CHANNEL, text="x", protect_content=True)
    call = {"chat_id": OWNER, "from_chat_id": CHANNEL, "message_id": sent["message_id"]}
    refusal = await api.refused("forwardMessage", **call)
    assert refusal == "400 Bad Request: message has protected content and can't be forwarded"
    copied = await api("copyMessage", **call)
    again = {"chat_id": OWNER, "from_chat_id": OWNER, "message_id": copied["message_id"]}
    assert (await api("forwardMessage", **again))["text"] == "x"

"""aiogram's models take every update and every answer, and know every field in them."""

import json

import aiogram.methods
import pytest
from aiogram.types import Update
from pydantic import BaseModel, TypeAdapter

from bot.sandbox.methods import NAMES
from bot.sandbox.updates import ALL_TYPES
from tests.sandbox import rich
from tests.sandbox.helpers import (
    CHANNEL,
    CLOSED,
    EDITOR,
    FORUM,
    GROUP,
    OWNER,
    PNG,
    READER,
    TOKEN,
)

BOT_ID = 42
TOPIC, SHUT = 2, 3  # the forum's topics; before them, the bot's own arrival
TEXT = '<b>Жирно</b> <a href="https://ya.ru">и</a> @khabvesti #тег\n<blockquote>«Да»</blockquote>'
KEYBOARD = {
    "inline_keyboard": [[{"text": "a", "callback_data": "b"}, {"text": "c", "url": "ya.ru"}]]
}
RIGHTS = {"can_post_messages": True, "can_edit_messages": True, "is_anonymous": False}
REQUESTS = {
    "keyboard": [
        [
            {
                "text": "Канал",
                "request_chat": {
                    "request_id": 1,
                    "chat_is_channel": True,
                    "user_administrator_rights": RIGHTS,
                    "bot_administrator_rights": RIGHTS,
                    "request_title": True,
                    "request_username": True,
                },
            }
        ],
        [{"text": "Люди", "request_users": {"request_id": 2, "request_name": True}}],
    ]
}
FILES = [
    ("a.png", PNG, "image/png"),
    ("a.mp4", b"1", "video/mp4"),
    ("a.gif", b"1", "image/gif"),
    ("a.mp3", b"1", "audio/mpeg"),
    ("a.txt", b"1", "text/plain"),
]
OTHERS = [
    ("contact", {"phone_number": "1", "first_name": "А"}, None),
    ("voice", {"duration": 3}, b"ogg"),
    ("video_note", {"duration": 3, "length": 240}, b"mp4"),
    ("location", {"latitude": 48.5, "longitude": 135.1}, None),
    ("dice", {"emoji": "🎲", "value": 6}, None),
    (
        "sticker",
        {"type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False},
        b"webp",
    ),
]

# What each method is asked; the album, the text and the photo of `posted` have known ids.
CALLS = {
    "getMe": [{}],
    "close": [{}],
    "logOut": [{}],
    "getUpdates": [{}],
    "setWebhook": [{"url": "https://example.com/x"}],
    "deleteWebhook": [{}],
    "getWebhookInfo": [{}],
    "sendMessage": [
        {"chat_id": CHANNEL, "text": TEXT, "parse_mode": "HTML", "reply_markup": KEYBOARD},
        {"chat_id": OWNER, "text": "x", "reply_markup": {"keyboard": [["Да"]]}},
        {"chat_id": CHANNEL, "text": "x", "reply_parameters": {"message_id": 1, "quote": "Жирно"}},
        {"chat_id": OWNER, "text": "x", "reply_parameters": {"message_id": 1, "chat_id": CHANNEL}},
        {"chat_id": CHANNEL, "text": "ya.ru", "link_preview_options": {"is_disabled": True}},
        {"chat_id": GROUP, "text": "x", "protect_content": True},
        {"chat_id": FORUM, "text": "x", "message_thread_id": TOPIC},
        {"chat_id": OWNER, "text": "x", "reply_markup": REQUESTS},
    ],
    "sendRichMessage": [
        {"chat_id": CHANNEL, "rich_message": {"blocks": rich.EVERY_BLOCK}},
        {"chat_id": OWNER, "rich_message": {"blocks": rich.EVERY_TEXT, "is_rtl": True}},
    ],
    "sendPhoto": [{"chat_id": CHANNEL, "photo": "attach://file", "caption": TEXT}],
    "sendVideo": [{"chat_id": CHANNEL, "video": "attach://file", "has_spoiler": True}],
    "sendDocument": [{"chat_id": CHANNEL, "document": "attach://file"}],
    "sendAnimation": [{"chat_id": CHANNEL, "animation": "attach://file"}],
    "sendAudio": [{"chat_id": CHANNEL, "audio": "attach://file", "title": "Гимн"}],
    "sendMediaGroup": [
        {"chat_id": CHANNEL, "media": [{"type": "photo", "media": "attach://file"}] * 3}
    ],
    "forwardMessage": [
        {"chat_id": OWNER, "from_chat_id": CHANNEL, "message_id": 1},
        {"chat_id": OWNER, "from_chat_id": OWNER, "message_id": 1},
    ],
    "forwardMessages": [{"chat_id": OWNER, "from_chat_id": CHANNEL, "message_ids": [1, 2, 3]}],
    "copyMessage": [{"chat_id": OWNER, "from_chat_id": CHANNEL, "message_id": 1}],
    "copyMessages": [{"chat_id": OWNER, "from_chat_id": CHANNEL, "message_ids": [2, 3]}],
    "editMessageText": [
        {"chat_id": CHANNEL, "message_id": 1, "text": "y"},
        {"chat_id": CHANNEL, "message_id": 1, "rich_message": {"blocks": rich.EVERY_BLOCK}},
    ],
    "editMessageCaption": [{"chat_id": CHANNEL, "message_id": 2, "caption": "y"}],
    "editMessageMedia": [
        {"chat_id": CHANNEL, "message_id": 2, "media": {"type": "video", "media": "attach://file"}}
    ],
    "editMessageReplyMarkup": [{"chat_id": CHANNEL, "message_id": 1}],
    "deleteMessage": [{"chat_id": CHANNEL, "message_id": 1}],
    "deleteMessages": [{"chat_id": CHANNEL, "message_ids": [1, 2]}],
    "pinChatMessage": [{"chat_id": CHANNEL, "message_id": 2}],
    "unpinChatMessage": [{"chat_id": CHANNEL}],
    "unpinAllChatMessages": [{"chat_id": CHANNEL}],
    "createForumTopic": [{"chat_id": FORUM, "name": "Очередь", "icon_color": 16766590}],
    "editForumTopic": [{"chat_id": FORUM, "message_thread_id": TOPIC, "name": "Готово"}],
    "closeForumTopic": [{"chat_id": FORUM, "message_thread_id": TOPIC}],
    "reopenForumTopic": [{"chat_id": FORUM, "message_thread_id": SHUT}],
    "deleteForumTopic": [{"chat_id": FORUM, "message_thread_id": TOPIC}],
    "unpinAllForumTopicMessages": [{"chat_id": FORUM, "message_thread_id": TOPIC}],
    "editGeneralForumTopic": [{"chat_id": FORUM, "name": "Разное"}],
    "closeGeneralForumTopic": [{"chat_id": FORUM}],
    "reopenGeneralForumTopic": [{"chat_id": FORUM, "of": "the closed one"}],
    "unpinAllGeneralForumTopicMessages": [{"chat_id": FORUM}],
    "getForumTopicIconStickers": [{}],
    "setChatTitle": [{"chat_id": chat, "title": "Иначе"} for chat in (CHANNEL, FORUM)],
    "getChat": [{"chat_id": chat} for chat in (CHANNEL, CLOSED, GROUP, FORUM, OWNER)],
    "getChatMember": [
        {"chat_id": chat, "user_id": user}
        for chat in (CHANNEL, GROUP)
        for user in (OWNER, EDITOR, READER, BOT_ID, 10)
    ]
    + [{"chat_id": OWNER, "user_id": BOT_ID}],
    "getChatAdministrators": [{"chat_id": chat} for chat in (CHANNEL, GROUP)],
    "getChatMemberCount": [{"chat_id": CHANNEL}],
    "leaveChat": [{"chat_id": CHANNEL}],
    "sendChatAction": [{"chat_id": OWNER, "action": "typing"}],
    "setMessageReaction": [{"chat_id": CHANNEL, "message_id": 1}],
    "getFile": [{"file_id": "of the photo"}],
    "answerCallbackQuery": [{"callback_query_id": "of the press"}],
    "approveSuggestedPost": [{"suggested": True}],
    "declineSuggestedPost": [{"suggested": True, "comment": "a"}],
    "answerInlineQuery": [{"inline_query_id": "of the query", "results": []}],
    "setMyCommands": [{"commands": [{"command": "queue", "description": "Очередь"}]}],
    "getMyCommands": [{"scope": {"type": "all_private_chats"}}],
    "deleteMyCommands": [{}],
    "setMyName": [{"name": "Вестник"}],
    "getMyName": [{}],
    "setMyDescription": [{"description": "x"}],
    "getMyDescription": [{}],
    "setMyShortDescription": [{"short_description": "x"}],
    "getMyShortDescription": [{}],
}


def understood(kind, value):
    """The value as aiogram reads it from the wire; a field that it doesn't know is an error."""
    model = TypeAdapter(kind).validate_json(json.dumps(value))
    assert list(strange(model)) == []
    return model


def strange(value, path=""):
    """Every field that no model has."""
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from strange(item, path)
    elif isinstance(value, BaseModel):
        yield from (f"{path}.{name}" for name in value.model_extra or {})
        for name in type(value).model_fields:
            yield from strange(getattr(value, name), f"{path}.{name}")


@pytest.fixture
async def posted(api, world, started):
    """Everybody everywhere in every standing; a text with buttons and an album, pinned."""
    world.add_channel(CLOSED, "Закрытый", owner_id=OWNER)
    world.add_group(GROUP, "Редакция", owner_id=OWNER)
    world.add_group(FORUM, "Стол", owner_id=OWNER, forum=True)
    for chat in (CLOSED, GROUP, FORUM):
        world.set_member(chat, BOT_ID, "administrator")
    world.create_topic(OWNER, FORUM, "Материалы")
    world.close_topic(OWNER, FORUM, world.create_topic(OWNER, FORUM, "Архив"))
    world.protect(CLOSED)
    world.add_bot(TOKEN, "vestnik_bot", "Вестник", inline=True, inline_feedback=True)
    for chat in (CHANNEL, GROUP):
        world.set_member(chat, EDITOR, "member")
        world.set_member(chat, READER, "kicked")
    world.set_member(GROUP, 10, "restricted", can_send_messages=True)
    text = {"chat_id": CHANNEL, "text": TEXT, "parse_mode": "HTML", "reply_markup": KEYBOARD}
    await api("sendMessage", **text)
    album = [{"type": "photo", "media": "attach://file", "caption": "x"}] * 2
    posts = await api(
        "sendMediaGroup", chat_id=CHANNEL, media=album, files={"file": ("a.png", PNG)}
    )
    await api("pinChatMessage", chat_id=CHANNEL, message_id=1)
    world.delivery.queue(world.directory.bots[TOKEN]).clear()
    return posts


def test_an_unknown_field_is_noticed():
    update = {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "x": 1}}}
    update["message"]["chat"]["type"] = "private"
    assert list(strange(Update.model_validate(update))) == [".message.chat.x"]


def test_every_method_is_asked():
    assert set(CALLS) == set(NAMES.values())


@pytest.mark.parametrize("method", CALLS)
async def test_answers(api, world, posted, method):
    returned = getattr(aiogram.methods, method[0].upper() + method[1:]).__returning__
    for params in CALLS[method]:
        values = dict(params)
        if "file_id" in values:
            values["file_id"] = posted[0]["photo"][-1]["file_id"]
        if "callback_query_id" in values:
            values["callback_query_id"] = world.press(OWNER, CHANNEL, 1, "b")
        if "inline_query_id" in values:
            values["inline_query_id"] = world.ask_inline(OWNER, OWNER, "x")
        if values.pop("suggested", None):
            values["chat_id"] = world.open_direct(CHANNEL).id
            world.set_member(CHANNEL, READER, "member")
            (sent,) = world.suggest(READER, CHANNEL, "x")
            values["message_id"] = sent["message_id"]
        if values.pop("of", None):
            await api("closeGeneralForumTopic", chat_id=FORUM)
        upload = "attach://file" in json.dumps(values)
        files = {"file": ("a.png", PNG)} if upload else None
        understood(returned, await api(method, files=files, **values))


async def updates(api):
    """Everything that waits, as aiogram reads it."""
    return [understood(Update, update) for update in await api.updates()]


async def test_messages_of_people(api, world, posted):
    marks = [
        {"type": "text_mention", "offset": 0, "length": 1, "user": {"id": EDITOR}},
        {"type": "custom_emoji", "offset": 2, "length": 2, "custom_emoji_id": "5"},
        {"type": "date_time", "offset": 5, "length": 1, "unix_time": 9, "date_time_format": "r"},
        {"type": "pre", "offset": 7, "length": 1, "language": "python"},
    ]
    first = world.send_text(OWNER, OWNER, "я 😀 в x /help", marks)[0]["message_id"]
    world.send_files(OWNER, OWNER, FILES, "Подпись", reply_to=first)
    world.send_files(OWNER, OWNER, [FILES[0]] * 2, "Альбом", as_documents=True)
    for kind, fields, data in OTHERS:
        world.send_other(OWNER, OWNER, kind, fields, data)
    world.forward(OWNER, OWNER, CHANNEL, [1, 2, 3])
    world.forward(OWNER, OWNER, OWNER, [first])
    world.send_text(EDITOR, GROUP, "в группе")
    world.edit(OWNER, OWNER, first, "исправлено")
    found = await updates(api)
    kinds = [update.event_type for update in found]
    assert kinds == ["message"] * (1 + 5 + 2 + len(OTHERS) + 3 + 1 + 1) + ["edited_message"]
    content = [update.message.content_type for update in found[8 : 8 + len(OTHERS)]]
    assert content == [kind for kind, _, _ in OTHERS]
    types = {entity.type for entity in found[0].message.entities}
    assert types == {"text_mention", "custom_emoji", "date_time", "pre", "bot_command"}


async def test_posts_of_a_channel(api, world, posted):
    post = world.send_text(OWNER, CHANNEL, "Пост")[0]["message_id"]
    world.edit(OWNER, CHANNEL, post, "Правка")
    await api("pinChatMessage", chat_id=CHANNEL, message_id=post)
    found = await updates(api)
    assert [update.event_type for update in found] == [
        "channel_post",
        "edited_channel_post",
        "channel_post",
    ]
    assert found[2].channel_post.pinned_message.text == "Правка"


async def test_presses(api, world, posted):
    world.press(OWNER, CHANNEL, 1, "b")
    answer = await api("sendMessage", chat_id=OWNER, text="x", reply_markup=KEYBOARD)
    world.press(OWNER, OWNER, answer["message_id"], "b")
    found = await updates(api)
    assert [update.callback_query.data for update in found] == ["b", "b"]
    assert found[0].callback_query.message.text.startswith("Жирно")


async def test_readers(api, world, clock, posted):
    await api("getUpdates", allowed_updates=sorted(ALL_TYPES))
    query_id = world.ask_inline(OWNER, OWNER, "x")
    said = {"message_text": "y"}
    results = [{"type": "article", "id": "1", "title": "x", "input_message_content": said}]
    await api("answerInlineQuery", inline_query_id=query_id, results=results)
    world.choose_inline(OWNER, OWNER, query_id, "1")
    world.react(OWNER, GROUP, world.send_text(OWNER, GROUP, "z")[0]["message_id"], "👍")
    world.react(OWNER, CHANNEL, 1, "👍")
    world.reactions.tell()
    clock.advance(10)  # the same offset at once would be haste
    assert [update.event_type for update in await updates(api)] == [
        "inline_query",
        "message",
        "chosen_inline_result",
        "message",
        "message_reaction",
        "message_reaction_count",
    ]


async def test_standing_of_the_bot(api, world, posted):
    for chat in (CHANNEL, GROUP):
        for status in ("member", "administrator", "restricted", "kicked", "left"):
            world.set_member(chat, BOT_ID, status)
    world.set_member(CHANNEL, BOT_ID, "administrator", can_post_messages=False)
    for blocked in (True, False):
        world.block(OWNER, blocked)
    found = await updates(api)
    told = [update.my_chat_member for update in found if update.my_chat_member]
    # Groups also see who comes and goes; an own arrival is no news to the bot (bot-api.md §4).
    seen = [update.message for update in found if update.message]
    assert [message.left_chat_member.id for message in seen] == [BOT_ID]
    statuses = ["member", "administrator", "restricted", "kicked", "left"]
    assert [event.new_chat_member.status for event in told] == [
        *statuses * 2,
        "administrator",
        "kicked",
        "member",
    ]
    assert told[-3].new_chat_member.can_post_messages is False


async def test_news_of_chats(api, world, posted, clock):
    """Every service message, and what a bot learns of others."""
    await api("sendMessage", chat_id=OWNER, text="?", reply_markup=REQUESTS)
    kinds = ["message", "channel_post", "my_chat_member", "chat_member"]
    await api("getUpdates", allowed_updates=kinds)
    clock.advance(4)
    made = world.create_channel(OWNER, "Новый", "novyi_kanal").id
    world.share_chat(OWNER, 1, made)
    world.share_users(OWNER, 2, [EDITOR])
    world.rename(OWNER, made, "Новее")
    world.set_member(FORUM, EDITOR, "member")
    thread = world.create_topic(EDITOR, FORUM, "Срочное")
    world.rename_topic(EDITOR, FORUM, thread, "Очень срочное")
    world.send_text(EDITOR, FORUM, "слово", thread=thread)
    world.close_topic(OWNER, FORUM, thread)
    world.close_topic(OWNER, FORUM, thread, closed=False)
    world.leave(EDITOR, FORUM)
    world.link(CHANNEL, GROUP)
    world.switch(OWNER, CHANNEL, "signed")
    world.send_files(OWNER, CHANNEL, FILES[:1], "Подпись")
    found = await updates(api)
    assert [update.event_type for update in found] == [
        *("my_chat_member", "message", "message", "channel_post"),
        *("chat_member", "message"),
        *["message"] * 5,
        *("chat_member", "message"),
        *("channel_post", "message"),
    ]
    assert found[1].message.chat_shared.username == "novyi_kanal"
    assert found[2].message.users_shared.users[0].first_name == "Борис"
    assert found[6].message.forum_topic_created.name == "Срочное"
    assert found[8].message.reply_to_message.forum_topic_created
    assert found[-2].channel_post.author_signature == "Анна"
    assert found[-1].message.is_automatic_forward

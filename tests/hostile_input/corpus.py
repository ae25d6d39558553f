"""Updates as Telegram sends them, and what is put in the place of their values."""

from __future__ import annotations

from random import Random
from typing import Any

from aiogram.filters.callback_data import CallbackData

from bot.chat import callbacks
from tests.hostile import mixture

ANNA, BORIS, STRANGER = 1001, 1002, 3001
CHANNEL, GROUP, JOURNAL = -1001000000001, -1001000000077, -1001000000088
DATE = 1_795_500_000
BOT = {"id": 100001, "is_bot": True, "first_name": "Вестник", "username": "vestnik_bot"}

COMMANDS = (
    "start", "help", "queue", "slots", "plan", "post", "undo", "edit", "channel", "channels",
    "invite", "team", "style", "today", "stop", "pause", "resume", "calm", "log", "backup",
    "status", "desk", "latest", "search", "drafts", "failed", "published", "cancel", "rules",
    "zone", "now", "day", "chat", "settings", "suggest",
)  # fmt: skip

RELEASE = (
    "Во дворе по улице Калинина открыли площадку\n\nДля детей поставили качели и горку, сообщили "
    "в мэрии 25 ноября.\n\n«Мы ждали этого два года», — сказал Иван Петров."
)

EXTREME: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**53, 2**63, 2**64, -(2**63), 10**30, 1.5, float("1e308"),
    "", " ", "\x00", "a\x00b", "\ud800", "\udfff\ud800", "а\u202eб", "\ufeff", "\u200b" * 50,
    "🔥" * 300, "0", "-1", "null", "[]", "{}", [], {}, [None], [[]], {"id": None}, "й" * 5000,
    "%s%s%n", "'; DROP TABLE posts; --", "<b>", "&lt;", "../../etc/passwd", "{0.__class__}",
)  # fmt: skip


def updates() -> list[dict[str, Any]]:
    """One of each kind, well-formed."""
    private = {"id": BORIS, "type": "private", "first_name": "Борис"}
    boris = {"id": BORIS, "is_bot": False, "first_name": "Борис", "language_code": "ru"}
    group = {"id": GROUP, "type": "supergroup", "title": "Редакция", "is_forum": True}
    channel = {"id": CHANNEL, "type": "channel", "title": "Вести", "username": "khabvesti"}
    said = {"message_id": 10, "date": DATE, "chat": private, "from": boris}
    photo = [{"file_id": "AgAD", "file_unique_id": "u1", "width": 90, "height": 60}]
    file = {"file_id": "BQAD", "file_unique_id": "u2", "file_name": "релиз.docx",
            "mime_type": "application/msword", "file_size": 20_000}  # fmt: skip
    bold = [{"type": "bold", "offset": 0, "length": 10},
            {"type": "text_link", "offset": 3, "length": 7, "url": "https://a.ru"}]  # fmt: skip
    member = {"user": BOT, "status": "administrator", "can_be_edited": False,
              "is_anonymous": False, "can_manage_chat": True, "can_delete_messages": True,
              "can_manage_video_chats": False, "can_restrict_members": False,
              "can_promote_members": False, "can_change_info": False, "can_invite_users": False,
              "can_post_stories": False, "can_edit_stories": False,
              "can_delete_stories": False, "can_post_messages": True}  # fmt: skip
    left = {"user": BOT, "status": "left"}
    forward = {"type": "channel", "chat": channel, "message_id": 7, "date": DATE - 60}
    return [
        {"message": said | {"text": RELEASE, "entities": bold}},
        {"message": said | {"text": RELEASE, "forward_origin": forward}},
        {"message": said | {"photo": photo, "caption": RELEASE, "caption_entities": bold}},
        {"message": said | {"photo": photo, "caption": "Парк", "media_group_id": "77"}},
        {"message": said | {"document": file, "caption": "файл"}},
        {"message": said | {"text": "https://example.com/a"}},
        {"message": said | {"sticker": file | {"type": "regular", "width": 5, "height": 5,
                                               "is_animated": False, "is_video": False}}},
        {"message": said | {"poll": {"id": "1", "question": "?", "options": []}}},
        {"message": said | {"contact": {"phone_number": "+7914", "first_name": "К"}}},
        {"message": said | {"chat": group, "text": RELEASE, "message_thread_id": 4,
                            "is_topic_message": True}},
        {"message": said | {"chat": group, "text": "/queue@vestnik_bot"}},
        {"message": said | {"text": "ответ", "reply_to_message": said | {"text": "Вопрос"}}},
        {"edited_message": said | {"text": RELEASE + " Да.", "edit_date": DATE + 9}},
        {"channel_post": {"message_id": 5, "date": DATE, "chat": channel, "text": RELEASE}},
        {"edited_channel_post": {"message_id": 5, "date": DATE, "chat": channel,
                                 "edit_date": DATE + 5, "text": "Иное"}},
        {"my_chat_member": {"chat": channel, "from": boris, "date": DATE,
                            "old_chat_member": left, "new_chat_member": member}},
        {"my_chat_member": {"chat": group, "from": boris, "date": DATE,
                            "old_chat_member": left, "new_chat_member": {"user": BOT,
                                                                         "status": "member"}}},
        {"inline_query": {"id": "9", "from": boris, "query": "мост", "offset": ""}},
        {"message": said | {"migrate_to_chat_id": -1001000000099}},
        {"message": said | {"chat": group, "new_chat_title": "Другая"}},
        {"callback_query": {"id": "1", "from": boris, "chat_instance": "1", "data": "p:1:1:queue",
                            "message": said | {"from": BOT, "text": "№ 1 · черновик"}}},
    ]  # fmt: skip


def buttons() -> list[type[CallbackData]]:
    """Every kind of button."""
    kinds = [kind for kind in vars(callbacks).values() if isinstance(kind, type)]
    return [k for k in kinds if issubclass(k, CallbackData) and k is not CallbackData]


def press(rng: Random, kind: type[CallbackData]) -> str:
    """Callback data of a button, of values that may be or not."""
    fields = kind.model_fields
    values = [str(rng.choice((1, 2, 3, 7, 0, -1, "", "queue", "now", "x", 2**40, "й", "999")))
              for _ in fields]  # fmt: skip
    for place, field in enumerate(fields.values()):
        words = getattr(field.annotation, "__args__", ())
        if words and all(isinstance(word, str) for word in words) and rng.random() < 0.7:
            values[place] = rng.choice(words)
    data = ":".join((kind.__prefix__, *values))
    if rng.random() < 0.2:
        cut = rng.randint(0, len(data))
        data = data[:cut] + rng.choice((":", "\x00", "\ud800", "::::", "")) + data[cut:]
    return data[:64]


def command(rng: Random) -> str:
    """A command or deep link with what may stand behind it."""
    name = rng.choice(COMMANDS)
    tail = rng.choice((
        "", " 1", " 999999999999999999999", " завтра в 9", " editor", " chief", " -",
        " " + "x" * 64,
        " p_1", " " + mixture(rng.randrange(99), rng.randint(1, 60)), " \x00", " 25:99", " @khab",
        " 1 1 1", " пн-пт 09:00", " \ud83d",
    ))  # fmt: skip
    return f"/{name}{tail}"

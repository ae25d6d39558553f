"""Deferred types say the same as plain ones; an aiogram of another shape is imported plainly.

Each import needs a process of its own: aiogram can be imported only once in one.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).parents[2]

CHAT = {"id": -100, "type": "channel", "title": "Вести"}
USER = {"id": 7, "is_bot": False, "first_name": "Анна", "language_code": "ru"}
FILE = {"file_id": "f", "file_unique_id": "u"}
TEXT = {"message_id": 5, "date": 1700000000, "chat": CHAT, "from": USER, "text": "Новость"}
ENTITIES = [
    {"type": "bold", "offset": 0, "length": 3},
    {"type": "text_link", "offset": 3, "length": 2, "url": "https://example.org/"},
    {"type": "expandable_blockquote", "offset": 0, "length": 7},
]
BUTTONS = {"inline_keyboard": [[{"text": "Да", "callback_data": "1"}, {"text": "t", "url": "h"}]]}
PHOTO = {**TEXT, "text": None, "caption": "к", "photo": [{**FILE, "width": 1, "height": 2}]}
ORIGIN = {"type": "channel", "date": 1700000000, "chat": CHAT, "message_id": 9}
MEMBER = {"user": USER, "status": "member"}
ADMINISTRATOR = {
    "user": USER,
    "status": "administrator",
    **dict.fromkeys(
        (
            *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages"),
            *("can_manage_video_chats", "can_restrict_members", "can_promote_members"),
            *("can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories"),
            *("can_delete_stories", "can_post_messages", "can_edit_messages"),
            "can_send_welcome_messages",
        ),
        True,
    ),
}
GIFTS = {
    "accepted_gift_types": dict.fromkeys(
        (
            *("unlimited_gifts", "limited_gifts", "unique_gifts"),
            *("premium_subscription", "gifts_from_channels"),
        ),
        True,
    )
}
CALLBACK = {"id": "c", "from": USER, "chat_instance": "i", "data": "1", "message": TEXT}
JOINED = {
    "chat": CHAT,
    "from": USER,
    "date": 1700000000,
    "old_chat_member": MEMBER,
    "new_chat_member": ADMINISTRATOR,
}

BOLD = [{"type": "bold", "text": ["Мост ", {"type": "italic", "text": "открыт"}]}, "."]
PARAGRAPH = {"type": "paragraph", "text": BOLD}
CELL = {"align": "left", "valign": "top", "text": "9:00", "is_header": True}
BLOCKS: list[dict[str, Any]] = [
    {"type": "heading", "text": BOLD, "size": 1},
    PARAGRAPH,
    {"type": "table", "cells": [[CELL]], "is_bordered": True},
    {"type": "blockquote", "blocks": [PARAGRAPH], "credit": "мэр"},
    {"type": "expandable_blockquote", "text": BOLD},
    {"type": "details", "summary": "Справка", "blocks": [PARAGRAPH]},
    {"type": "footer", "text": {"type": "url", "text": "канал", "url": "http://b.ru/"}},
]
ITEM = {"blocks": [PARAGRAPH], "value": 1, "type": "1"}
INPUT_BLOCKS = [
    *BLOCKS,
    {"type": "list", "items": [ITEM]},
    {"type": "photo", "photo": {"type": "photo", "media": "f"}, "caption": {"text": "Фото"}},
    {"type": "collage", "blocks": [{"type": "video", "video": {"type": "video", "media": "f"}}]},
]

TYPES: list[tuple[str, dict[str, Any]]] = [
    ("Update", {"update_id": 1, "message": TEXT}),
    ("Update", {"update_id": 2, "callback_query": CALLBACK}),
    ("Update", {"update_id": 3, "channel_post": TEXT}),
    ("Update", {"update_id": 4, "my_chat_member": JOINED}),
    ("Update", {"update_id": 5, "edited_message": {**TEXT, "edit_date": 1700000001}}),
    ("Message", {**PHOTO, "caption_entities": ENTITIES, "media_group_id": "g"}),
    ("Message", {**TEXT, "document": {**FILE, "file_name": "a.txt"}}),
    ("Message", {**TEXT, "entities": ENTITIES, "reply_markup": BUTTONS}),
    ("Message", {**TEXT, "forward_origin": ORIGIN, "reply_to_message": TEXT}),
    ("Message", {**TEXT, "text": None, "rich_message": {"blocks": BLOCKS}}),
    ("InlineKeyboardMarkup", BUTTONS),
    ("ReplyKeyboardMarkup", {"keyboard": [[{"text": "Новости"}]], "resize_keyboard": True}),
    ("ChatMemberAdministrator", ADMINISTRATOR),
    ("User", {**USER, "username": "anna"}),
    ("ChatFullInfo", {**CHAT, "accent_color_id": 0, "max_reaction_count": 1, **GIFTS}),
    ("File", {**FILE, "file_path": "photos/1.jpg"}),
]
AIM = {"chat_id": -100}
MARKED = {**AIM, "caption": "к", "caption_entities": ENTITIES, "reply_markup": BUTTONS}
METHODS: list[tuple[str, dict[str, Any]]] = [
    ("SendMessage", {**AIM, "text": "Новость", "entities": ENTITIES, "reply_markup": BUTTONS}),
    ("SendMessage", {**AIM, "text": "т", "reply_parameters": {"message_id": 4}}),
    ("SendPhoto", {**MARKED, "photo": "f"}),
    ("SendVideo", {**MARKED, "video": "f"}),
    ("SendDocument", {**MARKED, "document": "f"}),
    ("SendAnimation", {**MARKED, "animation": "f"}),
    ("SendAudio", {**MARKED, "audio": "f"}),
    ("SendMediaGroup", {**AIM, "media": [{"type": "photo", "media": "f", "caption": "к"}]}),
    ("SendRichMessage", {**AIM, "rich_message": {"blocks": INPUT_BLOCKS}}),
    ("EditMessageText", {**AIM, "message_id": 5, "text": "т", "entities": ENTITIES}),
    ("EditMessageText", {**AIM, "message_id": 5, "rich_message": {"blocks": INPUT_BLOCKS}}),
    ("EditMessageMedia", {**AIM, "message_id": 5, "media": {"type": "animation", "media": "f"}}),
    ("PinChatMessage", {**AIM, "message_id": 5}),
    ("UnpinChatMessage", {**AIM, "message_id": 5}),
    ("EditMessageCaption", {**AIM, "message_id": 5, "caption": "т"}),
    ("EditMessageReplyMarkup", {**AIM, "message_id": 5, "reply_markup": BUTTONS}),
    ("DeleteMessage", {**AIM, "message_id": 5}),
    ("DeleteMessages", {**AIM, "message_ids": [5, 6]}),
    ("AnswerCallbackQuery", {"callback_query_id": "c", "text": "Готово"}),
    ("GetMe", {}),
    ("GetChat", AIM),
    ("GetChatMember", {**AIM, "user_id": 7}),
    ("GetFile", {"file_id": "f"}),
    ("GetUpdates", {"offset": 1, "timeout": 30, "allowed_updates": ["message"]}),
    ("SetMyCommands", {"commands": [{"command": "queue", "description": "Очередь"}]}),
]
# What an answer of Telegram's is read with, for the methods above.
RESULTS: list[tuple[str, Any]] = [
    ("SendMessage", TEXT),
    ("SendMediaGroup", [PHOTO, PHOTO]),
    ("SendRichMessage", {**TEXT, "text": None, "rich_message": {"blocks": BLOCKS}}),
    ("EditMessageText", True),
    ("GetMe", {**USER, "is_bot": True}),
    ("GetChatMember", ADMINISTRATOR),
    ("GetUpdates", [{"update_id": 1, "message": TEXT}]),
    ("GetFile", FILE),
]
WRONG: list[tuple[str, dict[str, Any]]] = [
    ("Update", {"update_id": "x"}),
    ("Message", {"message_id": 1}),
]

PROBE = """
import json, sys
from bot.telegram import deferred_types
deferred = deferred_types.install() if sys.argv[1] == "deferred" else None
from aiogram import methods, types
from pydantic import ValidationError
cases = json.load(sys.stdin)
said = {"deferred": deferred, "dumps": [], "errors": []}
for name, data in cases["types"]:
    said["dumps"].append(getattr(types, name).model_validate(data).model_dump_json())
for name, data in cases["methods"]:
    said["dumps"].append(getattr(methods, name)(**data).model_dump(warnings=False, mode="json",
                         fallback=repr))
for name, data in cases["results"]:
    answer = methods.Response[getattr(methods, name).__returning__]
    said["dumps"].append(answer.model_validate({"ok": True, "result": data}).model_dump_json())
for name, data in cases["wrong"]:
    try:
        getattr(types, name).model_validate(data)
    except ValidationError as error:
        said["errors"].append(str(error))
print(json.dumps(said))
"""


def run(code: str, *arguments: str, feed: str = "", path: Path = REPOSITORY) -> str:
    """What a fresh interpreter prints; fails with what it complains of."""
    code = f"import sys; sys.path[:0] = [{str(path)!r}, {str(REPOSITORY)!r}]\n{code}"
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-I", "-c", code, *arguments],
        input=feed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def said() -> dict[str, dict[str, Any]]:
    """What the plain and the deferred aiogram say of the same cases."""
    cases = {"types": TYPES, "methods": METHODS, "results": RESULTS, "wrong": WRONG}
    feed = json.dumps(cases)
    return {mode: json.loads(run(PROBE, mode, feed=feed)) for mode in ("plain", "deferred")}


def test_the_pinned_aiogram_has_the_expected_shape(said: dict[str, dict[str, Any]]) -> None:
    assert said["deferred"]["deferred"] is True


def test_types_methods_and_answers_are_the_same(said: dict[str, dict[str, Any]]) -> None:
    assert len(said["plain"]["dumps"]) == len(TYPES) + len(METHODS) + len(RESULTS)
    assert said["deferred"]["dumps"] == said["plain"]["dumps"]


def test_errors_are_the_same(said: dict[str, dict[str, Any]]) -> None:
    assert len(said["plain"]["errors"]) == len(WRONG)
    assert said["deferred"]["errors"] == said["plain"]["errors"]


def test_every_type_and_method_builds() -> None:
    built = run("""
from bot.telegram import deferred_types
assert deferred_types.install()
assert deferred_types.install()  # again: no harm
from aiogram import methods, types
from pydantic import BaseModel
named = [getattr(module, name) for module in (types, methods) for name in module.__all__]
models = [each for each in named if isinstance(each, type) and issubclass(each, BaseModel)]
assert not models[-1].__pydantic_complete__, "nothing was deferred"
for model in models:
    model.model_rebuild()
print(len(models), sum(model.__pydantic_complete__ for model in models))
""")
    models, complete = map(int, built.split())
    assert models == complete > 500


def test_after_a_plain_import_nothing_is_promised() -> None:
    code = "import sys, types; sys.modules['aiogram'] = types.ModuleType('aiogram')\n"
    code += "from bot.telegram import deferred_types; print(deferred_types.install())"
    assert run(code).strip() == "False"


BASE = """
from pydantic import BaseModel, ConfigDict
class Base(BaseModel):
    model_config = ConfigDict(defer_build=True)
"""
ONE = (
    "from __future__ import annotations\nfrom .base import Base\nclass One(Base):\n    two: Two\n"
)
TWO = "from .base import Base\nclass Two(Base):\n    n: int\n"
IMPORTS = "from .one import One\nfrom .two import Two\n"
LOOP = "for each in (One, Two):\n    each.model_rebuild(_types_namespace={})\n"
SHAPES = {
    "expected": (IMPORTS + LOOP.format("{'Two': Two}"), "True"),
    "no loop": (IMPORTS + "from . import one\none.Two = Two\n", "False"),
    "another call": (IMPORTS + LOOP.format("{'Two': Two}, force=True"), "False"),
    "a class of settings": (
        "from pydantic import ConfigDict\nclass Settings(ConfigDict): pass\n"
        + IMPORTS
        + LOOP.format("{'Two': Two}"),
        "False",
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_another_shape_is_imported_as_usual(shape: str, tmp_path: Path) -> None:
    types, deferred = SHAPES[shape]
    package = tmp_path / "aiogram" / "types"
    package.mkdir(parents=True)
    (tmp_path / "aiogram" / "__init__.py").write_text("from . import types\n")
    (package / "__init__.py").write_text(types)
    (package / "base.py").write_text(BASE)
    (package / "one.py").write_text(ONE)
    (package / "two.py").write_text(TWO)
    code = """
from bot.telegram import deferred_types
print(deferred_types.install())
from aiogram.types import One
print(One.model_validate({"two": {"n": 1}}).two.n)
import pydantic
from pydantic import BaseModel
assert isinstance(pydantic.ConfigDict, type)
assert BaseModel.__dict__["model_rebuild"].__func__.__module__ == "pydantic.main"
"""
    assert run(code, path=tmp_path).split() == [deferred, "1"]

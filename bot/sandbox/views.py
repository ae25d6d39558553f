"""One message in two eyes: as a bot gets it and as a person's app shows it."""

from collections import Counter

from bot.sandbox.accounts import Bot
from bot.sandbox.chats import Chat
from bot.sandbox.files import FileStore
from bot.sandbox.messages import Record
from bot.sandbox.shapes import Json


def for_bot(files: FileStore, chat: Chat, record: Record, bot: Bot) -> Json:
    """Telegram's Message, with the bot's own file_ids."""
    return _guarded(files.for_bot(record.body, bot.id), chat)


def for_person(files: FileStore, chat: Chat, record: Record, user_id: int) -> Json:
    """The Message with what only apps know: own, silent, pinned, views, URLs of files."""
    shape = _guarded(files.for_person(record.body), chat)
    if record.edit_hidden:
        shape.pop("edit_date", None)
    if record.keyboard:
        shape["reply_markup"] = record.keyboard
    shape["out"] = record.author == user_id
    if record.silent:
        shape["silent"] = True
    if record.id in chat.pinned:
        shape["pinned"] = True
    if chat.type == "channel" and not record.service:
        shape["views"] = len(record.seen)
    if record.reactions:
        shape["reactions"] = reactions(record, user_id)
    return shape


def reactions(record: Record, user_id: int) -> list[Json]:
    """What is under a message: each emoji, how many, and whether the person's is among them."""
    mine = record.reactions.get(user_id)
    return [
        {"emoji": emoji, "count": count, "mine": emoji == mine}
        for emoji, count in Counter(record.reactions.values()).most_common()
    ]


def _guarded(shape: Json, chat: Chat) -> Json:
    """Where a whole chat is protected, so is each of its messages."""
    return {**shape, "has_protected_content": True} if chat.protected else shape

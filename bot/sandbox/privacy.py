"""What a bot hears in a group: Telegram's privacy mode (core.telegram.org/bots/features)."""

import re

from bot.sandbox.accounts import Bot
from bot.sandbox.chats import Chat
from bot.sandbox.messages import Record
from bot.sandbox.shapes import Json

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@(\w+))?")

# bot-api.md §4 and Client.cpp `need_skip_update_message`: what a bot hears of its own doing.
_OWN_NEWS = frozenset(
    {
        "new_chat_title", "pinned_message", "left_chat_member", "forum_topic_created",
        "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened",
    }
)  # fmt: skip


def hears(bot: Bot, chat: Chat, record: Record) -> bool:
    """Whether the message is one that this bot of the chat is told of."""
    body = record.body
    if record.author == bot.id:
        return not _OWN_NEWS.isdisjoint(body)
    if record.service or chat.type != "supergroup":
        return True
    if body.get("via_bot", {}).get("id") == bot.id:
        return True
    if body.get("from", {}).get("is_bot"):
        return False  # bots do not hear each other, lest they talk for ever
    if bot.reads_all or chat.member(bot.id).is_admin:
        return True
    return _meant_for(bot, chat, record)


def _meant_for(bot: Bot, chat: Chat, record: Record) -> bool:
    """A command of this bot, or a reply to what it said or was told."""
    answered = _answered(chat, record)
    if answered is not None and not answered.service:
        if answered.author == bot.id:
            return True
        if _meant_for(bot, chat, answered):
            return True
    command = _command(record.body)
    if command is None:
        return False
    name = command.group(1)
    if name is not None:
        return name.lower() == (bot.user.username or "").lower()
    return _last_bot(chat, record) in (0, bot.id)


def _answered(chat: Chat, record: Record) -> Record | None:
    reply: Json = record.body.get("reply_to_message") or {}
    return chat.messages.get(reply.get("message_id", 0))


def _command(body: Json) -> re.Match[str] | None:
    return _COMMAND.match(str(body.get("text") or body.get("caption") or ""))


def _last_bot(chat: Chat, before: Record) -> int:
    """The bot that spoke last before the message; 0 when none did."""
    for record in reversed(chat.messages.values()):
        if record.id < before.id and not record.service:
            sender = record.body.get("from", {})
            if sender.get("is_bot"):
                return int(sender["id"])
    return 0

"""The Chats port over the Bot API: getChat and getChatMember."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    ChatMemberAdministrator,
    ChatMemberBanned,
    ChatMemberLeft,
    ChatMemberOwner,
    ChatMemberRestricted,
    ResultChatMemberUnion,
)

from bot.domain.rights import ChannelRights, Right, Standing

TIMEOUT = 30  # seconds

RIGHTS: dict[Right, str] = {
    "post": "can_post_messages",
    "edit": "can_edit_messages",
    "delete": "can_delete_messages",
    "pin": "can_pin_messages",
    "invite": "can_invite_users",
    "topics": "can_manage_topics",
}
# A channel has no right to pin of its own; in a group everybody may write, and edit that.
IN_CHANNEL: dict[Right, str] = {**RIGHTS, "pin": "can_edit_messages"}
OF_MEMBERS: frozenset[Right] = frozenset({"post", "edit"})

SENTENCES = (
    ("was kicked", Standing.KICKED),
    ("not a member", Standing.ABSENT),
)


@dataclass(frozen=True, slots=True)
class TelegramChats:
    """Asks Telegram about chats."""

    bot: Bot

    async def rights(self, chat_id: int | str) -> ChannelRights:
        """What the bot may do in the chat; what went wrong is told in `reason`."""
        try:
            chat = await self.bot.get_chat(chat_id, request_timeout=TIMEOUT)
        except (AiogramError, OSError) as error:
            return _unseen(error)
        found = ChannelRights(
            Standing.UNKNOWN,
            chat_id=chat.id,
            kind=chat.type,
            title=chat.title or chat.full_name,
            username=chat.username,
            linked_chat_id=chat.linked_chat_id,
            is_forum=bool(chat.is_forum),
        )
        try:
            member = await self.bot.get_chat_member(chat.id, self.bot.id, request_timeout=TIMEOUT)
        except TelegramBadRequest as error:  # the members of a channel are told to members only
            return replace(found, standing=Standing.ABSENT, reason=error.message)
        except (AiogramError, OSError) as error:
            unseen = _unseen(error)
            return replace(found, standing=unseen.standing, reason=unseen.reason)
        return replace(found, standing=_standing(member), rights=_rights(member, chat.type))


def _unseen(error: Exception) -> ChannelRights:
    if not isinstance(error, TelegramBadRequest | TelegramForbiddenError):
        return ChannelRights(Standing.UNKNOWN, reason=str(error) or type(error).__name__)
    sentence = error.message
    known = (standing for words, standing in SENTENCES if words in sentence)
    return ChannelRights(next(known, Standing.NOT_FOUND), reason=sentence)


def _standing(member: ResultChatMemberUnion) -> Standing:
    match member:
        case ChatMemberOwner() | ChatMemberAdministrator():
            return Standing.ADMINISTRATOR
        case ChatMemberBanned():
            return Standing.KICKED
        case ChatMemberLeft() | ChatMemberRestricted(is_member=False):
            return Standing.ABSENT
        case _:
            return Standing.MEMBER


def _rights(member: ResultChatMemberUnion, kind: str) -> frozenset[Right]:
    standing, channel = _standing(member), kind == "channel"
    names = IN_CHANNEL if channel else RIGHTS
    if isinstance(member, ChatMemberOwner):
        return frozenset(names)
    found = set[Right]()
    if standing is Standing.ADMINISTRATOR:
        found = {right for right, name in names.items() if getattr(member, name, None)}
    if channel or standing in {Standing.ABSENT, Standing.KICKED}:
        return frozenset(found)
    silenced = isinstance(member, ChatMemberRestricted) and not member.can_send_messages
    return frozenset(found | (set() if silenced else OF_MEMBERS))

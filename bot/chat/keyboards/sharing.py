"""Reply keyboards by which a person chooses a chat for the bot (KeyboardButtonRequestChat)."""

from __future__ import annotations

from aiogram.types import (
    ChatAdministratorRights,
    KeyboardButton,
    KeyboardButtonRequestChat,
    ReplyKeyboardMarkup,
)
from aiogram.utils.i18n import gettext as _

# What a chosen chat is for: the rest of its request's number names the channel it is for.
CHANNEL, JOURNAL_GROUP, JOURNAL_CHANNEL, DESK = 1, 2, 3, 4
KINDS = 10


def request_number(kind: int, channel_id: int = 0) -> int:
    """The number that comes back with the chosen chat."""
    return channel_id * KINDS + kind


def kind_and_channel(request_id: int) -> tuple[int, int]:
    """What the chosen chat is for, and our channel that it is for."""
    return request_id % KINDS, request_id // KINDS


def channel() -> ReplyKeyboardMarkup:
    """Chooses a channel to publish in; the bot becomes its administrator by the choice."""
    wanted = KeyboardButtonRequestChat(
        request_id=request_number(CHANNEL),
        chat_is_channel=True,
        # Only who has these rights can give them (Bot API, KeyboardButtonRequestChat).
        user_administrator_rights=_rights(appoint=True),
        bot_administrator_rights=_rights(),
    )
    return _keyboard(KeyboardButton(text=_("Choose a channel"), request_chat=wanted))


def desk(channel_id: int) -> ReplyKeyboardMarkup:
    """Chooses the editors' group of a channel; the bot comes into it."""
    return _keyboard(_group(DESK, channel_id))


def journal(channel_id: int) -> ReplyKeyboardMarkup:
    """Chooses the chat where the bot looks for evidence: a group, or a channel."""
    of_channel = KeyboardButtonRequestChat(
        request_id=request_number(JOURNAL_CHANNEL, channel_id),
        chat_is_channel=True,
        user_administrator_rights=_rights(appoint=True),
        bot_administrator_rights=_rights(),
    )
    choice = KeyboardButton(text=_("Choose a channel"), request_chat=of_channel)
    return _keyboard(_group(JOURNAL_GROUP, channel_id), choice)


def _group(kind: int, channel_id: int) -> KeyboardButton:
    wanted = KeyboardButtonRequestChat(
        request_id=request_number(kind, channel_id), chat_is_channel=False, bot_is_member=True
    )
    return KeyboardButton(text=_("Choose a group"), request_chat=wanted)


def _keyboard(*choices: KeyboardButton) -> ReplyKeyboardMarkup:
    rows = [*([choice] for choice in choices), [KeyboardButton(text=_("Cancel"))]]
    return ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True, one_time_keyboard=True)


def _rights(*, appoint: bool = False) -> ChatAdministratorRights:
    """To post, edit and delete; to appoint others too, where somebody is to give these away."""
    return ChatAdministratorRights(
        is_anonymous=False,
        can_manage_chat=True,
        can_delete_messages=True,
        can_manage_video_chats=False,
        can_restrict_members=False,
        can_promote_members=appoint,
        can_change_info=False,
        can_invite_users=False,
        can_post_stories=False,
        can_edit_stories=False,
        can_delete_stories=False,
        can_send_welcome_messages=False,
        can_post_messages=True,
        can_edit_messages=True,
    )

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
CHANNEL, JOURNAL, DESK = 1, 2, 3
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
        # Only who has these rights can give them (bot-api.md, KeyboardButtonRequestChat).
        user_administrator_rights=_rights(appoint=True),
        bot_administrator_rights=_rights(),
        request_title=True,
        request_username=True,
    )
    return _choice(_("Choose a channel"), wanted)


def group(kind: int, channel_id: int) -> ReplyKeyboardMarkup:
    """Chooses a group that the bot comes into."""
    wanted = KeyboardButtonRequestChat(
        request_id=request_number(kind, channel_id),
        chat_is_channel=False,
        bot_is_member=True,
        request_title=True,
    )
    return _choice(_("Choose a group"), wanted)


def _choice(label: str, wanted: KeyboardButtonRequestChat) -> ReplyKeyboardMarkup:
    rows = [[KeyboardButton(text=label, request_chat=wanted)], [KeyboardButton(text=_("Cancel"))]]
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

"""The names of rights: what administrators may and what members are permitted."""

from bot.sandbox.shapes import Json

_COMMON = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
OF_ADMIN = {
    "channel": (
        *_COMMON,
        "can_post_messages",
        "can_edit_messages",
        "can_manage_direct_messages",
    ),
    "supergroup": (*_COMMON, "can_pin_messages", "can_manage_topics", "can_manage_tags"),
}
"""Of an administrator, by the chat's type."""

OF_MEMBER = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
"""Of a restricted member."""


def exactly(chat_type: str, wanted: set[str]) -> dict[str, bool]:
    """An administrator's rights: these and no others; being one implies can_manage_chat."""
    return {right: right in wanted or right == "can_manage_chat" for right in OF_ADMIN[chat_type]}


def named(shape: Json | None, chat_type: str) -> set[str]:
    """What a ChatAdministratorRights asks for, as far as this kind of chat knows it."""
    return {right for right in OF_ADMIN[chat_type] if (shape or {}).get(right)}

"""Telegram's objects as plain dictionaries, and the order of their keys."""

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]
"""An object of the Bot API, as it stands on the wire."""

Users = Mapping[int, Json]
"""Telegram's User of each person, by id."""

# bot-api.md §7, last paragraph.
_ORDER = {
    key: place
    for place, key in enumerate(
        (
            "message_id", "author_signature", "from", "sender_chat", "chat", "date", "edit_date",
            "message_thread_id", "forward_origin", "is_automatic_forward", "via_bot",
            "reply_to_message", "external_reply", "quote", "media_group_id", "text", "entities",
            "rich_message", "animation", "audio", "document", "photo", "video", "voice",
            "video_note", "sticker", "contact", "location", "poll", "dice", "caption",
            "caption_entities",
            "show_caption_above_media", "has_media_spoiler", "new_chat_title", "pinned_message",
            "link_preview_options", "reply_markup", "has_protected_content", "is_topic_message",
        )
    )
}  # fmt: skip

SERVICE_KEYS = frozenset(
    {
        "pinned_message", "new_chat_title", "new_chat_members", "left_chat_member",
        "channel_chat_created", "supergroup_chat_created", "chat_shared", "users_shared",
        "forum_topic_created", "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened",
        "suggested_post_approved", "suggested_post_declined",
    }
)  # fmt: skip
MEDIA_KEYS = ("animation", "photo", "video", "audio", "document")
OTHER_KEYS = ("voice", "video_note", "sticker", "contact", "location", "poll", "dice")
"""What people send that no method here sends."""
CONTENT_KEYS = (
    "text", "entities", "rich_message", *MEDIA_KEYS, *OTHER_KEYS, "caption", "caption_entities",
    "show_caption_above_media", "has_media_spoiler", "link_preview_options",
)  # fmt: skip


def ordered(message: Json) -> Json:
    """The same Message with the keys in the order in which the real server writes them."""
    return dict(sorted(message.items(), key=lambda item: _ORDER.get(item[0], len(_ORDER))))


def content_of(message: Json) -> Json:
    """What a Message says: its text or media, without where, when and by whom."""
    return {key: message[key] for key in CONTENT_KEYS if key in message}


def media_kind(message: Json) -> str | None:
    """`photo`, `video`, ... or None for a message without media."""
    return next((key for key in MEDIA_KEYS if key in message), None)


def is_service(message: Json) -> bool:
    """Whether the Message only tells that something happened in the chat."""
    return not SERVICE_KEYS.isdisjoint(message)


def send_kind(message: Json) -> str:
    """What right it takes to send such a Message: a kind of media, `rich` or `text`."""
    return media_kind(message) or ("rich" if "rich_message" in message else "text")


def without_empty(shape: Json) -> Json:
    """The shape without fields that the real server leaves out when they say nothing."""
    return {key: value for key, value in shape.items() if value not in (None, "", [], False)}

"""Messages of others in the channels, and posts as they appear in discussion groups."""

from __future__ import annotations

from datetime import UTC, datetime

from aiogram import F, Router
from aiogram.types import Message, MessageOriginChannel

from bot.chat.editors.intake import media_of
from bot.domain.errand import ForwardSeen
from bot.services.archive import Archive
from bot.services.losses import Losses
from bot.store.rows import ArchiveRow
from bot.telegram.entities import from_telegram
from bot.telegram.seen import print_of

router = Router(name=__name__)

# What readers see as a post; the others are Telegram's own remarks: a pin, another title.
CONTENT = frozenset({
    "text", "photo", "video", "animation", "document", "audio", "voice", "video_note", "sticker",
    "poll", "location", "venue", "contact", "story", "paid_media", "rich_message", "checklist",
})  # fmt: skip


@router.channel_post()
@router.edited_channel_post()
async def note(message: Message, archive: Archive, losses: Losses) -> None:
    """A post by hand goes into the archive, and so does an edit of it; the channel's names too."""
    edited = message.edit_date
    media = media_of(message)
    row = ArchiveRow(
        channel_id=0,
        message_id=message.message_id,
        post_id=None,
        media_group_id=message.media_group_id,
        kind=media[0].kind if media else message.content_type[:16],
        text=from_telegram(
            message.text or message.caption, message.entities or message.caption_entities
        ),
        media=media,
        signature=message.author_signature,
        sent_at=message.date,
        edited_at=datetime.fromtimestamp(edited, UTC) if edited else None,
    )
    await archive.note(message.chat.id, row, enter=message.content_type in CONTENT)
    title = message.new_chat_title or message.chat.title or ""
    await losses.rename(message.chat.id, title, message.chat.username)


@router.message(F.is_automatic_forward)
async def forwarded(message: Message, archive: Archive) -> None:
    """Says that a post is out, and where its first comment belongs."""
    origin = message.forward_origin
    if isinstance(origin, MessageOriginChannel):
        seen = ForwardSeen(
            origin.message_id, message.chat.id, message.message_id, print_of(message), origin.date
        )
        await archive.forwarded(origin.chat.id, seen)

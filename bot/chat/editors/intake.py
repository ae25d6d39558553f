"""Anything that an editor sends and that is no command is a release."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

from aiogram import Bot, F, Router
from aiogram.enums import ChatAction
from aiogram.exceptions import TelegramAPIError
from aiogram.fsm.context import FSMContext
from aiogram.types import Document, Message, Update
from aiogram.utils.i18n import gettext as _

from bot.chat.dialogs import Ask
from bot.domain import limits
from bot.domain.errors import InputError
from bot.domain.release import Media
from bot.domain.text import FormattedText
from bot.parsing import decode
from bot.services.intake import Intake
from bot.store.rows import Piece
from bot.telegram.entities import from_telegram

router = Router(name=__name__)

# A release is 100 000 characters at most, in four bytes each at worst.
TEXT_FILE_BYTES = 4 * limits.RELEASE


def media_of(message: Message) -> tuple[Media, ...]:
    """The file of a message that a post can show."""
    if message.photo:
        largest = message.photo[-1]
        return (Media("photo", largest.file_id, largest.file_unique_id),)
    if message.animation:  # before the document: Telegram sends it as both
        return (Media("animation", message.animation.file_id, message.animation.file_unique_id),)
    if message.video:
        video = message.video
        return (Media("video", video.file_id, video.file_unique_id, video.file_name),)
    if message.audio:
        audio = message.audio
        return (Media("audio", audio.file_id, audio.file_unique_id, audio.file_name),)
    if message.document and (message.document.mime_type or "").startswith("image/"):
        file = message.document
        return (Media("document", file.file_id, file.file_unique_id, file.file_name),)
    return ()


def _is_text(document: Document) -> bool:
    name = (document.file_name or "").lower()
    return name.endswith(".txt") or (document.mime_type == "text/plain" and "." not in name)


async def text_of(message: Message, bot: Bot) -> FormattedText:
    """The text, the caption, or what a .txt says below its caption.

    Raises InputError for a document that can't be read.
    """
    document = message.document
    if document is None or message.animation or media_of(message):
        return from_telegram(
            message.text or message.caption, message.entities or message.caption_entities
        )
    if not _is_text(document):
        raise InputError(
            "I can't read this file: {name}. Send the text itself, or a .txt file.",
            name=document.file_name or "?",
        )
    if (document.file_size or 0) > TEXT_FILE_BYTES:
        raise InputError(
            "This file is too big: {kib} KB. Send at most {limit} characters.",
            kib=(document.file_size or 0) // 1024,
            limit=limits.RELEASE,
        )
    content = BytesIO()
    await bot.download(document, content)
    text = FormattedText(decode(content.getvalue()))
    caption = from_telegram(message.caption, message.caption_entities)
    return caption + "\n\n" + text if caption else text


@router.edited_message(F.chat.type == "private")
async def edited(message: Message) -> None:
    """Says how to change a draft: an edit of the source message does not."""
    await message.answer(
        _("I don't follow edits of your messages. To change a draft, press «Edit».")
    )


@router.message(
    F.text | F.photo | F.video | F.animation | F.document | F.audio,
)
async def release(
    message: Message,
    bot: Bot,
    state: FSMContext,
    intake: Intake,
    event_update: Update,
) -> None:
    """Takes a message of a release; the preview follows when the release is complete."""
    if message.from_user is None:
        return
    # Whatever else was asked for, this is no answer to it: it is the next release.
    asked = await state.get_data() if await state.get_state() == Ask.text.state else None
    edits = (int(asked["post"]), int(asked["version"])) if asked else None
    if message.document:
        with suppress(TelegramAPIError):  # a comfort, no condition
            await bot.send_chat_action(message.chat.id, ChatAction.TYPING)
    piece = Piece(
        update_id=event_update.update_id,
        message_id=message.message_id,
        media_group_id=message.media_group_id,
        forwarded=message.forward_origin is not None,
        pasted=message.text is not None,
        text=await text_of(message, bot),
        media=media_of(message),
        sent_at=message.date,
    )
    await intake.accept(piece, message.chat.id, message.from_user.id, edits)
    await state.clear()


@router.message()
async def unusable(message: Message) -> None:
    """Stickers, voices, contacts and the like."""
    await message.answer(
        _("I can't make a post of this. Send a text, photos, a video or a .txt file.")
    )

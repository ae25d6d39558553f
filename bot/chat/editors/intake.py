"""Anything that an editor sends and that is no command is a release."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from aiogram import Bot, F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, Update
from aiogram.utils.i18n import gettext as _

from bot.chat.asking import Asked, close
from bot.chat.editors.wording import TEXT
from bot.chat.hearing import without_name
from bot.chat.places import place_of
from bot.domain.release import Media
from bot.domain.text import EMPTY, FormattedText
from bot.services.intake import Intake
from bot.services.reading import Reading
from bot.store.rows import DocumentRow, Piece
from bot.telegram.entities import from_telegram

router = Router(name=__name__)

# What a release may be made of.
MATERIAL = F.text | F.photo | F.video | F.animation | F.document | F.audio

BARE_LINK = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)


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


def link_of(message: Message) -> str | None:
    """The address, where a message is nothing but one."""
    text = (message.text or "").strip()
    if BARE_LINK.fullmatch(text):
        return text
    # Clients let people leave the scheme out; Telegram says whether it is a link all the same.
    urls = [entity for entity in message.entities or () if entity.type == "url"]
    if len(urls) == 1 and urls[0].extract_from(message.text or "") == text:
        return f"https://{text}"
    return None


def document_of(message: Message, update_id: int, user_id: int) -> DocumentRow | None:
    """What has to be read before it is a release: a document that is no picture, or a link."""
    file = None if media_of(message) else message.document
    link = link_of(message)
    if file is None and link is None:
        return None
    return DocumentRow(
        update_id=update_id,
        chat_id=message.chat.id,
        thread_id=place_of(message).thread_id,
        user_id=user_id,
        message_id=message.message_id,
        media_group_id=message.media_group_id,
        forwarded=message.forward_origin is not None,
        sent_at=message.date,
        kind="file" if file else "link",
        address=file.file_id if file else link or "",
        name=(file.file_name or "?") if file else urlsplit(link or "").hostname or "?",
        caption=from_telegram(message.caption, message.caption_entities) if file else EMPTY,
    )


@router.edited_message(F.chat.type == "private")
async def edited(message: Message) -> None:
    """Says how to change a draft: an edit of the source message does not."""
    await message.answer(
        _("I don't follow edits of your messages. To change a draft, press «Edit».")
    )


@router.message(TEXT, MATERIAL)
async def new_text(
    message: Message,
    bot: Bot,
    asked: Asked,
    intake: Intake,
    reading: Reading,
    event_update: Update,
) -> None:
    """Takes another text of a post, with whatever belongs to it."""
    edits = (asked.post, asked.edition)
    await take(message, bot, event_update.update_id, intake, reading, edits)


@router.message(MATERIAL)
async def release(
    message: Message,
    bot: Bot,
    state: FSMContext,
    intake: Intake,
    reading: Reading,
    event_update: Update,
) -> None:
    """Takes a message of a release; the preview follows when the release is complete."""
    await take(message, bot, event_update.update_id, intake, reading)
    await close(state)  # whatever was asked for, this is no answer to it


async def take(
    message: Message,
    bot: Bot,
    update_id: int,
    intake: Intake,
    reading: Reading,
    edits: tuple[int, int] | None = None,
    words: FormattedText | None = None,
) -> None:
    """Keeps the message; `edits` are number and edition of the post that it changes.

    `words` are what it says, where that is not its whole text.
    """
    if message.from_user is None:
        return
    user_id = message.from_user.id
    # In a group the bot is called by its name, which is no part of the release.
    name = "" if place_of(message).private else (await bot.me()).username or ""
    if document := document_of(message, update_id, user_id):
        document = replace(document, caption=without_name(document.caption, name))
        if edits:
            document = replace(document, edits_post_id=edits[0], edits_edition=edits[1])
        await reading.keep(document)
        return
    text = from_telegram(
        message.text or message.caption, message.entities or message.caption_entities
    )
    piece = Piece(
        update_id=update_id,
        message_id=message.message_id,
        media_group_id=message.media_group_id,
        forwarded=message.forward_origin is not None,
        pasted=message.text is not None,
        text=without_name(words or text, name),
        media=media_of(message),
        sent_at=message.date,
    )
    await intake.accept(piece, place_of(message), user_id, edits)


@router.message()
async def unusable(message: Message) -> None:
    """Stickers, voices, contacts and the like."""
    await message.answer(
        _("I can't make a post of this. Send a text, photos, a video, a document or a link.")
    )

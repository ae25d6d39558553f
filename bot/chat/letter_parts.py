"""A reader's message as the desk sees it: whose it is, then what it says."""

from __future__ import annotations

import logging
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    InlineKeyboardMarkup,
    InputMediaAnimation,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
    ReplyParameters,
)

from bot.domain import limits
from bot.domain.desk import Place
from bot.domain.text import FormattedText, wrap
from bot.telegram.entities import from_telegram, to_telegram

log = logging.getLogger(__name__)

# Messages whose caption may be another one than the sender wrote.
CAPTIONED = ("photo", "video", "animation", "document", "audio", "voice")


def words_of(message: Message) -> FormattedText:
    """The text of a message or its caption."""
    return from_telegram(
        message.text or message.caption, message.entities or message.caption_entities
    )


def under(title: str, message: Message) -> FormattedText | None:
    """The words with a title above them; None where there is no room for one."""
    if not title:
        return words_of(message)
    words = words_of(message)
    whole = wrap(FormattedText(title), "bold") + "\n" + words
    limit = limits.TEXT if message.text is not None else limits.CAPTION
    taken = message.text is not None or message.content_type in CAPTIONED
    return whole if taken and len(whole.text) <= limit else None


async def pass_on(
    bot: Bot,
    message: Message,
    place: Place,
    title: str = "",
    keyboard: InlineKeyboardMarkup | None = None,
    reply_to: int | None = None,
    topic: int | None = None,
) -> tuple[int, int | None]:
    """Copies a message, so that its sender is not told; returns its number and the title's.

    `topic` is a reader's in a channel's direct messages. The title stands in the message itself
    where there is room, else in one before it.
    """
    reply = None
    if reply_to is not None:
        reply = ReplyParameters(message_id=reply_to, allow_sending_without_reply=True)
    there: dict[str, Any] = {"chat_id": place.chat_id, "message_thread_id": place.thread_id}
    if topic is not None:
        there["direct_messages_topic_id"] = topic
    more: dict[str, Any] = {"reply_parameters": reply, "reply_markup": keyboard}
    words, header = under(title, message), None
    if words is None:
        header = (await bot.send_message(**there, text=title, reply_parameters=reply)).message_id
    if message.text is not None:
        said = words or words_of(message)
        sent = await bot.send_message(**there, **_text(said), **more)
        return sent.message_id, header
    captioned = message.content_type in CAPTIONED
    caption = _caption(words) if captioned and words is not None else {}
    copy = await bot.copy_message(
        **there,
        from_chat_id=message.chat.id,
        message_id=message.message_id,
        **caption,
        **more,
    )
    return copy.message_id, header


async def change(
    bot: Bot,
    chat_id: int,
    message_id: int,
    message: Message,
    title: str = "",
    keyboard: InlineKeyboardMarkup | None = None,
) -> None:
    """Makes a copy say what the message says now; one that can't be changed stays as it was."""
    words = under(title, message) or words_of(message)
    there: dict[str, Any] = {"chat_id": chat_id, "message_id": message_id}
    media = _media(message, words)
    try:
        if message.text is not None:
            await bot.edit_message_text(**there, **_text(words), reply_markup=keyboard)
        elif media is not None:
            await bot.edit_message_media(media=media, **there, reply_markup=keyboard)
        elif message.content_type in CAPTIONED:
            await bot.edit_message_caption(**there, **_caption(words), reply_markup=keyboard)
    except (TelegramBadRequest, TelegramForbiddenError) as error:
        log.info("a copy of message %d stays as it was: %s", message.message_id, error.message)


def _media(message: Message, words: FormattedText) -> Any:
    more = _caption(words)
    if message.photo:
        return InputMediaPhoto(media=message.photo[-1].file_id, **more)
    if message.animation:
        return InputMediaAnimation(media=message.animation.file_id, **more)
    if message.video:
        return InputMediaVideo(media=message.video.file_id, **more)
    if message.audio:
        return InputMediaAudio(media=message.audio.file_id, **more)
    if message.document:
        return InputMediaDocument(media=message.document.file_id, **more)
    return None


def _text(words: FormattedText) -> dict[str, Any]:
    return {"text": words.text, "entities": to_telegram(words), "parse_mode": None}


def _caption(words: FormattedText) -> dict[str, Any]:
    return {
        "caption": words.text,
        "caption_entities": to_telegram(words),
        "parse_mode": None,
    }

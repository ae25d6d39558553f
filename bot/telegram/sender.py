"""The Sender port over the Bot API: one part, one call, no repetition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import (
    SendAnimation,
    SendAudio,
    SendDocument,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    SendRichMessage,
    SendVideo,
    TelegramMethod,
)
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)

from bot.domain.keyboard import Keyboard
from bot.domain.outcome import Outcome, Sent, Unknown
from bot.domain.post import Delivery, Options, Part
from bot.telegram.entities import to_telegram
from bot.telegram.failures import outcome_of
from bot.telegram.rich import rich_message

# Seconds. Long, because a time-out says nothing about the message (bot-api.md §5.4).
TEXT_TIMEOUT = 120
MEDIA_TIMEOUT = 300

SINGLE: dict[str, type[TelegramMethod[Message]]] = {
    "photo": SendPhoto,
    "video": SendVideo,
    "animation": SendAnimation,
    "document": SendDocument,
    "audio": SendAudio,
}

ITEM: dict[str, type[Any]] = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "document": InputMediaDocument,
    "audio": InputMediaAudio,
}


# What may stand below its text.
ABOVE = frozenset({"photo", "video", "animation"})


def method_for(chat_id: int | str, delivery: Delivery) -> TelegramMethod[Message] | SendMediaGroup:
    """The one call that puts the part into the chat."""
    part, options = delivery.part, delivery.options
    common: dict[str, Any] = {
        "chat_id": chat_id,
        "disable_notification": options.silent or None,
        "protect_content": options.protect or None,
        "reply_parameters": _reply(delivery.reply_to),
        "message_thread_id": delivery.thread_id,
    }
    if part.kind == "album":
        above, caption = caption_above(part, options), caption_of(part)
        items = [
            ITEM[media.kind](media=media.file_id, **above, **(caption if number == 0 else {}))
            for number, media in enumerate(part.media)
        ]
        return SendMediaGroup(**common, media=items)
    common["reply_markup"] = markup_of(delivery.buttons)
    if part.kind == "rich":
        return SendRichMessage(**common, rich_message=rich_message(part.rich))
    if part.kind == "text":
        return SendMessage(**common, **text_of(part, options))
    about = {**caption_of(part), **caption_above(part, options)}
    return SINGLE[part.kind](**common, **{part.kind: part.media[0].file_id}, **about)


def text_of(part: Part, options: Options) -> dict[str, Any]:
    """The arguments that say what a text says."""
    return {
        "text": part.text.text,
        "entities": to_telegram(part.text) or None,
        "link_preview_options": preview_of(options),
    }


def caption_of(part: Part) -> dict[str, Any]:
    """The arguments that say what stands under a file."""
    return {
        "caption": part.text.text or None,
        "caption_entities": to_telegram(part.text) or None,
    }


def caption_above(part: Part, options: Options) -> dict[str, Any]:
    """The argument that puts a caption above its file, where there is one and it may."""
    may = bool(part.text) and all(file.kind in ABOVE for file in part.media)
    return {"show_caption_above_media": True} if options.caption_above and may else {}


def markup_of(buttons: Keyboard) -> InlineKeyboardMarkup | None:
    """The buttons as Telegram has them."""
    rows = [[InlineKeyboardButton(text=one.text, url=one.url) for one in row] for row in buttons]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def preview_of(options: Options) -> LinkPreviewOptions:
    """Whether a text's first link is shown as a card, and where."""
    if options.link_preview == "off":
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(
        is_disabled=False, show_above_text=options.link_preview == "above" or None
    )


def _reply(message_id: int | None) -> ReplyParameters | None:
    """A story goes out even where the message that it continues is gone."""
    if message_id is None:
        return None
    return ReplyParameters(message_id=message_id, allow_sending_without_reply=True)


def sent(message_ids: tuple[int, ...]) -> Outcome:
    """The outcome of a good answer. Number 0 is a video that Telegram shows when it has been
    made ready, minutes later: no search can tell it from one that is lost (bot-api.md §5.2).
    """
    if 0 in message_ids:
        return Unknown("Telegram is still preparing the video", findable=False)
    return Sent(message_ids)


@dataclass(frozen=True, slots=True)
class TelegramSender:
    """Sends parts and says what became of them."""

    bot: Bot

    async def send(self, chat_id: int | str, delivery: Delivery) -> Outcome:
        """Sends one part. Every failure is an outcome; only cancellation passes through."""
        part = delivery.part
        timeout = MEDIA_TIMEOUT if part.media else TEXT_TIMEOUT
        try:
            method: TelegramMethod[Any] = method_for(chat_id, delivery)
            answer = await self.bot(method, request_timeout=timeout)
        except (AiogramError, OSError) as error:
            return outcome_of(error, album=part.kind == "album")
        messages = answer if isinstance(answer, list) else [answer]
        return sent(tuple(message.message_id for message in messages))

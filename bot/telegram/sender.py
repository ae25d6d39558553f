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
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    LinkPreviewOptions,
    Message,
)

from bot.domain.outcome import Outcome, Sent
from bot.domain.post import Options, Part
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


def method_for(
    chat_id: int | str, part: Part, options: Options
) -> TelegramMethod[Message] | SendMediaGroup:
    """The one call that puts the part into the chat."""
    common: dict[str, Any] = {"chat_id": chat_id, "disable_notification": options.silent or None}
    if part.kind == "rich":
        return SendRichMessage(**common, rich_message=rich_message(part.rich))
    text = part.text.text
    entities = to_telegram(part.text) or None
    if part.kind == "text":
        preview = preview_of(options)
        return SendMessage(**common, text=text, entities=entities, link_preview_options=preview)
    caption: dict[str, Any] = {"caption": text or None, "caption_entities": entities}
    above: dict[str, Any] = {}
    if options.caption_above and text and all(file.kind in ABOVE for file in part.media):
        above = {"show_caption_above_media": True}
    if part.kind == "album":
        items = [
            ITEM[media.kind](media=media.file_id, **above, **(caption if number == 0 else {}))
            for number, media in enumerate(part.media)
        ]
        return SendMediaGroup(**common, media=items)
    return SINGLE[part.kind](**common, **{part.kind: part.media[0].file_id}, **caption, **above)


def preview_of(options: Options) -> LinkPreviewOptions:
    """Whether a text's first link is shown as a card, and where."""
    if options.link_preview == "off":
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(
        is_disabled=False, show_above_text=options.link_preview == "above" or None
    )


@dataclass(frozen=True, slots=True)
class TelegramSender:
    """Sends parts and says what became of them."""

    bot: Bot

    async def send(self, chat_id: int | str, part: Part, options: Options) -> Outcome:
        """Sends one part. Every failure is an outcome; only cancellation passes through."""
        timeout = MEDIA_TIMEOUT if part.media else TEXT_TIMEOUT
        try:
            method: TelegramMethod[Any] = method_for(chat_id, part, options)
            answer = await self.bot(method, request_timeout=timeout)
        except (AiogramError, OSError) as error:
            return outcome_of(error, album=part.kind == "album")
        messages = answer if isinstance(answer, list) else [answer]
        return Sent(tuple(message.message_id for message in messages))

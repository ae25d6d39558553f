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


def method_for(
    chat_id: int | str, part: Part, options: Options
) -> TelegramMethod[Message] | SendMediaGroup:
    """The one call that puts the part into the chat."""
    text = part.text.text
    entities = to_telegram(part.text)
    common: dict[str, Any] = {"chat_id": chat_id, "disable_notification": options.silent or None}
    if part.kind == "text":
        return SendMessage(
            **common,
            text=text,
            entities=entities or None,
            link_preview_options=LinkPreviewOptions(is_disabled=options.link_preview == "off"),
        )
    caption: dict[str, Any] = {"caption": text or None, "caption_entities": entities or None}
    if part.kind == "album":
        items = [
            ITEM[media.kind](media=media.file_id, **(caption if number == 0 else {}))
            for number, media in enumerate(part.media)
        ]
        return SendMediaGroup(**common, media=items)
    return SINGLE[part.kind](**common, **{part.kind: part.media[0].file_id}, **caption)


@dataclass(frozen=True, slots=True)
class TelegramSender:
    """Sends parts and says what became of them."""

    bot: Bot

    async def send(self, chat_id: int | str, part: Part, options: Options) -> Outcome:
        """Sends one part. Every failure is an outcome; only cancellation passes through."""
        timeout = TEXT_TIMEOUT if part.kind == "text" else MEDIA_TIMEOUT
        try:
            method: TelegramMethod[Any] = method_for(chat_id, part, options)
            answer = await self.bot(method, request_timeout=timeout)
        except (AiogramError, OSError) as error:
            return outcome_of(error, album=part.kind == "album")
        messages = answer if isinstance(answer, list) else [answer]
        return Sent(tuple(message.message_id for message in messages))

"""Files from Telegram, and photos to it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from aiogram import Bot
from aiogram.enums import ChatAction
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import (
    BufferedInputFile,
    InputMediaPhoto,
    MediaUnion,
    Message,
    ReplyParameters,
)
from aiohttp import ClientError, ClientResponseError

from bot.domain import limits
from bot.domain.document import Picture
from bot.domain.errors import InputError
from bot.domain.release import Media
from bot.services.inbox import TelegramAway
from bot.telegram.sender import MEDIA_TIMEOUT

log = logging.getLogger(__name__)

PNG = b"\x89PNG"
SIGN_TIMEOUT = 5  # seconds; nobody waits longer for a comfort


@contextmanager
def reaching_telegram() -> Iterator[None]:
    """Raises TelegramAway where only Telegram stood in the way; without the address of a file,
    which holds the token.
    """
    try:
        yield
    except TelegramEntityTooLarge:
        raise
    except (TelegramNetworkError, TelegramServerError, TelegramRetryAfter) as error:
        raise TelegramAway(type(error).__name__) from error
    except (ClientError, TimeoutError) as error:  # of a download
        if isinstance(error, ClientResponseError) and error.status < 500:
            raise
        raise TelegramAway(type(error).__name__) from None


@dataclass(frozen=True, slots=True)
class TelegramFiles:
    """The Files port over the Bot API, and the upload of pictures."""

    bot: Bot

    async def download(self, file_id: str) -> bytes:
        """The bytes of a file. Raises InputError if Telegram won't give it, or TelegramAway."""
        content = BytesIO()
        with reaching_telegram():
            try:
                file = await self.bot.get_file(file_id)
                await self.bot.download_file(file.file_path or "", content, timeout=MEDIA_TIMEOUT)
            except TelegramBadRequest as error:
                if "too big" not in error.message:
                    raise
                raise InputError(
                    "The file is larger than {limit} MB. Send the text of the release alone.",
                    limit=limits.DOWNLOAD // 2**20,
                ) from None
            except ClientResponseError as error:
                if error.status >= 500:
                    raise
                raise InputError("Telegram no longer has this file. Send it again.") from None
        return content.getvalue()

    async def lost(self, media: Sequence[Media]) -> frozenset[int]:
        """The numbers, from 0, of the files that Telegram no longer has (bot-api.md §2, 50)."""
        gone = await asyncio.gather(*(self._is_lost(file.file_id) for file in media))
        return frozenset(number for number, lost in enumerate(gone) if lost)

    async def _is_lost(self, file_id: str) -> bool:
        try:
            await self.bot.get_file(file_id, request_timeout=SIGN_TIMEOUT)
        except TelegramBadRequest as error:
            return "too big" not in error.message
        except (AiogramError, OSError):  # nothing is known, so nothing is said
            return False
        return False

    async def sign(self, chat_id: int) -> None:
        """Shows that the bot is busy; a comfort that may fail."""
        with suppress(AiogramError, OSError):
            await self.bot.send_chat_action(
                chat_id, ChatAction.TYPING, request_timeout=SIGN_TIMEOUT
            )

    async def upload(
        self, chat_id: int, pictures: Sequence[Picture], caption: str, reply_to: int
    ) -> tuple[Media, ...]:
        """Sends pictures without a sound, as one album; returns those that Telegram took.

        Raises TelegramAway.
        """
        about: dict[str, Any] = {
            "disable_notification": True,
            "reply_parameters": ReplyParameters(
                message_id=reply_to, allow_sending_without_reply=True
            ),
            "request_timeout": MEDIA_TIMEOUT,
        }
        photos = [_input(number, picture) for number, picture in enumerate(pictures, 1)]
        sent: list[Message] = []
        with reaching_telegram(), suppress(TelegramForbiddenError):  # the person blocked the bot
            if len(photos) > 1:
                with suppress(TelegramBadRequest):  # one by one shows which it refuses
                    album = await self.bot.send_media_group(
                        chat_id, _album(photos, caption), **about
                    )
                    return _taken(album)
            for photo in photos:
                words = None if sent else caption
                try:
                    sent.append(await self.bot.send_photo(chat_id, photo, caption=words, **about))
                except TelegramBadRequest as error:
                    log.info("a picture is left out: %s", error.message)
        return _taken(sent)


def _album(photos: list[BufferedInputFile], caption: str) -> list[MediaUnion]:
    first, *rest = photos
    return [
        InputMediaPhoto(media=first, caption=caption),
        *(InputMediaPhoto(media=photo) for photo in rest),
    ]


def _input(number: int, picture: Picture) -> BufferedInputFile:
    """Telegram looks at the ending of the name, so a picture gets the one that it has earned."""
    ending = "png" if picture.data.startswith(PNG) else "jpg"
    return BufferedInputFile(picture.data, f"{number}.{ending}")


def _taken(messages: Sequence[Message]) -> tuple[Media, ...]:
    largest = [message.photo[-1] for message in messages if message.photo]
    return tuple(Media("photo", size.file_id, size.file_unique_id) for size in largest)

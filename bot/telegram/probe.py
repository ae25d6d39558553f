"""The Witness port over the Bot API: what stands in a channel (bot-api.md §5.3)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramAPIError, TelegramBadRequest
from aiogram.methods import (
    CopyMessage,
    DeleteMessages,
    ForwardMessage,
    ForwardMessages,
    TelegramMethod,
)
from aiogram.types import Message, MessageId, MessageOriginChannel

from bot.domain.sighting import Sighting
from bot.services.inbox import TelegramAway
from bot.services.ports import NoWitness
from bot.telegram.buckets import NOWHERE
from bot.telegram.files import reaching_telegram
from bot.telegram.seen import print_of

log = logging.getLogger(__name__)

TIMEOUT = 30  # seconds
AT_ONCE = 100  # message ids that one call may name


@dataclass(frozen=True, slots=True)
class TelegramWitness:
    """Looks messages up by their numbers."""

    bot: Bot

    async def stands(self, chat_id: int | str, message_id: int) -> bool:
        """Whether a message is there, without a trace.

        The server looks the source up first, so its answer to a send to nowhere tells that.
        """
        probe = ForwardMessage(chat_id=NOWHERE, from_chat_id=chat_id, message_id=message_id)
        return await self._exists(probe, "message to forward not found")

    async def any_of(self, chat_id: int | str, message_ids: Sequence[int]) -> bool:
        """Whether at least one of up to 100 messages is there, without a trace."""
        probe = ForwardMessages(
            chat_id=NOWHERE, from_chat_id=chat_id, message_ids=list(message_ids)
        )
        return await self._exists(probe, "there are no messages to forward")

    async def read(self, chat_id: int | str, message_id: int, journal_id: int) -> Sighting | None:
        """What a message says, by way of the journal chat; None for what is none of ours."""
        try:
            with reaching_telegram():
                return await self._read(chat_id, message_id, journal_id)
        except TelegramAPIError as error:
            raise NoWitness(f"the journal chat: {error.message}") from error
        except AiogramError as error:  # an answer that can't be read
            raise TelegramAway(type(error).__name__) from error

    async def _read(self, chat_id: int | str, message_id: int, journal_id: int) -> Sighting | None:
        forward = ForwardMessage(
            chat_id=journal_id,
            from_chat_id=chat_id,
            message_id=message_id,
            disable_notification=True,
        )
        try:
            shown = await self.bot(forward, request_timeout=TIMEOUT)
        except TelegramBadRequest as error:
            if "not found" in error.message and "message" in error.message:
                return None
            if "protected content" in error.message:
                return await self._read_protected(chat_id, message_id, journal_id)
            if "the message can't be forwarded" in error.message:
                return None  # Telegram's own remark, of a pin for example
            raise
        await self._clear(journal_id, [shown.message_id])
        return _sighting(message_id, shown)

    async def _read_protected(
        self, chat_id: int | str, message_id: int, journal_id: int
    ) -> Sighting | None:
        """A bot may copy what is protected; a forward of the copy shows what it says."""
        copy = CopyMessage(
            chat_id=journal_id,
            from_chat_id=chat_id,
            message_id=message_id,
            disable_notification=True,
        )
        try:
            copied: MessageId = await self.bot(copy, request_timeout=TIMEOUT)
        except TelegramBadRequest as error:
            if "message to copy not found" in error.message or "can't be copied" in error.message:
                return None
            raise
        again = ForwardMessage(
            chat_id=journal_id,
            from_chat_id=journal_id,
            message_id=copied.message_id,
            disable_notification=True,
        )
        shown = await self.bot(again, request_timeout=TIMEOUT)
        await self._clear(journal_id, [copied.message_id, shown.message_id])
        # When it was published the copy does not tell: the time of the copy is late enough.
        return replace(_sighting(message_id, shown), sent_at=shown.date)

    async def _exists(self, probe: TelegramMethod[Any], missing: str) -> bool:
        try:
            with reaching_telegram():
                await self.bot(probe, request_timeout=TIMEOUT)
        except TelegramBadRequest as error:
            if missing in error.message:
                return False
            if "chat not found" in error.message:
                return True
            raise NoWitness(error.message) from error
        except TelegramAPIError as error:
            raise NoWitness(error.message) from error
        except AiogramError as error:
            raise TelegramAway(type(error).__name__) from error
        raise NoWitness("chat 0 took a message")

    async def _clear(self, journal_id: int, message_ids: list[int]) -> None:
        try:
            method = DeleteMessages(chat_id=journal_id, message_ids=message_ids)
            await self.bot(method, request_timeout=TIMEOUT)
        except (AiogramError, OSError) as error:
            log.info("the journal chat keeps a copy: %s", error)


def _sighting(message_id: int, shown: Message) -> Sighting:
    origin = shown.forward_origin
    at = origin.date if isinstance(origin, MessageOriginChannel) else shown.date
    return Sighting(message_id, print_of(shown), at)

"""Bulletins on their way into readers' chats."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import CopyMessage, SendMessage, TelegramMethod
from aiogram.types import InlineKeyboardMarkup

from bot.chat.cards import NO_PREVIEW
from bot.chat.i18n import Catalogs, locale_of
from bot.chat.keyboards import bulletins as keyboards
from bot.chat.texts import bulletins as texts
from bot.domain.bulletins import Bulletin
from bot.domain.outcome import NotSent, Outcome, Refusal, Sent
from bot.domain.people import Person
from bot.telegram.failures import outcome_of

log = logging.getLogger(__name__)

# Seconds. Short beside a post's: one that hangs holds a place in the hand.
TIMEOUT = 60

# After these another form of the same is no use. A lost chat may be that of the original.
FINAL = frozenset({Refusal.PERSON_LOST, Refusal.GONE})


@dataclass(frozen=True, slots=True)
class ChatCourier:
    """Copies posts with buttons below; where Telegram surely refuses that, a link goes instead."""

    bot: Bot
    catalogs: Catalogs

    async def deliver(self, user_id: int, language: str | None, bulletin: Bulletin) -> Outcome:
        """Sends it and says what became of it. Raises nothing but cancellation."""
        with self.catalogs.speak(locale_of(Person(user_id, "", language=language))):
            keyboard = keyboards.bulletin(bulletin)
            text = texts.bulletin(bulletin).as_kwargs()
        if bulletin.copy_of is not None:
            outcome = await self._copy(user_id, bulletin.copy_of, keyboard)
            if not _is_uncopyable(outcome):
                return outcome
            log.info("a post can't be copied, its link goes instead: %s", outcome)
        listed = SendMessage(
            chat_id=user_id, **text, reply_markup=keyboard, link_preview_options=NO_PREVIEW
        )
        return await self._call(listed)

    async def _copy(
        self, user_id: int, source: tuple[int, int], keyboard: InlineKeyboardMarkup | None
    ) -> Outcome:
        chat_id, message_id = source
        return await self._call(
            CopyMessage(
                chat_id=user_id,
                from_chat_id=chat_id,
                message_id=message_id,
                reply_markup=keyboard,
            )
        )

    async def _call(self, method: TelegramMethod[Any]) -> Outcome:
        try:
            message = await self.bot(method, request_timeout=TIMEOUT)
        except (AiogramError, OSError) as error:
            return outcome_of(error)
        return Sent((message.message_id,))


def _is_uncopyable(outcome: Outcome) -> bool:
    return (
        isinstance(outcome, NotSent)
        and outcome.retry_after is None
        and outcome.refusal not in FINAL
    )

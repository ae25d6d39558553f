"""The Herald port: straight to the owner, in Russian, since nobody can be looked up."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.chat.i18n import RUSSIAN, Catalogs
from bot.chat.texts import error_text
from bot.domain.errors import BotError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ChatHerald:
    """Writes to the owner's chat with the bot."""

    bot: Bot
    catalogs: Catalogs
    owner_id: int

    async def tell(self, news: BotError) -> bool:
        """Sends the sentence."""
        with self.catalogs.speak(RUSSIAN):
            words = error_text(news)
        try:
            await self.bot.send_message(self.owner_id, words)
        except (AiogramError, OSError) as error:
            log.warning("the owner can't be told: %s", type(error).__name__)
            return False
        return True

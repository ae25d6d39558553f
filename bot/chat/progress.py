"""The messages that show editors how broadcasts go."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from aiogram.exceptions import AiogramError

from bot.chat.cards import Cards
from bot.chat.i18n import Catalogs, locale_of
from bot.chat.keyboards import alerts as keyboards
from bot.chat.places import Spot
from bot.chat.texts import alerts as texts
from bot.domain.bulletins import Progress
from bot.domain.traffic import Lane
from bot.store.broadcasts import BroadcastRow
from bot.telegram.traffic import lane

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ChatProgress:
    """Kept up to date in the language of who reads them; Russian in a group."""

    cards: Cards
    catalogs: Catalogs

    async def show(self, row: BroadcastRow, progress: Progress) -> None:
        """Brings the message up to date; gone or unchanged is no trouble."""
        if row.place is None or row.message_id is None:
            return
        chat_id = row.place.chat_id
        person = await self.cards.store.run(lambda tx: tx.people.get(chat_id))
        with lane(Lane.DESK), self.catalogs.speak(locale_of(person)):
            text = texts.progress(row.id, progress)
            keyboard = keyboards.progress(row.id, progress)
            try:
                await self.cards.rewrite(Spot(row.place, row.message_id), text, keyboard)
            except (AiogramError, OSError) as error:
                log.info("the progress of broadcast %d is not shown: %s", row.id, error)

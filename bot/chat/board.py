"""The Board port over Telegram: duty sheets, each in its reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.exceptions import AiogramError

from bot.chat.cards import NO_PREVIEW, Cards
from bot.chat.i18n import Catalogs, locale_of
from bot.chat.texts.duty import duty
from bot.domain.desk import Place
from bot.domain.outcome import Outcome, Sent
from bot.services.duty import DutySheet
from bot.store import Store
from bot.telegram.failures import outcome_of, outcome_of_change


@dataclass(frozen=True, slots=True)
class ChatBoard:
    """Puts sheets where the desk reads."""

    store: Store
    cards: Cards
    catalogs: Catalogs

    async def put(self, place: Place, sheet: DutySheet) -> Outcome:
        """Sends a sheet."""
        with self.catalogs.speak(await self._locale(place)):
            try:
                return Sent((await self.cards.say(place, duty(sheet)),))
            except (AiogramError, OSError) as error:
                return outcome_of(error)

    async def renew(self, place: Place, message_id: int, sheet: DutySheet) -> Outcome:
        """Edits a sheet."""
        with self.catalogs.speak(await self._locale(place)):
            try:
                await self.cards.bot.edit_message_text(
                    chat_id=place.chat_id,
                    message_id=message_id,
                    **duty(sheet).as_kwargs(),
                    link_preview_options=NO_PREVIEW,
                )
            except (AiogramError, OSError) as error:
                return outcome_of_change(error)
            return Sent((message_id,))

    async def _locale(self, place: Place) -> str:
        person = await self.store.run(lambda tx: tx.people.get(place.chat_id))
        return locale_of(person)

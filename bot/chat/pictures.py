"""The Pictures port over Telegram: what a sender sees of a document that is being read."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.utils.i18n import gettext as _

from bot.chat.i18n import Catalogs, locale_of
from bot.domain import limits
from bot.domain.document import Picture
from bot.domain.release import Media
from bot.store import Store
from bot.store.rows import DocumentRow
from bot.telegram.files import TelegramFiles


@dataclass(frozen=True, slots=True)
class ChatPictures:
    """Shows pictures in the chat with their sender, in the sender's language."""

    files: TelegramFiles
    store: Store
    catalogs: Catalogs

    async def reading(self, row: DocumentRow) -> None:
        """Shows that the bot is busy."""
        await self.files.sign(row.chat_id)

    async def show(self, row: DocumentRow, pictures: tuple[Picture, ...]) -> tuple[Media, ...]:
        """Sends the pictures in answer to the document. Raises TelegramAway."""
        if not pictures:
            return ()
        person = await self.store.run(lambda tx: tx.people.get(row.chat_id))
        with self.catalogs.speak(locale_of(person)):
            words = _("Photos of the page {name}") if row.kind == "link" else _("Photos of {name}")
            caption = words.format(name=row.name)[: limits.CAPTION]
        return await self.files.upload(
            row.chat_id, pictures[: limits.ALBUM], caption, row.message_id
        )

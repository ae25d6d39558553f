"""The Desk port over Telegram: previews with cards, and news, each in its reader's language."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramAPIError
from aiogram.types import InlineKeyboardMarkup, LinkPreviewOptions
from aiogram.utils.formatting import Text, as_list

from bot.chat import buttons, texts
from bot.chat.i18n import Catalogs, locale_of
from bot.domain.errors import InputError
from bot.domain.outcome import NotSent, Outcome, Sent
from bot.domain.people import Role
from bot.domain.post import Options, Status
from bot.services.drafts import Drafts
from bot.services.ports import Clock, Sender
from bot.services.views import PostView
from bot.store import Store
from bot.store.rows import Card, Notice
from bot.telegram.failures import outcome_of

log = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class ChatDesk:
    """Tells editors in their chats with the bot."""

    bot: Bot
    sender: Sender
    store: Store
    drafts: Drafts
    clock: Clock
    catalogs: Catalogs

    async def tell(self, notice: Notice) -> Outcome:
        """Delivers a notice; what went wrong comes back as an outcome."""
        person = await self.store.run(lambda tx: tx.people.get(notice.chat_id))
        with self.catalogs.speak(locale_of(person)):
            try:
                if notice.post_id is None:
                    await self._say(notice.chat_id, Text(texts.stored_error(notice.text or "")))
                    return Sent(())
                if person is None or person.role is Role.SUBSCRIBER:
                    return NotSent("this person is no longer at the desk")
                view = await self.drafts.view(notice.post_id)
                if notice.kind == "draft":
                    return await self.show(view, notice.chat_id)
                await self._news(notice, view)
            except InputError as error:  # the post was dropped meanwhile
                return NotSent(str(error))
            except (AiogramError, OSError) as error:
                return outcome_of(error)
            return Sent(())

    async def show(self, view: PostView, chat_id: int) -> Outcome:
        """Sends the exact post by the code that will publish it, and its card below."""
        await self._remove_old(view, chat_id)
        preview: list[int] = []
        refusal: str | None = None
        options = Options(silent=True, link_preview=view.row.post.options.link_preview)
        for part in view.row.post.parts:
            outcome = await self.sender.send(chat_id, part, options)
            if isinstance(outcome, Sent):
                preview.extend(outcome.message_ids)
            elif isinstance(outcome, NotSent) and outcome.retry_after is None:
                refusal = outcome.reason
            else:
                return outcome
        card = texts.card(view, self.clock.now())
        if refusal is not None:
            card = as_list(card, Text("⚠️ ", texts.problem(refusal)))
        card_id = await self._say(chat_id, card, buttons.card(view))
        shown = Card(view.row.id, chat_id, card_id, tuple(preview))
        await self.store.run(lambda tx: tx.cards.put(shown))
        return Sent((card_id,))

    async def _news(self, notice: Notice, view: PostView) -> None:
        known = await self.store.run(lambda tx: tx.cards.get(view.row.id, notice.chat_id))
        if known is not None:
            await refresh(self.bot, notice.chat_id, known.card_id, view, self.clock)
        if notice.kind == "sent":
            await self._say(notice.chat_id, texts.went_out(view))
        elif view.row.status in (Status.FAILED, Status.UNCERTAIN, Status.HELD):
            card = texts.card(view, self.clock.now())
            await self._say(notice.chat_id, card, buttons.card(view))

    async def _remove_old(self, view: PostView, chat_id: int) -> None:
        """Takes an earlier preview of the post away, so that only the present one is there."""
        old = await self.store.run(lambda tx: tx.cards.get(view.row.id, chat_id))
        if old is None:
            return
        try:
            await self.bot.delete_messages(chat_id, [*old.preview_ids, old.card_id])
        except TelegramAPIError as error:
            log.info("an old preview stays: %s", error.message)

    async def _say(
        self, chat_id: int, text: Text, keyboard: InlineKeyboardMarkup | None = None
    ) -> int:
        content = text.as_kwargs()
        sent = await self.bot.send_message(
            chat_id, **content, reply_markup=keyboard, link_preview_options=NO_PREVIEW
        )
        return sent.message_id


async def refresh(
    bot: Bot, chat_id: int, card_id: int, view: PostView, clock: Clock, *, more: bool = False
) -> None:
    """Brings a card up to date; a card that is gone or unchanged is no trouble."""
    content = texts.card(view, clock.now()).as_kwargs()
    try:
        await bot.edit_message_text(
            chat_id=chat_id,
            message_id=card_id,
            **content,
            reply_markup=buttons.card(view, more=more),
            link_preview_options=NO_PREVIEW,
        )
    except TelegramAPIError as error:
        if "message is not modified" not in error.message:
            log.info("card %d stays as it is: %s", card_id, error.message)

"""Cards in chats: sent below a preview, in answer to a command, and kept up to date."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from aiogram.utils.formatting import Bold, Text, as_list

from bot.chat import buttons, texts
from bot.services.ports import Clock
from bot.services.views import PostView
from bot.store import Store
from bot.store.rows import Card

log = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of posts, in the language in force."""

    bot: Bot
    store: Store
    clock: Clock

    async def known(self, view: PostView, chat_id: int) -> Card | None:
        """The messages that show the post in the chat, if it is shown there."""
        return await self.store.run(lambda tx: tx.cards.get(view.row.id, chat_id))

    async def say(
        self,
        chat_id: int,
        text: Text,
        keyboard: InlineKeyboardMarkup | None = None,
        *,
        reply_to: int | None = None,
    ) -> int:
        """Sends a text without a link preview; returns the message's id.

        `reply_to` is the message that it answers, if that is still there.
        """
        reply = None
        if reply_to is not None:
            reply = ReplyParameters(message_id=reply_to, allow_sending_without_reply=True)
        sent = await self.bot.send_message(
            chat_id,
            **text.as_kwargs(),
            reply_markup=keyboard,
            link_preview_options=NO_PREVIEW,
            reply_parameters=reply,
        )
        return sent.message_id

    async def send(self, chat_id: int, view: PostView, note: str | None = None) -> int:
        """Sends the post's card, with a note below; returns the message's id."""
        card = texts.card(view, self.clock.now())
        if note is not None:
            card = as_list(card, Text("⚠️ ", note))
        return await self.say(chat_id, card, buttons.card(view))

    async def answer(self, chat_id: int, view: PostView, note: str | None = None) -> None:
        """Says where the post stands now, in answer to a command.

        The card below its preview changes with it; a chat that has none gets one.
        """
        known = await self.known(view, chat_id)
        if known is None:
            card_id = await self.send(chat_id, view, note)
            made = Card(view.row.id, chat_id, card_id, ())
            await self.store.run(lambda tx: tx.cards.put(made))
            return
        await self.refresh(chat_id, known.card_id, view)
        state = texts.state_line(view, self.clock.now())
        line = Text(Bold(f"№ {view.row.id}"), " · ", state)
        await self.say(chat_id, as_list(line, Text("⚠️ ", note)) if note else line)

    async def renew(self, chat_id: int, view: PostView) -> None:
        """Sends a card that is to be noticed; the one before it loses its buttons."""
        old = await self.known(view, chat_id)
        preview = old.preview_ids if old else ()
        if old is not None:
            await self.rewrite(chat_id, old.card_id, texts.card(view, self.clock.now()))
            preview += (old.card_id,)
        made = Card(view.row.id, chat_id, await self.send(chat_id, view), preview)
        await self.store.run(lambda tx: tx.cards.put(made))

    async def refresh_known(self, chat_id: int, view: PostView, place: int = 0) -> None:
        """Brings the card below the preview up to date, if there is one.

        `place` is another message where the post is spoken of: it becomes a card too.
        """
        if known := await self.known(view, chat_id):
            await self.refresh(chat_id, known.card_id, view)
        if place and not (known and known.card_id == place):
            await self.refresh(chat_id, place, view)

    async def withdraw(self, post_id: int, words: Text) -> None:
        """Takes the previews of a post away, in every chat; its cards say why."""
        for shown in await self.store.run(lambda tx: tx.cards.of_post(post_id)):
            if shown.preview_ids:
                await self.remove(shown.chat_id, shown.preview_ids)
            await self.rewrite(shown.chat_id, shown.card_id, words)

    async def remove(self, chat_id: int, message_ids: Sequence[int]) -> None:
        """Takes messages away; Telegram may find them too old for that."""
        try:
            await self.bot.delete_messages(chat_id, list(message_ids))
        except TelegramAPIError as error:
            log.info("an old preview stays: %s", error.message)

    async def refresh(
        self, chat_id: int, card_id: int, view: PostView, *, more: bool = False
    ) -> None:
        """Brings a card up to date; a card that is gone or unchanged is no trouble."""
        card = texts.card(view, self.clock.now())
        await self.rewrite(chat_id, card_id, card, buttons.card(view, more=more))

    async def rewrite(
        self, chat_id: int, card_id: int, text: Text, keyboard: InlineKeyboardMarkup | None = None
    ) -> None:
        """Puts a text and buttons in a card's place."""
        try:
            await self.bot.edit_message_text(
                chat_id=chat_id,
                message_id=card_id,
                **text.as_kwargs(),
                reply_markup=keyboard,
                link_preview_options=NO_PREVIEW,
            )
        except TelegramAPIError as error:
            if "message is not modified" not in error.message:
                log.info("card %d stays as it is: %s", card_id, error.message)

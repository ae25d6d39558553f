"""Cards in chats: sent below a preview, in answer to a command, and kept up to date."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import (
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyMarkupUnion,
    ReplyParameters,
)
from aiogram.utils.formatting import Bold, Text, as_list

from bot.chat import keyboards, texts
from bot.chat.places import Spot
from bot.domain.desk import Place
from bot.domain.people import Person
from bot.services.ports import Clock
from bot.services.views import PostView
from bot.store import Store
from bot.store.rows import Card

log = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of posts, in the language in force, with the buttons of the person they are for.

    In a group everybody reads a card, so it has all the buttons whoever pressed one.
    """

    bot: Bot
    store: Store
    clock: Clock

    async def known(self, view: PostView, place: Place) -> Card | None:
        """The messages that show the post in the chat, if it is shown there."""
        return await self.store.run(lambda tx: tx.cards.get(view.row.id, place.chat_id))

    async def say(
        self,
        place: Place,
        text: Text,
        keyboard: ReplyMarkupUnion | None = None,
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
            place.chat_id,
            message_thread_id=place.thread_id,
            **text.as_kwargs(),
            reply_markup=keyboard,
            link_preview_options=NO_PREVIEW,
            reply_parameters=reply,
        )
        return sent.message_id

    async def send(
        self,
        place: Place,
        view: PostView,
        person: Person | None,
        note: str | None = None,
        offer: keyboards.Row | None = None,
    ) -> int:
        """Sends the post's card, with a note and what that offers; returns the message's id."""
        card = texts.card(view, self.clock.now())
        if note is not None:
            card = as_list(card, Text("⚠️ ", note))
        return await self.say(place, card, keyboards.card(view, _reader(place, person), offer))

    async def answer(
        self, place: Place, view: PostView, person: Person | None, note: str | None = None
    ) -> None:
        """Says where the post stands now, in answer to a command.

        The card below its preview changes with it; a chat that has none gets one.
        """
        known = await self.known(view, place)
        if known is None:
            card_id = await self.send(place, view, person)
            made = Card(view.row.id, place.chat_id, card_id, (), place.thread_id)
            await self.store.run(lambda tx: tx.cards.put(made))
            if note:
                await self.say(place, Text(note))
            return
        await self.refresh(spot_of(known), view, person)
        state = texts.state_line(view, self.clock.now())
        line = Text(Bold(f"№ {view.row.id}"), " · ", state)
        await self.say(place, as_list(line, note) if note else line)

    async def renew(
        self,
        place: Place,
        view: PostView,
        person: Person | None,
        note: str | None = None,
        offer: keyboards.Row | None = None,
    ) -> None:
        """Sends a card that is to be noticed; the one before it loses its buttons."""
        old = await self.known(view, place)
        preview = old.preview_ids if old else ()
        if old is not None:
            await self.rewrite(spot_of(old), texts.card(view, self.clock.now()))
            preview += (old.card_id,)
        card_id = await self.send(place, view, person, note, offer)
        edition = old.edition if old else 0
        made = Card(view.row.id, place.chat_id, card_id, preview, place.thread_id, edition)
        await self.store.run(lambda tx: tx.cards.put(made))

    async def refresh_known(
        self, place: Place, view: PostView, person: Person | None, spot: Spot | None = None
    ) -> None:
        """Brings the card below the preview up to date, if there is one.

        `spot` is another message where the post is spoken of: it becomes a card too.
        """
        known = await self.known(view, place)
        if known is not None:
            await self.refresh(spot_of(known), view, person)
        if spot is not None and not (known and known.card_id == spot.message_id):
            await self.refresh(spot, view, person)

    async def withdraw(self, post_id: int, words: Text) -> None:
        """Takes the previews of a post away, in every chat; its cards say why."""
        for shown in await self.store.run(lambda tx: tx.cards.of_post(post_id)):
            if shown.preview_ids:
                await self.remove(Place(shown.chat_id), shown.preview_ids)
            await self.rewrite(spot_of(shown), words)

    async def remove(self, place: Place, message_ids: Sequence[int]) -> None:
        """Takes messages away; Telegram may find them too old for that."""
        try:
            await self.bot.delete_messages(place.chat_id, list(message_ids))
        except TelegramAPIError as error:
            log.info("an old preview stays: %s", error.message)

    async def refresh(
        self, spot: Spot, view: PostView, person: Person | None, *, menu: str = ""
    ) -> None:
        """Brings a card up to date, with a menu open; gone or unchanged is no trouble."""
        card, reader = texts.card(view, self.clock.now()), _reader(spot.place, person)
        keyboard = keyboards.menu(menu, view, reader) if menu else keyboards.card(view, reader)
        await self.rewrite(spot, card, keyboard)

    async def rewrite(
        self, spot: Spot, text: Text, keyboard: InlineKeyboardMarkup | None = None
    ) -> None:
        """Puts a text and buttons in a message's place."""
        try:
            await self.bot.edit_message_text(
                chat_id=spot.place.chat_id,
                message_id=spot.message_id,
                **text.as_kwargs(),
                reply_markup=keyboard,
                link_preview_options=NO_PREVIEW,
            )
        except TelegramAPIError as error:
            if "message is not modified" not in error.message:
                log.info("card %d stays as it is: %s", spot.message_id, error.message)


def spot_of(card: Card) -> Spot:
    """Where a card stands."""
    return Spot(Place(card.chat_id, card.thread_id), card.card_id)


def _reader(place: Place, person: Person | None) -> Person | None:
    return person if place.private else None

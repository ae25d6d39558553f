"""What a reader handed in, as the desk sees it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.formatting import Text

from bot.chat.cards import Cards
from bot.chat.i18n import Catalogs, locale_at
from bot.chat.keyboards import voices
from bot.chat.places import Spot
from bot.chat.texts import voices as texts
from bot.domain import limits
from bot.domain.desk import Place
from bot.domain.outcome import NotSent, Outcome, Sent
from bot.domain.post import Part, Post
from bot.rendering.media import albums
from bot.rendering.split import split
from bot.services.ports import Clock, Sender
from bot.services.tips import Tips, TipView
from bot.store import Store, Transaction
from bot.store.letters import Letter, LetterKind


@dataclass(frozen=True, slots=True)
class TipCards:
    """The content of a tip, and below it the card with what may be done."""

    store: Store
    clock: Clock
    sender: Sender
    cards: Cards
    tips: Tips
    catalogs: Catalogs

    async def show(self, tip_id: int, place: Place) -> Outcome:
        """Sends both; a part that Telegram refuses is left out."""
        found = await self.tips.view(tip_id)
        messages = list[int]()
        for delivery in _post(found).with_options(silent=True).deliveries():
            there = replace(delivery, thread_id=place.thread_id)
            outcome = await self.sender.send(place.chat_id, there)
            if isinstance(outcome, Sent):
                messages.extend(outcome.message_ids)
            elif not isinstance(outcome, NotSent) or outcome.retry_after is not None:
                return outcome
        card_id = await self.cards.say(place, *self._card(found))
        await self._remember(found, place, messages, card_id)
        return Sent((card_id,))

    async def refresh(self, tip_id: int) -> None:
        """Brings its cards up to date wherever the desk sees them."""
        found = await self.tips.view(tip_id)
        for card in await self.store.run(lambda tx: tx.letters.cards(tip_id)):
            spot = Spot(Place(card.chat_id), card.message_id)
            with self.catalogs.speak(await locale_at(self.store, spot.place)):
                await self.cards.rewrite(spot, *self._card(found))

    def _card(self, found: TipView) -> tuple[Text, InlineKeyboardMarkup | None]:
        return texts.tip(found, self.clock.now()), voices.tip(found)

    async def _remember(
        self, found: TipView, place: Place, messages: list[int], card_id: int
    ) -> None:
        """A reply to any of these is a reply to the author."""
        user_id = found.tip.user_id
        if user_id is None:
            return
        first, now = found.pieces[0].message_id, self.clock.now()

        async def work(tx: Transaction) -> None:
            for number in (*messages, card_id):
                kind: LetterKind = "card" if number == card_id else "letter"
                made = Letter(user_id, first, found.tip.id, place.chat_id, number, kind, now)
                await tx.letters.add(made)

        await self.store.run(work)


def _post(found: TipView) -> Post:
    """The files in albums, then all the words."""
    words = split(found.text, limits.TEXT) if found.text else []
    return Post((*albums(found.media), *(Part("text", piece) for piece in words)))

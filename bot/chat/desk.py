"""The Desk port over Telegram: previews with cards, and news, each in its reader's language."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aiogram.exceptions import AiogramError
from aiogram.utils.formatting import Text

from bot.chat import keyboards, texts
from bot.chat.cards import Cards
from bot.chat.i18n import Catalogs, locale_of
from bot.domain.desk import Place
from bot.domain.errors import InputError
from bot.domain.outcome import NotSent, Outcome, Sent
from bot.domain.people import Person, Right
from bot.domain.post import Status
from bot.services.drafts import Drafts
from bot.services.ports import Sender
from bot.services.views import PostView
from bot.store import Store
from bot.store.rows import Card, Notice
from bot.telegram.failures import outcome_of

# States in which a post waits for an editor's word.
OPEN = (Status.FAILED, Status.UNCERTAIN, Status.HELD)


@dataclass(frozen=True, slots=True)
class ChatDesk:
    """Tells editors in their chats with the bot."""

    sender: Sender
    store: Store
    drafts: Drafts
    cards: Cards
    catalogs: Catalogs

    async def tell(self, notice: Notice) -> Outcome:
        """Delivers a notice; what went wrong comes back as an outcome."""
        person = await self.store.run(lambda tx: tx.people.get(notice.chat_id))
        with self.catalogs.speak(locale_of(person)):
            try:
                place = Place(notice.chat_id, notice.thread_id)
                if notice.post_id is None:
                    words = texts.stored_error(notice.text or "")
                    said = await self.cards.say(place, Text(words), reply_to=notice.reply_to)
                    return Sent((said,))
                if notice.kind == "expired":
                    return await self._tell_of_expired(notice.post_id, place)
                view = await self.drafts.view(notice.post_id)
                if place.private and not (person and person.may(Right.SEE, view.channel.id)):
                    return NotSent("this person is no longer at the desk")
                if notice.kind == "draft":
                    return await self._show(view, place, person)
                await self._news(notice, view, place, person)
            except InputError as error:  # the post was dropped meanwhile
                return NotSent(str(error))
            except (AiogramError, OSError) as error:
                return outcome_of(error)
            return Sent(())

    async def _tell_of_expired(self, post_id: int, place: Place) -> Outcome:
        row = await self.store.run(lambda tx: tx.posts.get(post_id))
        if row is not None and row.status is Status.DELETED:
            keyboard = keyboards.expired(row.id)
            await self.cards.say(place, texts.expired(row), keyboard)
        return Sent(())

    async def _show(self, view: PostView, place: Place, person: Person | None) -> Outcome:
        """Sends the exact post by the code that will publish it, and its card below."""
        await self._remove_old(view, place)
        preview: list[int] = []
        refusal: str | None = None
        post = view.row.post.with_options(silent=True, protect=False)  # editors copy from it
        for delivery in post.deliveries():
            there = replace(delivery, thread_id=place.thread_id)
            outcome = await self.sender.send(place.chat_id, there)
            if isinstance(outcome, Sent):
                preview.extend(outcome.message_ids)
            elif isinstance(outcome, NotSent) and outcome.retry_after is None:
                refusal = texts.problem(outcome.reason)
            else:
                return outcome
        card_id = await self.cards.send(place, view, person, refusal)
        shown = Card(view.row.id, place.chat_id, card_id, tuple(preview), place.thread_id)
        await self.store.run(lambda tx: tx.cards.put(shown))
        if view.partner is not None:  # its card offers to join the two as well
            other = await self.drafts.view(view.partner.id)
            await self.cards.refresh_known(place, other, person)
        return Sent((card_id,))

    async def _news(
        self, notice: Notice, view: PostView, place: Place, person: Person | None
    ) -> None:
        if notice.kind == "sent":
            await self.cards.refresh_known(place, view, person)
            again = await self.drafts.following(view.row)
            await self.cards.say(place, texts.went_out(view, again, self.cards.clock.now()))
        elif notice.kind == "expiring":
            if view.row.status is Status.DRAFT:
                await self.cards.say(place, texts.expiring(view.row), keyboards.expiring(view))
        elif view.row.status in OPEN:
            await self.cards.renew(place, view, person)

    async def _remove_old(self, view: PostView, place: Place) -> None:
        """Takes an earlier preview of the post away, so that only the present one is there."""
        if old := await self.cards.known(view, place):
            await self.cards.remove(place, [*old.preview_ids, old.card_id])

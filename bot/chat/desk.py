"""The Desk port over Telegram: previews with cards, and news, each in its reader's language."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from aiogram.exceptions import AiogramError
from aiogram.utils.formatting import Text, as_list

from bot.chat import keyboards, texts
from bot.chat.cards import Cards
from bot.chat.direct import DirectMessages
from bot.chat.i18n import RUSSIAN, Catalogs, locale_of
from bot.chat.tip_cards import TipCards
from bot.domain.chain import Entry
from bot.domain.channel import Channel
from bot.domain.desk import Place
from bot.domain.errors import BotError
from bot.domain.outcome import NotSent, Outcome, Refusal, Sent
from bot.domain.people import Person, Right
from bot.domain.post import Post, Status
from bot.services.corrections import Corrections
from bot.services.drafts import Drafts
from bot.services.inbox import SAME
from bot.services.ports import Files, Sender
from bot.services.views import PostView
from bot.store import Store, Transaction
from bot.store.rows import Card, Notice
from bot.telegram.failures import outcome_of, refusal_of

# States in which a post waits for an editor's word.
OPEN = (Status.FAILED, Status.UNCERTAIN, Status.HELD)


# Notices that bring the preview and the card.
SHOWN = ("draft", "review", "lift")


@dataclass(frozen=True, slots=True)
class Preview:
    """Messages that show a post, and why some could not be sent."""

    message_ids: tuple[int, ...]
    refusal: str | None
    lost: bool = False  # Telegram no longer has a file of it


@dataclass(frozen=True, slots=True)
class ChatDesk:
    """Tells editors in their chats with the bot."""

    sender: Sender
    files: Files
    store: Store
    drafts: Drafts
    cards: Cards
    catalogs: Catalogs
    corrections: Corrections
    tips: TipCards
    direct: DirectMessages

    async def tell(self, notice: Notice) -> Outcome:
        """Delivers a notice; what went wrong comes back as an outcome."""
        person = await self.store.run(lambda tx: tx.people.get(notice.chat_id))
        with self.catalogs.speak(locale_of(person)):
            try:
                place = Place(notice.chat_id, notice.thread_id)
                if notice.kind == "owed":
                    return Sent((await self.cards.say(place, await self._owed(notice)),))
                if notice.kind == "aside":
                    return await self._tell_of_aside(notice, place)
                if notice.kind == "direct":
                    with self.catalogs.speak(RUSSIAN):
                        return await self.direct.carry_out(notice)
                if notice.kind == "tip":
                    if place.private and not (person and person.may_anywhere(Right.EDIT)):
                        return NotSent("this person is no longer at the desk")
                    return await self.tips.show(int(notice.text or 0), place)
                if notice.post_id is None:
                    words = texts.stored_error(notice.text or "")
                    said = await self.cards.say(place, Text(words), reply_to=notice.reply_to)
                    return Sent((said,))
                if notice.kind == "expired":
                    return await self._tell_of_expired(notice.post_id, place)
                view = await self.drafts.view(notice.post_id)
                if place.private and not (person and person.may(Right.SEE, view.channel.id)):
                    return NotSent("this person is no longer at the desk")
                if notice.kind in SHOWN:
                    return await self._show(view, place, person)
                if notice.kind == "proposal":
                    return await self._propose(notice, place, person)
                await self._news(notice, view, place, person)
            except BotError as error:  # the post was dropped, or has changed, meanwhile
                return NotSent(str(error))
            except (AiogramError, OSError) as error:
                return outcome_of(error)
            return Sent(())

    async def _owed(self, notice: Notice) -> Text:
        """What an update did, in words."""
        number, since = int(notice.text or 0), notice.created_at - SAME

        async def work(tx: Transaction) -> tuple[list[Entry], list[Channel]]:
            entries = (await tx.audit.of_updates([number])).get(number, [])
            channels = await tx.channels.all(inactive=True)
            return [entry for entry in entries if entry.at >= since], channels

        return texts.owed(*await self.store.run(work))

    async def _tell_of_aside(self, notice: Notice, place: Place) -> Outcome:
        number = int(notice.text or 0)
        raw = await self.store.run(lambda tx: tx.inbox.aside(number))
        if raw is None:  # tried anew meanwhile
            return Sent(())
        words, again = texts.aside(json.loads(raw)), keyboards.aside(number)
        return Sent((await self.cards.say(place, words, again),))

    async def _tell_of_expired(self, post_id: int, place: Place) -> Outcome:
        row = await self.store.run(lambda tx: tx.posts.get(post_id))
        if row is not None and row.status is Status.DELETED:
            keyboard = keyboards.expired(row.id)
            await self.cards.say(place, texts.expired(row), keyboard)
        return Sent(())

    async def _show(self, view: PostView, place: Place, person: Person | None) -> Outcome:
        """Sends the exact post by the code that will publish it, and its card below."""
        await self._remove_old(view, place)
        preview = await self._preview(view.row.post, place)
        if not isinstance(preview, Preview):
            return preview
        missing = await self._lost(view) if preview.lost else None
        note, offer = missing or (preview.refusal, None)
        card_id = await self.cards.send(place, view, person, note, offer)
        edition = 0 if preview.refusal else view.row.edition
        shown = Card(
            view.row.id, place.chat_id, card_id, preview.message_ids, place.thread_id, edition
        )
        await self.store.run(lambda tx: tx.cards.put(shown))
        if view.partner is not None:  # its card offers to join the two as well
            other = await self.drafts.view(view.partner.id)
            await self.cards.refresh_known(place, other, person)
        return Sent((card_id,))

    async def _preview(self, post: Post, place: Place) -> Preview | Outcome:
        """Sends the exact post; an outcome other than refused means: later."""
        message_ids, refusal, lost = list[int](), None, False
        shown = post.with_options(silent=True, protect=False)  # editors copy from it
        for delivery in shown.deliveries():
            there = replace(delivery, thread_id=place.thread_id)
            outcome = await self.sender.send(place.chat_id, there)
            if isinstance(outcome, Sent):
                message_ids.extend(outcome.message_ids)
            elif refusal_of(outcome.reason) is Refusal.FILE_LOST:  # of an album it is Unknown
                refusal, lost = texts.problem(outcome.reason), True
            elif isinstance(outcome, NotSent) and outcome.retry_after is None:
                refusal = texts.problem(outcome.reason)
            else:
                return outcome
        return Preview(tuple(message_ids), refusal, lost)

    async def _propose(self, notice: Notice, place: Place, person: Person | None) -> Outcome:
        """Shows what a published post is to become, and asks what kind of correction it is."""
        user_id = json.loads(notice.text or "{}").get("user", 0)
        proposal = await self.corrections.proposal(notice.post_id or 0, user_id)
        preview = await self._preview(proposal.post, place)
        if not isinstance(preview, Preview):
            return preview
        question = texts.kinds(proposal.view, self.cards.clock.now())
        if preview.refusal is not None:
            question = as_list(question, Text("⚠️ ", preview.refusal))
        reader = person if place.private else None
        keyboard = keyboards.kinds(proposal.view, reader)
        return Sent((await self.cards.say(place, question, keyboard),))

    async def _news(
        self, notice: Notice, view: PostView, place: Place, person: Person | None
    ) -> None:
        if notice.kind == "card" or notice.kind == "changed":
            await self.cards.refresh_known(place, view, person)
        elif notice.kind == "sent":
            again = await self.drafts.following(view.row)
            await self.cards.refresh_known(place, view, person)
            await self.cards.say(place, texts.went_out(view, again, self.cards.clock.now()))
        elif notice.kind == "expiring":
            if view.row.status is Status.DRAFT:
                await self.cards.say(place, texts.expiring(view.row), keyboards.expiring(view))
        elif words := texts.news(notice.kind, view, self.cards.clock.now()):
            await self.cards.refresh_known(place, view, person)
            await self.cards.say(place, words)
        elif notice.kind in ("trouble", "returned") or view.row.status in OPEN:
            lost = refusal_of(view.row.error or "") is Refusal.FILE_LOST
            note, offer = (await self._lost(view) if lost else None) or (None, None)
            await self.cards.renew(place, view, person, note, offer)

    async def _lost(self, view: PostView) -> tuple[str, keyboards.Row] | None:
        """Which files Telegram no longer has, in words, and the buttons to replace them."""
        lost = await self.files.lost(view.raw.media)
        if not lost:
            return None
        return texts.lost_files(view, lost), keyboards.replacements(view, lost)

    async def _remove_old(self, view: PostView, place: Place) -> None:
        """Takes an earlier preview of the post away, so that only the present one is there."""
        if old := await self.cards.known(view, place):
            await self.cards.remove(place, [*old.preview_ids, old.card_id])

"""Stage 1 to 3: messages of an editor become a release, and the release a draft post."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.desk import Place
from bot.domain.errors import BotError, InputError, StateError, mark
from bot.domain.people import Right
from bot.domain.post import EDITABLE, Status
from bot.domain.release import RawRelease
from bot.services.corrections import propose
from bot.services.desks import at_desk, desk_of
from bot.services.joining import PACE, QUIET, SECOND_THOUGHTS, continues, join, wait_for_more
from bot.services.leases import require_hold
from bot.services.making import add_draft, rewrite
from bot.services.notices import said
from bot.services.owed import ASIDE
from bot.services.ownership import may_change
from bot.services.ports import Clock, Wake
from bot.store import Store, StoreError, Transaction
from bot.store.answering import answering
from bot.store.rows import Bundle, Piece

log = logging.getLogger(__name__)

UNREADABLE = mark(
    "⚠️ I could not make a draft of what {name} sent. It is kept; the server's log says why."
)


@dataclass(frozen=True, slots=True)
class Intake:
    """Gathers the messages of a release and makes a draft of them."""

    store: Store
    clock: Clock
    wake: Wake

    async def accept(
        self, piece: Piece, place: Place, user_id: int, edits: tuple[int, int] | None = None
    ) -> None:
        """Takes one message. The draft, or the reason why there is none, follows as a notice.

        `edits` names the post whose text the message replaces, and the edition that was shown.
        """
        with answering(None):  # a piece is known by its update, so its handler may run again
            await self.store.run(lambda tx: self.take(tx, piece, place, user_id, edits))
        self.ring()

    def ring(self) -> None:
        """Has what was taken looked at."""
        self.wake.bundles.set()

    async def take(
        self,
        tx: Transaction,
        piece: Piece,
        place: Place,
        user_id: int,
        edits: tuple[int, int] | None,
    ) -> None:
        """The same inside a transaction; who began it rings when it is over."""
        if await tx.bundles.known(piece.update_id):
            return
        now = self.clock.now()
        if piece.media_group_id:
            bundle = await tx.bundles.of_album(place.chat_id, user_id, piece.media_group_id)
        else:
            bundle = await tx.bundles.latest(place.chat_id, user_id)
        if (
            bundle is not None
            and continues(earlier := await tx.bundles.pieces(bundle.id), piece)
            and await self._still_open(tx, bundle, piece.sent_at - earlier[-1].sent_at, now)
        ):
            await tx.bundles.add(bundle.id, piece)
            await tx.bundles.reopen(bundle.id, now + QUIET)
            return
        wait = wait_for_more(piece)
        begun = await tx.bundles.begin(place, user_id, now + wait, edits)
        await tx.bundles.add(begun.id, piece)
        if not wait:
            await self._close(tx, begun, now)

    async def close_ripe(self) -> datetime | None:
        """Closes every bundle whose quiet time is over; returns when the next one is due (UTC)."""

        async def look(tx: Transaction) -> tuple[list[Bundle], datetime | None]:
            return await tx.bundles.ripe(self.clock.now()), await tx.bundles.next_close()

        ripe, upcoming = await self.store.run(look)
        if not ripe:
            return upcoming
        for bundle in ripe:
            try:
                await self._close_one(bundle)
            except StoreError:
                raise
            except Exception:  # one bad release must not keep the others back
                log.exception("bundle %d can't be read", bundle.id)
                await self._give_up(bundle)
        return await self.store.run(lambda tx: tx.bundles.next_close())

    async def _close_one(self, bundle: Bundle) -> None:
        await self.store.run(lambda tx: self._close(tx, bundle, self.clock.now()))

    async def _give_up(self, bundle: Bundle) -> None:
        async def work(tx: Transaction) -> None:
            now = self.clock.now()
            await tx.bundles.close(bundle.id, bundle.post_id, now)
            await tx.notices.add("text", place_of(bundle), now, text=said(InputError(ASIDE)))
            sender = await tx.people.get(bundle.user_id)
            news = said(InputError(UNREADABLE, name=sender.name if sender else bundle.user_id))
            for owner in await tx.people.owners():
                await tx.notices.add("text", Place(owner.user_id), now, text=news)

        await self.store.run(work)

    async def _still_open(
        self, tx: Transaction, bundle: Bundle, apart: timedelta, now: datetime
    ) -> bool:
        """Whether more may join it; `apart` is the time since its last message, by Telegram.

        What was sent at once but came late, after a crash between the two, joins a post that
        nobody has touched meanwhile.
        """
        if bundle.closed_at is None:
            return True
        if bundle.post_id is None:
            return False
        post = await tx.posts.get(bundle.post_id)
        if post is None or post.status not in EDITABLE:
            return False
        untouched = post.status is Status.DRAFT and post.touched_at <= bundle.closed_at
        return now - bundle.closed_at <= SECOND_THOUGHTS or (untouched and apart <= PACE)

    async def _close(self, tx: Transaction, bundle: Bundle, now: datetime) -> None:
        sender = await tx.people.get(bundle.user_id)
        if sender is None or not sender.role.at_the_desk:  # removed meanwhile: told nothing
            await tx.bundles.close(bundle.id, bundle.post_id, now)
            return
        pieces = await tx.bundles.pieces(bundle.id)
        text, media, found = join(pieces)
        link = await tx.documents.link([piece.update_id for piece in pieces])
        raw = RawRelease(text, media, bundle.user_id, now, found, link)
        made, drafted = bundle.post_id, True
        try:
            if made is None and bundle.edits_post_id is None:
                made = await add_draft(tx, raw, now, await at_desk(tx, place_of(bundle)))
                await self._tell_desks(tx, made, place_of(bundle), now)
            else:
                # What a bundle itself has made is no obstacle to its own continuation.
                edition = bundle.edits_edition if made is None else None
                made = made or bundle.edits_post_id or 0
                drafted = await self._replace(tx, bundle, made, edition, raw, now)
        except BotError as error:
            made = bundle.post_id
            source = pieces[0].message_id
            await tx.notices.add("text", place_of(bundle), now, text=said(error), reply_to=source)
        else:
            if drafted:
                await tx.notices.add("draft", place_of(bundle), now, post_id=made)
        await tx.bundles.close(bundle.id, made, now)

    async def _tell_desks(
        self, tx: Transaction, story_id: int, place: Place, now: datetime
    ) -> None:
        """A new story is shown in the groups of its channels too."""
        for row in await tx.posts.of_story(story_id):
            desk = desk_of(await tx.channels.get(row.channel_id))
            if desk is not None and desk != place:
                await tx.notices.add("draft", desk, now, post_id=row.id)

    async def _replace(
        self,
        tx: Transaction,
        bundle: Bundle,
        post_id: int,
        edition: int | None,
        raw: RawRelease,
        now: datetime,
    ) -> bool:
        """Gives a post another text; False for one that is out: that is proposed only."""
        row = await tx.posts.get(post_id)
        if row is None or row.status is Status.DELETED:
            raise StateError("There is no post № {number}.", number=post_id)
        if edition is not None:
            require_hold(row, edition, raw.sender_id, now)
        sender = await tx.people.get(raw.sender_id)
        if sender is None or not sender.may(Right.SEE, row.channel_id):
            raise InputError("There is no post № {number}.", number=post_id)
        if not may_change(sender, row):
            raise InputError("You may not do this with № {number}.", number=post_id)
        before, wishes, _ = await tx.posts.release(row.release_id)
        raw = replace(
            raw,
            media=raw.media or before.media,
            found=raw.found or before.found,
            link=raw.link or before.link,
        )
        if row.status is Status.SENT:
            if raw.text:
                wishes = wishes.for_another_text()
            else:
                raw = replace(raw, text=before.text)  # only another photo
            await propose(tx, row, raw, wishes, place_of(bundle), now)
            return False
        # What was wished of the old text has no meaning for the new one; its look has.
        await rewrite(tx, row, raw, wishes.for_another_text(), now, raw.sender_id)
        return True


def place_of(bundle: Bundle) -> Place:
    """Where the messages of a bundle came from, and the answer goes to."""
    return Place(bundle.chat_id, bundle.thread_id)

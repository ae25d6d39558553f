"""Stage 1 to 3: messages of an editor become a release, and the release a draft post."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.errors import BotError, InputError, StateError
from bot.domain.post import Status
from bot.domain.release import RawRelease, Release, Wishes
from bot.parsing import parse
from bot.rendering import render
from bot.services.inbox import ASIDE
from bot.services.joining import QUIET, SECOND_THOUGHTS, continues, join, wait_for_more
from bot.services.notices import said
from bot.services.ports import Clock, Wake
from bot.store import Store, StoreError, Transaction
from bot.store.rows import Bundle, Piece, PostRow

log = logging.getLogger(__name__)

# States in which what a post says may still change.
EDITABLE = (Status.DRAFT, Status.QUEUED, Status.HELD, Status.FAILED)

TITLE = 64


def title_of(release: Release) -> str:
    """The first words of a release, for lists."""
    text = release.headline or release.lead
    words = " ".join(text.text.split()) if text else ""
    return words if len(words) <= TITLE else words[: TITLE - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Intake:
    """Gathers the messages of a release and makes a draft of them."""

    store: Store
    clock: Clock
    wake: Wake

    async def accept(
        self, piece: Piece, chat_id: int, user_id: int, edits: tuple[int, int] | None = None
    ) -> None:
        """Takes one message. The draft, or the reason why there is none, follows as a notice.

        `edits` names the post whose text the message replaces, and the version that was shown.
        """

        async def work(tx: Transaction) -> bool:
            if await tx.bundles.known(piece.update_id):
                return True
            now = self.clock.now()
            bundle = await tx.bundles.latest(chat_id, user_id)
            if (
                bundle is not None
                and await self._still_open(tx, bundle, now)
                and continues(await tx.bundles.pieces(bundle.id), piece)
            ):
                await tx.bundles.add(bundle.id, piece)
                await tx.bundles.reopen(bundle.id, now + QUIET)
                return False
            wait = wait_for_more(piece)
            begun = await tx.bundles.begin(chat_id, user_id, now + wait, edits)
            await tx.bundles.add(begun.id, piece)
            if wait:
                return False
            await self._close(tx, begun, now)
            return True

        closed = await self.store.run(work)
        (self.wake.notices if closed else self.wake.bundles).set()

    async def close_ripe(self) -> datetime | None:
        """Closes every bundle whose quiet time is over; returns when the next one is due (UTC)."""
        for bundle in await self.store.run(lambda tx: tx.bundles.ripe(self.clock.now())):
            try:
                await self._close_one(bundle)
            except StoreError:
                raise
            except Exception:  # one bad release must not keep the others back
                log.exception("bundle %d can't be read", bundle.id)
                await self._give_up(bundle)
        self.wake.notices.set()
        return await self.store.run(lambda tx: tx.bundles.next_close())

    async def _close_one(self, bundle: Bundle) -> None:
        await self.store.run(lambda tx: self._close(tx, bundle, self.clock.now()))

    async def _give_up(self, bundle: Bundle) -> None:
        async def work(tx: Transaction) -> None:
            now = self.clock.now()
            await tx.bundles.close(bundle.id, bundle.post_id, now)
            await tx.notices.add("text", bundle.chat_id, now, text=said(InputError(ASIDE)))

        await self.store.run(work)

    async def _still_open(self, tx: Transaction, bundle: Bundle, now: datetime) -> bool:
        if bundle.closed_at is None:
            return True
        if now - bundle.closed_at > SECOND_THOUGHTS or bundle.post_id is None:
            return False
        post = await tx.posts.get(bundle.post_id)
        return post is not None and post.status in EDITABLE

    async def _close(self, tx: Transaction, bundle: Bundle, now: datetime) -> None:
        text, media = join(await tx.bundles.pieces(bundle.id))
        raw = RawRelease(text, media, bundle.user_id, now)
        made = bundle.post_id
        try:
            if made is None and bundle.edits_post_id is None:
                made = await self._draft(tx, raw, now)
            else:
                # What a bundle itself has made is no obstacle to its own continuation.
                version = bundle.edits_version if made is None else None
                made = made or bundle.edits_post_id or 0
                await self._replace(tx, made, version, raw, now)
        except BotError as error:
            made = bundle.post_id
            await tx.notices.add("text", bundle.chat_id, now, text=said(error))
        else:
            await tx.notices.add("draft", bundle.chat_id, now, post_id=made)
        await tx.bundles.close(bundle.id, made, now)

    async def _draft(self, tx: Transaction, raw: RawRelease, now: datetime) -> int:
        channel = await tx.channels.current()
        wishes = Wishes()
        parsed = parse(raw, wishes, channel.zone)
        post = render(parsed, channel.style)
        release_id = await tx.posts.add_release(raw, wishes, parsed, now)
        post_id = await tx.posts.add(
            channel.id, release_id, raw.sender_id, post, title_of(parsed), parsed.warnings, now
        )
        await tx.audit.add(now, raw.sender_id, "draft", post_id=post_id, after=raw.text.text)
        return post_id

    async def _replace(
        self, tx: Transaction, post_id: int, version: int | None, raw: RawRelease, now: datetime
    ) -> None:
        row = await tx.posts.get(post_id)
        if row is None or row.status is Status.DELETED:
            raise StateError("There is no post № {number}.", number=post_id)
        if version is not None and row.version != version:
            raise StateError(
                "Post № {number} has changed since, your text was not taken. See /post {number}",
                number=post_id,
            )
        before, _, _ = await tx.posts.release(row.release_id)
        if not raw.media:
            raw = replace(raw, media=before.media)
        await rewrite(tx, row, raw, Wishes(), now, raw.sender_id)


async def rewrite(
    tx: Transaction, row: PostRow, raw: RawRelease, wishes: Wishes, now: datetime, actor_id: int
) -> PostRow:
    """Gives a post new content. Raises StateError if it is out or on its way already."""
    channel = await tx.channels.get(row.channel_id)
    parsed = parse(raw, wishes, channel.zone)
    post = replace(render(parsed, channel.style), options=row.post.options)
    release_id = await tx.posts.add_release(raw, wishes, parsed, now)
    values: dict[str, Any] = {
        "release_id": release_id,
        "post": post,
        "title": title_of(parsed),
        "cautions": parsed.warnings,
        "confirmed": (),
    }
    if parsed.warnings and row.status is Status.QUEUED:
        # What needs an editor's consent must not go out on the consent to another text.
        values |= {"status": Status.DRAFT, "due_at": None}
    changed = None
    if row.next_part == 0:
        changed = await tx.posts.change(row.id, allowed=EDITABLE, version=row.version, **values)
    if changed is None:
        raise StateError("Post № {number} can't be changed any more.", number=row.id)
    await tx.audit.add(now, actor_id, "edit", post_id=row.id, before=str(row.version))
    return changed

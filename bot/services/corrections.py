"""Corrections of what is published: proposed, shown, and made in every copy at once."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.correction import Correction, CorrectionKind, correction
from bot.domain.desk import Place
from bot.domain.errors import StateError, mark
from bot.domain.people import Right
from bot.domain.post import EDITABLE, ON_THE_WAY, Post, Status
from bot.domain.release import RawRelease, Wishes
from bot.services.making import rewrite_one
from bot.services.ports import Clock, Wake
from bot.services.revising import redraw, revise
from bot.services.views import PostView, find, view
from bot.store import Store, Transaction
from bot.store.rows import PostRow

CHANGED = mark("Post № {number} has changed since, your text was not taken. See /post {number}")


def _key(post_id: int, user_id: int) -> str:
    return f"correction:{post_id}:{user_id}"


async def propose(
    tx: Transaction, row: PostRow, raw: RawRelease, wishes: Wishes, place: Place, now: datetime
) -> None:
    """Keeps what a published post is to say, until its sender (`raw`) says what kind of change
    it is; the question follows as a notice.

    Raises InputError where some copy that is out can't become it.
    """
    made, _ = await redraw(tx, row, raw, wishes, now)
    for copy in await copies_of(tx, row, raw.sender_id):
        if copy.status is Status.SENT and copy.id != row.id:
            theirs = await _for_copy(tx, copy, wishes)
            await redraw(tx, copy, raw, theirs, now)
    release_id = await tx.posts.add_release(raw, wishes, made.parsed, now)
    kept = {"release": release_id, "edition": row.edition}
    await tx.dialogs.put(_key(row.id, raw.sender_id), "proposed", json.dumps(kept))
    about = json.dumps({"user": raw.sender_id})
    await tx.notices.add("proposal", place, now, post_id=row.id, text=about)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A post as it is, and as it is to be."""

    view: PostView
    post: Post


@dataclass(frozen=True, slots=True)
class Corrections:
    """Changes published posts, in every channel where their story is out."""

    store: Store
    clock: Clock
    wake: Wake

    async def headline(
        self, post_id: int, edition: int, words: str | None, actor_id: int, place: Place
    ) -> None:
        """Proposes another headline; None: the one of the release.

        Raises InputError or StateError where the post can't have it.
        """

        async def work(tx: Transaction) -> None:
            row = await find(tx, post_id)
            if row.edition != edition or row.status is not Status.SENT:
                raise StateError(CHANGED, number=post_id)
            raw, wishes, _ = await tx.posts.release(row.release_id)
            wishes = replace(wishes, headline=words, normal_case=False)
            raw = replace(raw, sender_id=actor_id)
            await propose(tx, row, raw, wishes, place, self.clock.now())

        await self.store.run(work)

    async def proposal(self, post_id: int, user_id: int) -> Proposal:
        """What the person proposed. Raises StateError if there is nothing any more."""

        async def work(tx: Transaction) -> Proposal:
            row, now = await find(tx, post_id), self.clock.now()
            raw, wishes = await proposed(tx, row, user_id)
            made, _ = await redraw(tx, row, raw, wishes, now)
            shown = replace(row, cautions=made.cautions)
            return Proposal(replace(await view(tx, row, now), row=shown), made.post)

        return await self.store.run(work)

    async def apply(
        self,
        post_id: int,
        actor_id: int,
        kind: CorrectionKind,
        text: str = "",
        *,
        version: int | None = None,
    ) -> PostView:
        """Makes the correction that the person proposed, in every copy of the story.

        What is out is edited in its channel, what is not yet gets the new text. Raises InputError
        where Telegram could not show it, before anything is changed; StateError if the post has
        changed since it was proposed.
        """

        async def work(tx: Transaction) -> PostView:
            row, now = await find(tx, post_id, version), self.clock.now()
            raw, wishes = await proposed(tx, row, actor_id)
            made = correction(kind, text, now)
            for copy in await copies_of(tx, row, actor_id):
                theirs = wishes if copy.id == row.id else await _for_copy(tx, copy, wishes)
                if copy.status is Status.SENT:
                    await _correct(tx, copy, raw, theirs, made, actor_id, now)
                elif copy.status in EDITABLE:
                    kept = copy.confirmed
                    waits = await rewrite_one(tx, copy, raw, theirs, now, actor_id, kept)
                    if waits and waits.status is not copy.status:  # out of the queue, to be asked
                        await tx.notices.add("draft", Place(actor_id), now, post_id=copy.id)
            await tx.dialogs.put(_key(row.id, actor_id), None, "{}")
            return await view(tx, await find(tx, post_id), now)

        seen = await self.store.run(work)
        self.wake.errands.set()
        return seen


async def copies_of(tx: Transaction, row: PostRow, actor_id: int) -> list[PostRow]:
    """The copies of a story, for somebody who changes all that are out.

    Raises StateError while one is on its way to its channel, and where one is out in a channel in
    which the person may not do this.
    """
    copies = await tx.posts.of_story(row.story_id)
    going = (*ON_THE_WAY, Status.QUEUED)
    if any(c.status in ON_THE_WAY or (c.next_part and c.status in going) for c in copies):
        raise StateError("№ {number} is still on its way to a channel. Try again in a minute.",
                         number=row.id)  # fmt: skip
    person = await tx.people.get(actor_id)
    for copy in copies:
        if copy.status is Status.SENT and not (
            person and person.may(Right.CORRECT, copy.channel_id)
        ):
            raise StateError(
                "The post is out in {channel} too, where you may not change it.",
                channel=(await tx.channels.get(copy.channel_id)).title,
            )
    return copies


async def _for_copy(tx: Transaction, copy: PostRow, wishes: Wishes) -> Wishes:
    """What was wished of the text, with the look and the history of the copy itself."""
    _, own, _ = await tx.posts.release(copy.release_id)
    return replace(
        own,
        keep=wishes.keep,
        headline=wishes.headline,
        rubric=wishes.rubric,
        normal_case=wishes.normal_case,
    )


async def proposed(tx: Transaction, row: PostRow, user_id: int) -> tuple[RawRelease, Wishes]:
    """What a person proposed for a post. Raises StateError if there is nothing any more."""
    state, data = await tx.dialogs.get(_key(row.id, user_id))
    kept = json.loads(data)
    if state is None or row.status is not Status.SENT:
        raise StateError("There is nothing to be corrected: press «Correct» on the card of "
                         "№ {number}.", number=row.id)  # fmt: skip
    if kept["edition"] != row.edition:
        raise StateError(CHANGED, number=row.id)
    raw, wishes, _ = await tx.posts.release(kept["release"])
    return raw, wishes


async def _correct(
    tx: Transaction,
    row: PostRow,
    raw: RawRelease,
    wishes: Wishes,
    made: Correction,
    actor_id: int,
    now: datetime,
) -> None:
    told = replace(wishes, corrections=(*wishes.corrections, made))
    changed = await revise(tx, row, raw, told, actor_id, now)
    await tx.corrections.add(row.id, made, actor_id)
    await tx.audit.add(
        now, actor_id, "correct", channel_id=row.channel_id, post_id=row.id,
        before=str(row.edition), after=f"{changed.edition} {made.kind} {made.text}".strip(),
    )  # fmt: skip

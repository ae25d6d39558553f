"""Who has to say yes to a post before it goes out, and whether somebody did.

An approval is bound to the fingerprint of exactly what was shown, so any later change voids it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from bot.domain.channel import Channel
from bot.domain.desk import Place
from bot.domain.errors import InputError, StateError
from bot.domain.people import Person, Right, Role
from bot.domain.post import EDITABLE, Post, Status
from bot.services.showing import refresh_cards
from bot.store import Transaction
from bot.store.rows import PostRow

Word = Literal["free", "approves", "asks"]

VOID: dict[str, Any] = {"approved": None, "approved_by": None}
NO_WISH: dict[str, Any] = {"wanted": None, "wanted_at": None}


async def needs_approval(tx: Transaction, row: PostRow, channel: Channel) -> bool:
    """Whether the post goes out on no single person's word: by the maker's role at this time."""
    if channel.rules.four_eyes:
        return True
    maker = await tx.people.get(row.editor_id)
    return maker is not None and maker.role_in(channel.id) is Role.AUTHOR


def barred(row: PostRow, channel: Channel) -> frozenset[int]:
    """Whose word does not count, for the words of the post are theirs."""
    return frozenset({row.editor_id, row.changed_by}) if channel.rules.four_eyes else frozenset()


def may_approve(person: Person, row: PostRow, channel: Channel) -> bool:
    """Whether the person's yes counts for this post."""
    return person.may(Right.APPROVE, channel.id) and person.user_id not in barred(row, channel)


async def lacks_approval(tx: Transaction, row: PostRow, channel: Channel) -> bool:
    """Whether the post as it is now waits for somebody's yes."""
    if not await needs_approval(tx, row, channel):
        return False
    given = row.approved_by is not None and row.approved_by not in barred(row, channel)
    return not (given and row.approved == row.post.fingerprint())


async def word_of(tx: Transaction, row: PostRow, channel: Channel, actor_id: int) -> Word:
    """What it means that the person gives the post a time: nothing more is needed, the time is a
    yes, or it is a wish.

    A yes is only to what the person was shown, or the desk's group.
    """
    actor = await tx.people.get(actor_id)
    if row.next_part != 0:  # a part is out: what it says was settled then
        return "free"
    if actor is None or not actor.may(Right.PUBLISH, channel.id):
        return "asks"
    if not await lacks_approval(tx, row, channel):
        return "free"
    if may_approve(actor, row, channel) and await _has_seen(tx, row, actor_id):
        return "approves"
    return "asks"


async def require_say(tx: Transaction, row: PostRow, channel: Channel, actor_id: int) -> None:
    """Raises InputError for somebody whose word on the post does not count."""
    actor = await tx.people.get(actor_id)
    if actor is None or not may_approve(actor, row, channel):
        raise InputError("Somebody else has to decide on № {number}.", number=row.id)


async def submit(
    tx: Transaction,
    row: PostRow,
    channel: Channel,
    actor_id: int,
    now: datetime,
    wanted: str,
    wanted_at: datetime | None = None,
) -> PostRow:
    """Has those who may approve asked, with what is wanted: queue, now, or at a time.

    Raises InputError if there is nobody to ask, StateError if the post has moved on.
    """
    if not await approvers(tx, row, channel):
        raise InputError("Nobody else here may approve № {number}. See /editors", number=row.id)
    asked = await _send_to_review(tx, row, now, wanted, wanted_at)
    if asked is None:
        raise StateError("Post № {number} is out or on its way already.", number=row.id)
    await tx.editions.note(asked, "submitted", actor_id, now)
    await tx.audit.add(
        now, actor_id, "submit", channel_id=channel.id, post_id=row.id,
        after=f"{wanted} {wanted_at or ''}".rstrip(),
    )  # fmt: skip
    await _ask(tx, asked, channel, now, actor_id)
    return asked


async def hold_back(tx: Transaction, row: PostRow, channel: Channel, now: datetime) -> None:
    """The last lock: what nobody approved does not go out, whatever gave it its time."""
    asked = await _send_to_review(tx, row, now, "at", row.due_at)
    if asked is not None:
        await tx.audit.add(
            now, 0, "not_approved", channel_id=channel.id, post_id=row.id, before=str(row.due_at)
        )
        await _ask(tx, asked, channel, now, 0)
        await tx.notices.add("voided", Place(row.editor_id), now, post_id=row.id)


async def approve(tx: Transaction, row: PostRow, actor_id: int, now: datetime) -> None:
    """Notes the yes to a post that has just got its time, and tells its maker."""
    await tx.editions.note(row, "approved", actor_id, now)
    await tx.audit.add(
        now, actor_id, "approve", channel_id=row.channel_id, post_id=row.id,
        after=row.approved,
    )  # fmt: skip
    if row.editor_id != actor_id:
        await tx.notices.add("approved", Place(row.editor_id), now, post_id=row.id)
    await refresh_cards(tx, row.id, now, but=(actor_id, row.editor_id))


async def approvers(tx: Transaction, row: PostRow, channel: Channel) -> list[Place]:
    """Where those read who may approve the post: in the desk's group, or each in person."""
    desk = await tx.people.at_the_desk(channel.id)
    people = [person for person in desk if may_approve(person, row, channel)]
    if people and channel.rules.desk_chat_id is not None:
        return [Place(channel.rules.desk_chat_id, channel.rules.desk_thread_id)]
    return [Place(person.user_id) for person in people]


async def after_change(
    tx: Transaction, row: PostRow, channel: Channel, post: Post
) -> dict[str, Any]:
    """What of a post's state falls with its old content, now that it is to be `post`."""
    if row.status is Status.REVIEW:
        return {"status": Status.DRAFT, **NO_WISH, **VOID}
    if row.approved is not None and row.approved == post.fingerprint():
        return {"changed_by": row.changed_by}  # it says the same: the yes and its reasons stand
    needed = row.status is Status.QUEUED and await needs_approval(tx, row, channel)
    return {"status": Status.DRAFT, "due_at": None, **VOID} if needed else VOID


async def tell_voided(tx: Transaction, before: PostRow, after: PostRow, now: datetime) -> None:
    """Tells maker and approver that a queued post has lost its approval and its place."""
    if before.approved_by is not None and before.status != after.status:
        for person in {before.editor_id, before.approved_by}:
            await tx.notices.add("voided", Place(person), now, post_id=after.id)
    await refresh_cards(tx, after.id, now, but=(after.changed_by,))


async def _has_seen(tx: Transaction, row: PostRow, actor_id: int) -> bool:
    return any(
        card.edition == row.edition and (card.chat_id == actor_id or card.chat_id < 0)
        for card in await tx.cards.of_post(row.id)
    )


async def _send_to_review(
    tx: Transaction, row: PostRow, now: datetime, wanted: str, wanted_at: datetime | None
) -> PostRow | None:
    return await tx.posts.change(
        row.id,
        allowed=EDITABLE,
        version=row.version,
        renew=True,
        status=Status.REVIEW,
        wanted=wanted,
        wanted_at=wanted_at,
        due_at=None,
        not_before=None,
        touched_at=now,
        **VOID,
    )


async def _ask(
    tx: Transaction, row: PostRow, channel: Channel, now: datetime, actor_id: int
) -> None:
    places = await approvers(tx, row, channel)
    for place in places:
        await tx.notices.add("review", place, now, post_id=row.id)
    shown_anew = (place.chat_id for place in places)
    await refresh_cards(tx, row.id, now, but=(actor_id, *shown_anew))

"""Stages 1 to 3 in one step: what arrived is read, and drawn as its editor and channel wish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain import limits
from bot.domain.channel import Channel
from bot.domain.errors import InputError, StateError
from bot.domain.people import Right
from bot.domain.post import EDITABLE, Post, Status
from bot.domain.release import Caution, Cut, RawRelease, Release, Wishes
from bot.parsing import parse
from bot.parsing.likeness import Sketch, sketch
from bot.rendering import Notes, render, unshown, withdrawn
from bot.services.approving import after_change, tell_voided
from bot.services.before import Change, remember
from bot.services.cautions import still_confirmed
from bot.services.channels import at_desk_of, chosen_channels
from bot.services.repeats import near_duplicate
from bot.store import Transaction
from bot.store.rows import PostRow

TITLE = 64


@dataclass(frozen=True, slots=True)
class Made:
    """What a release became."""

    parsed: Release
    post: Post
    sketch: Sketch
    cautions: tuple[Caution, ...]

    @property
    def title(self) -> str:
        """The first words, for lists."""
        text = self.parsed.headline or self.parsed.lead
        words = " ".join(text.text.split()) if text else ""
        return words if len(words) <= TITLE else words[: TITLE - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Out:
    """A version that readers have, and since when (UTC) the post is in the channel."""

    post: Post
    since: datetime


async def make(
    tx: Transaction,
    channel: Channel,
    raw: RawRelease,
    wishes: Wishes,
    now: datetime,
    row: PostRow | None = None,
    *,
    story_id: int | None = None,
) -> Made:
    """Reads the release, draws the post and compares it with the channel's others.

    `row` is the post as it was before, if it was; `story_id` the story that it is to tell, which
    it never repeats. Raises InputError where there is nothing, or
    too much, to read.
    """
    if len(raw.text.text) > limits.RELEASE:
        raise InputError(
            "The release is longer than {limit} characters; send it in parts.",
            limit=limits.RELEASE,
        )
    out = Out(row.post, row.sent_at) if row and row.sent_at else None
    parsed, post = draw(channel, parse(raw, wishes, channel.zone), wishes, out)
    _check(post)
    known = sketch(parsed)
    story_id = row.story_id if row else story_id
    repeats = await near_duplicate(tx, channel.id, known, now, row.id if row else None, story_id)
    return Made(parsed, post, known, (*_to_confirm(parsed), *repeats))


def _to_confirm(parsed: Release) -> list[Caution]:
    """What an editor has to confirm; an embargo that says when it ends is a lock instead."""
    locked = until(parsed) is not None
    return [caution for caution in parsed.warnings if not (locked and caution.code == "embargo")]


def _check(post: Post) -> None:
    """Raises InputError for wishes that Telegram can't fulfil."""
    if post.buttons and post.carrier is None:
        raise InputError(
            "Buttons can't stand under an album alone. Add a text, or send one photo."
        )
    if post.options.comment and len(post.options.comment.text) > limits.TEXT:
        raise InputError("A comment has at most {limit} characters.", limit=limits.TEXT)


def draw(
    channel: Channel, parsed: Release, wishes: Wishes, out: Out | None = None
) -> tuple[Release, Post]:
    """The post as the channel's style and the editor's wishes for this one have it.

    With the release, among whose cuts is then what this style leaves out. `out` is the version
    that readers have now: a withdrawn post keeps its messages.
    """
    style = wishes.look.over(channel.style)
    left = [Cut(text, "style") for text in unshown(parsed, style) if text not in wishes.keep]
    cuts = tuple(cut for cut in parsed.cuts if cut.reason != "style")
    parsed = replace(parsed, cuts=(*cuts, *left))
    look = wishes.look
    notes = Notes(wishes.corrections, wishes.sequel, channel.zone, out.since if out else None)
    post = render(parsed, style, look.buttons, notes)
    if notes.withdrawal:
        post = withdrawn(out.post if out else post, notes.withdrawal, style)
    return parsed, post.with_options(
        silent=look.silent,
        protect=look.protect,
        pin=look.pin,
        delete_after=look.delete_after,
        comment=look.comment,
    )


async def draw_anew(tx: Transaction, row: PostRow, now: datetime) -> None:
    """Gives a draft the look that its channel has now."""
    raw, wishes, before = await tx.posts.release(row.release_id)
    parsed, post = draw(await tx.channels.get(row.channel_id), before, wishes)
    if (parsed, post) == (before, row.post):
        return
    release_id = await tx.posts.add_release(raw, wishes, parsed, now)
    values: dict[str, Any] = {"release_id": release_id, "post": post}
    changed = await tx.posts.change(row.id, allowed=(Status.DRAFT,), version=row.version, **values)
    if changed is not None:
        await tx.editions.keep(changed, row.changed_by, now)


async def drawn_urgent(
    tx: Transaction, row: PostRow, channel: Channel, now: datetime, *, urgent: bool
) -> dict[str, Any]:
    """The post with or without the sign of an urgent one, as values of `tx.posts.change`."""
    raw, wishes, before = await tx.posts.release(row.release_id)
    wishes = replace(wishes, look=replace(wishes.look, urgent=urgent))
    parsed, post = draw(channel, before, wishes)
    if post == row.post:
        return {}
    return {"release_id": await tx.posts.add_release(raw, wishes, parsed, now), "post": post}


async def add_draft(
    tx: Transaction, raw: RawRelease, now: datetime, desk: Sequence[Channel] = ()
) -> int:
    """Makes a draft of a new release in each channel that its sender chose, of those whose desk
    it was handed in at.

    Returns the number of the first. Raises InputError if the sender has no channel.
    """
    sender = await tx.people.get(raw.sender_id)
    if sender is None:
        raise InputError("You have no channel here. Ask the owner for an invite.")
    if desk:
        sender = at_desk_of(sender, desk)
    story_id = None
    for channel in await chosen_channels(tx, sender, Right.DRAFT):
        story_id = (await add_copy(tx, channel, raw, Wishes(), now, story_id)).story_id
    return story_id or 0


async def add_copy(
    tx: Transaction,
    channel: Channel,
    raw: RawRelease,
    wishes: Wishes,
    now: datetime,
    story_id: int | None = None,
    *,
    actor_id: int | None = None,
    logged: str | None = None,
) -> PostRow:
    """Adds the release as a draft of one channel, to a story that is told elsewhere too if named.

    `actor_id` is who does it, where that is not the sender of the release. `logged` is what the
    log keeps for ever, where that must not be the text.
    Raises InputError where there is nothing, or too much, to read.
    """
    made = await make(tx, channel, raw, wishes, now, story_id=story_id)
    release_id = await tx.posts.add_release(raw, wishes, made.parsed, now)
    row = await tx.posts.add(
        channel.id,
        release_id,
        raw.sender_id,
        made.post,
        made.title,
        made.cautions,
        now,
        embargo_until=until(made.parsed),
        story_id=story_id,
    )
    actor_id = actor_id or raw.sender_id
    await tx.editions.keep(row, actor_id, now)
    await tx.sketches.put(row.id, made.sketch)
    await tx.audit.add(
        now,
        actor_id,
        "draft",
        channel_id=channel.id,
        post_id=row.id,
        after=raw.text.text if logged is None else logged,
    )
    return row


async def rewrite(
    tx: Transaction,
    row: PostRow,
    raw: RawRelease,
    wishes: Wishes,
    now: datetime,
    actor_id: int,
    *,
    confirmed: tuple[Caution, ...] | None = None,
    also: tuple[Change, ...] = (),
) -> PostRow:
    """Gives a post and the copies of its story new content; returns the post as it is then.

    Copies that are out, or on their way, stay as they are. `confirmed` are the consents that stay
    good where the same has to be confirmed again; None for another text, to which nobody has
    consented yet. `also`: other posts that the same act changed. Raises StateError if the post
    itself is out or on its way already.
    """
    changed = await rewrite_one(tx, row, raw, wishes, now, actor_id, confirmed or ())
    if changed is None:
        raise StateError("Post № {number} can't be changed any more.", number=row.id)
    for copy in await tx.posts.of_story(row.story_id):
        if copy.id != row.id and copy.status in EDITABLE:
            kept = () if confirmed is None else copy.confirmed
            new = await rewrite_one(tx, copy, raw, wishes, now, actor_id, kept)
            also += ((copy, new),) if new else ()
    await remember(tx, actor_id, "edit", "edit", row, changed, now, also)
    return changed


async def rewrite_one(
    tx: Transaction,
    row: PostRow,
    raw: RawRelease,
    wishes: Wishes,
    now: datetime,
    actor_id: int,
    confirmed: tuple[Caution, ...],
) -> PostRow | None:
    """Gives one post new content; None if it is out, on its way, or has changed meanwhile."""
    if row.next_part != 0:
        return None
    channel = await tx.channels.get(row.channel_id)
    made = await make(tx, channel, raw, wishes, now, row)
    _, _, before = await tx.posts.release(row.release_id)
    release_id = await tx.posts.add_release(raw, wishes, made.parsed, now)
    kept = still_confirmed(made.cautions, confirmed)
    values: dict[str, Any] = {
        "release_id": release_id,
        "post": made.post,
        "title": made.title,
        "cautions": made.cautions,
        "confirmed": kept,
        "changed_by": actor_id,
        "touched_at": now,
        "embargo_until": (lock := lock_of(row, before, made.parsed)),
        **await after_change(tx, row, channel, made.post),
    }
    due = row.due_at if row.status is Status.QUEUED else None
    if due is not None and (len(kept) < len(made.cautions) or (lock is not None and due < lock)):
        # What needs an editor's consent must not go out on the consent to another text.
        values |= {"status": Status.DRAFT, "due_at": None}
    changed = await tx.posts.change(row.id, allowed=EDITABLE, version=row.version, **values)
    if changed is None:
        return None
    await tx.editions.keep(changed, actor_id, now)
    await tx.sketches.put(row.id, made.sketch)
    await tx.audit.add(
        now, actor_id, "edit", channel_id=row.channel_id, post_id=row.id,
        before=str(row.edition), after=str(changed.edition),
    )  # fmt: skip
    await tell_voided(tx, row, changed, now)
    return changed


def lock_of(row: PostRow, before: Release, parsed: Release) -> datetime | None:
    """Until when an embargo holds the post; the same one that was lifted stays lifted.

    Another text does not end it sooner, whether it names the embargo or not.
    """
    if parsed.embargo is None or parsed.embargo == before.embargo:
        return row.embargo_until
    ends = [end for end in (row.embargo_until, until(parsed)) if end is not None]
    return max(ends, default=None)


def until(parsed: Release) -> datetime | None:
    """When the embargo of a release ends (UTC), if it has one that says so."""
    return parsed.embargo.until if parsed.embargo else None

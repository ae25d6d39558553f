"""Whose words a post is made of, and who may change them."""

from __future__ import annotations

from bot.domain.people import Person, Right
from bot.domain.post import Status
from bot.store.rows import PostRow


def is_own_draft(person: Person, row: PostRow) -> bool:
    """Whether the post is the person's own, and not past their hands yet."""
    own = row.editor_id == person.user_id and row.status in (Status.DRAFT, Status.REVIEW)
    return own and person.may(Right.DRAFT, row.channel_id)


def may_change(person: Person, row: PostRow) -> bool:
    """Whether the person may change what it says: an editor any post, an author their own."""
    return person.may(Right.EDIT, row.channel_id) or is_own_draft(person, row)

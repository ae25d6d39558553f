"""What came of the plan: attempts, messages, and what is done to them later."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.domain.errand import Task
from bot.domain.evidence import Finding
from bot.domain.release import Media
from bot.domain.text import FormattedText
from bot.store.columns import Frozen, UtcDateTime
from bot.store.schema.base import Key, metadata, partial_index

# Every call that puts something into a channel, written down before it is made.
attempts = Table(
    "attempts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("post_id", ForeignKey("posts.id", ondelete="CASCADE"), nullable=False),
    Column("part", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("floor", BigInteger, nullable=False),
    Column("fingerprint", String(32), nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("outcome", String(16)),  # sent, not_sent, unknown; null while under way
    Column("detail", Text),
    UniqueConstraint("post_id", "part", "number"),
    partial_index("ix_attempts_open", "id", where="outcome IS NULL"),
)

# What is looked for in a channel: a message whose answer was lost, or a twin that came late.
searches = Table(
    "searches",
    metadata,
    Column("id", Key, primary_key=True),
    Column("kind", String(8), nullable=False),  # see rows.SearchKind
    Column("channel_id", ForeignKey("channels.id"), nullable=False),
    Column("post_id", ForeignKey("posts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("part", Integer, nullable=False),
    Column("prints", Frozen(tuple[str, ...]), nullable=False),  # of its messages, in order
    Column("floor", BigInteger, nullable=False),  # it lies above this message
    Column("since", UtcDateTime, nullable=False),  # when the first call was made
    Column("reason", Text, nullable=False),  # why its outcome is unknown
    Column("refused", Boolean, nullable=False),  # if it is not there, it never will be
    Column("looks", Integer, nullable=False, default=0),
    Column("look_at", UtcDateTime, nullable=False),
    Column("cut_began_at", UtcDateTime),  # when the call began, if a crash cut it short
    Column("closed_at", UtcDateTime),
    Column("finding", Frozen(Finding), nullable=False),
    partial_index("ix_searches_open", "look_at", where="closed_at IS NULL"),
)

messages = Table(
    "messages",
    metadata,
    Column("channel_id", ForeignKey("channels.id"), primary_key=True),
    Column("message_id", BigInteger, primary_key=True),
    Column("post_id", ForeignKey("posts.id"), nullable=False),
    Column("part", Integer, nullable=False),
    Column("item", Integer, nullable=False),
    Column("sent_at", UtcDateTime, nullable=False),
    Column("fingerprint", String(32), nullable=False),
    Column("edited_at", UtcDateTime),
    Column("deleted_at", UtcDateTime),
    Column("pinned", Boolean, nullable=False, default=False),
    UniqueConstraint("post_id", "part", "item"),
)

# Calls that change what is published: edits, deletions, pins. They may be repeated freely.
errands = Table(
    "errands",
    metadata,
    Column("id", Key, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("channel_id", ForeignKey("channels.id"), nullable=False),
    Column("post_id", ForeignKey("posts.id", ondelete="CASCADE"), index=True),
    Column("payload", Frozen(Task), nullable=False),
    Column("actor_id", BigInteger, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("tries", Integer, nullable=False, default=0),
    Column("done_at", UtcDateTime),
    Column("error", Text),  # why it was given up
    partial_index("ix_errands_waiting", "due_at", where="done_at IS NULL"),
)

# Every message that is known of a channel, whoever published it.
archive = Table(
    "archive",
    metadata,
    Column("channel_id", ForeignKey("channels.id"), primary_key=True),
    Column("message_id", BigInteger, primary_key=True),
    Column("post_id", ForeignKey("posts.id")),  # null for posts by hand
    Column("media_group_id", String(64)),
    Column("kind", String(16), nullable=False),
    Column("text", Frozen(FormattedText), nullable=False),
    Column("media", Frozen(tuple[Media, ...]), nullable=False),
    Column("signature", Text),
    Column("sent_at", UtcDateTime, nullable=False),
    Column("edited_at", UtcDateTime),
    Column("deleted_at", UtcDateTime),
    Index("ix_archive_latest", "channel_id", "sent_at", "message_id"),
    partial_index("ix_archive_post_id", "post_id", where="post_id IS NOT NULL"),
)

# Public corrections of what was published.
corrections = Table(
    "corrections",
    metadata,
    Column("id", Key, primary_key=True),
    Column("post_id", ForeignKey("posts.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),  # typo, fact, addition, withdrawn
    Column("text", Text, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

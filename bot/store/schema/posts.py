"""The plan and what came of it: releases, posts, attempts, messages."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.domain.post import Post, Status
from bot.domain.release import Caution, RawRelease, Release, Wishes
from bot.store.columns import Frozen, UtcDateTime
from bot.store.schema.base import Key, metadata, partial_index, words

releases = Table(
    "releases",
    metadata,
    Column("id", Key, primary_key=True),
    Column("raw", Frozen(RawRelease), nullable=False),
    Column("wishes", Frozen(Wishes), nullable=False),
    Column("parsed", Frozen(Release), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

posts = Table(
    "posts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("channel_id", ForeignKey("channels.id"), nullable=False),
    Column("release_id", ForeignKey("releases.id"), nullable=False),
    Column("editor_id", BigInteger, nullable=False),
    Column("status", words(Status), nullable=False),
    Column("version", Integer, nullable=False, default=1),  # grows with every change of content
    Column("post", Frozen(Post), nullable=False),
    Column("title", Text, nullable=False),  # the first words, for lists
    Column("cautions", Frozen(tuple[Caution, ...]), nullable=False),
    Column("confirmed", Frozen(tuple[Caution, ...]), nullable=False),
    Column("due_at", UtcDateTime),
    Column("not_before", UtcDateTime),  # a retry waits until then
    Column("next_part", Integer, nullable=False, default=0),
    Column("tries", Integer, nullable=False, default=0),  # of the next part
    Column("error", Text),
    Column("created_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    partial_index("ix_posts_due", "channel_id", "due_at", where="status = 'queued'"),
    Index("ix_posts_status", "status", "id"),
)

# The smallest hashes of a post's word triples: posts that share many of them are alike.
sketches = Table(
    "sketches",
    metadata,
    Column("post_id", ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True),
    Column("hash", BigInteger, primary_key=True),
    Index("ix_sketches_hash", "hash", "post_id"),
    sqlite_with_rowid=False,
)

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
    UniqueConstraint("post_id", "part", "item"),
)

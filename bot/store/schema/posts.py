"""The plan: releases, posts, their editions and approvals."""

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
    # Copies of one story in several channels share the number of the first.
    Column("story_id", BigInteger, nullable=False),
    Column("editor_id", BigInteger, nullable=False),  # who handed it in
    Column("changed_by", BigInteger, nullable=False),  # whose words it last became
    Column("status", words(Status), nullable=False),
    Column("version", Integer, nullable=False, default=1),  # grows with every act: buttons' guard
    Column("edition", Integer, nullable=False, default=1),  # grows with every change of content
    Column("post", Frozen(Post), nullable=False),
    Column("title", Text, nullable=False),  # the first words, for lists
    Column("cautions", Frozen(tuple[Caution, ...]), nullable=False),
    Column("confirmed", Frozen(tuple[Caution, ...]), nullable=False),
    Column("due_at", UtcDateTime),
    Column("urgent", Boolean, nullable=False, default=False),  # «молния»
    Column("through_quiet", Boolean, nullable=False, default=False),  # on purpose in quiet hours
    Column("embargo_until", UtcDateTime),  # a lock; null once it was lifted
    Column("continues_id", ForeignKey("posts.id")),  # the earlier post of the same story
    Column("repeat", Text),  # the rule as written, read by bot.planning
    Column("wanted", String(8)),  # what its approval brings: queue, now, at
    Column("wanted_at", UtcDateTime),
    Column("approved_by", BigInteger),
    Column("approved", String(64)),  # the fingerprint of what was approved
    Column("holder_id", BigInteger),  # who is at work on it
    Column("held_until", UtcDateTime),
    Column("not_before", UtcDateTime),  # a retry waits until then
    Column("next_part", Integer, nullable=False, default=0),
    Column("tries", Integer, nullable=False, default=0),  # of the next part
    Column("error", Text),
    Column("created_at", UtcDateTime, nullable=False),
    Column("touched_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    Index("ix_posts_story", "story_id"),
    Index("ix_posts_continues", "continues_id"),
    partial_index("ix_posts_urgent", "channel_id", "due_at", where="status = 'queued' AND urgent"),
    Index("ix_posts_list", "channel_id", "status", "id"),
    partial_index("ix_posts_due", "channel_id", "due_at", where="status = 'queued'"),
    partial_index("ix_posts_drafts", "touched_at", where="status = 'draft'"),
)

# What a post was, edition by edition.
editions = Table(
    "editions",
    metadata,
    Column("post_id", ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("release_id", ForeignKey("releases.id"), nullable=False),
    Column("post", Frozen(Post), nullable=False),
    Column("made_by", BigInteger, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
)

# Who submitted, approved or rejected exactly what; rows are only ever added.
approvals = Table(
    "approvals",
    metadata,
    Column("id", Key, primary_key=True),
    Column("post_id", ForeignKey("posts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("edition", Integer, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("act", String(16), nullable=False),  # see rows.ApprovalAct
    Column("user_id", BigInteger, nullable=False),
    Column("reason", Text),
    Column("at", UtcDateTime, nullable=False),
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

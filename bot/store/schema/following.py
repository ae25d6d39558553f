"""What readers follow, and what is sent to them."""

from __future__ import annotations

from datetime import time

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from bot.domain.bulletins import Bulletin, BulletinKind, Fate, Sending
from bot.domain.following import InterestKind
from bot.store.columns import Frozen, UtcDateTime
from bot.store.schema.base import Key, metadata, partial_index, words

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("zone", String(64), nullable=False),
    Column("heard", BigInteger, nullable=False),
    Column("everything", Boolean, nullable=False, default=False),
    Column("digest", Boolean, nullable=False, default=False),
    Column("hours", Frozen(tuple[time, ...]), nullable=False),
    Column("quiet", String(32), nullable=False),
    Column("weekly", Boolean, nullable=False, default=False),
    Column("next_at", UtcDateTime),
    Column("weekly_at", UtcDateTime),
    Column("blocked_at", UtcDateTime),
    partial_index("ix_subscriptions_next", "next_at", where="next_at IS NOT NULL"),
    partial_index("ix_subscriptions_weekly", "weekly_at", where="weekly_at IS NOT NULL"),
)

interests = Table(
    "interests",
    metadata,
    Column(
        "user_id",
        ForeignKey("subscriptions.user_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("kind", words(InterestKind), primary_key=True),
    Column("text", String(64), primary_key=True),
    Index("ix_interests_text", "kind", "text"),
)

# How often readers reacted to a message of a channel, as Telegram last told.
reactions = Table(
    "reactions",
    metadata,
    Column("channel_id", ForeignKey("channels.id", ondelete="CASCADE"), primary_key=True),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("count", Integer, nullable=False),
)

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("kind", words(BulletinKind), nullable=False),
    Column("occasion", String(64), nullable=False, unique=True),  # never two for one
    Column("state", words(Sending), nullable=False),
    # What is done where an answer was lost: send once more, or let it be.
    Column("again", Boolean, nullable=False),
    Column("title", String(160), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    # The message that shows its progress, until its end was shown.
    Column("chat_id", BigInteger),
    Column("thread_id", BigInteger),
    Column("message_id", BigInteger),
    partial_index("ix_broadcasts_open", "id", where="ended_at IS NULL"),
)

contents = Table(
    "contents",
    metadata,
    Column("id", Key, primary_key=True),
    Column("broadcast_id", ForeignKey("broadcasts.id", ondelete="CASCADE"), nullable=False),
    Column("bulletin", Frozen(Bulletin), nullable=False),
    Index("ix_contents_broadcast", "broadcast_id"),
)

recipients = Table(
    "recipients",
    metadata,
    Column("id", Key, primary_key=True),
    Column("broadcast_id", ForeignKey("broadcasts.id", ondelete="CASCADE"), nullable=False),
    Column("user_id", BigInteger, nullable=False, index=True),
    Column("content_id", ForeignKey("contents.id", ondelete="CASCADE"), nullable=False),
    Column("state", words(Fate), nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("tries", Integer, nullable=False, default=0),  # calls of which nothing came
    Column("doubts", Integer, nullable=False, default=0),  # calls that were made again in doubt
    UniqueConstraint("broadcast_id", "user_id"),
    partial_index(
        "ix_recipients_waiting", "broadcast_id", "not_before", "id", where="state = 'waiting'"
    ),
    partial_index("ix_recipients_claimed", "id", where="state = 'claimed'"),
)

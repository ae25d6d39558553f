"""Channels, people, and what the desk is shown."""

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

from bot.domain.channel import HouseStyle, Rules
from bot.domain.people import Role
from bot.store.columns import Frozen, UtcDateTime
from bot.store.schema.base import Key, metadata, partial_index, words

channels = Table(
    "channels",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", String(64), nullable=False, unique=True),  # as the settings name it
    Column("main", Boolean, nullable=False, default=False),  # the one that readers ask about
    Column("active", Boolean, nullable=False, default=True),  # the desk works on it
    Column("chat_id", BigInteger),  # null until Telegram told it
    Column("title", Text, nullable=False),
    Column("username", String(64)),
    Column("timezone", String(64), nullable=False),
    Column("slots", Text, nullable=False),
    Column("style", Frozen(HouseStyle), nullable=False),
    Column("least_gap", Integer, nullable=False),  # seconds
    Column("overdue_limit", Integer, nullable=False),  # seconds
    Column("paused", Boolean, nullable=False, default=False),
    Column("paused_until", UtcDateTime),
    Column("calm", Boolean, nullable=False, default=False),  # the pause lets urgent posts through
    Column("released_at", UtcDateTime),  # when the last pause ended
    Column("lost", Text),  # why the bot can't publish there
    Column("rules", Frozen(Rules), nullable=False),
    Column("floor", BigInteger, nullable=False, default=0),  # highest message id known
    Column("last_sent_at", UtcDateTime),
)

people = Table(
    "people",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("username", String(64)),
    Column("language", String(16)),  # of their Telegram
    Column("speaks", String(16)),  # as chosen; null: as their Telegram
    Column("owner", Boolean, nullable=False, default=False),
    Column("chosen", Frozen(tuple[int, ...]), nullable=False),  # channels of the next release
    Column("since", UtcDateTime, nullable=False),
)

# Who is at the desk of which channel.
members = Table(
    "members",
    metadata,
    Column("channel_id", ForeignKey("channels.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", ForeignKey("people.user_id", ondelete="CASCADE"), primary_key=True),
    Column("role", words(Role), nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Index("ix_members_user", "user_id"),
)

invites = Table(
    "invites",
    metadata,
    Column("id", Key, primary_key=True),
    Column("secret_hash", String(64), nullable=False, unique=True),
    Column("role", words(Role), nullable=False),
    Column("channels", Frozen(tuple[int, ...]), nullable=False),
    Column("created_by", BigInteger, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_by", BigInteger),
    Column("used_at", UtcDateTime),
)

# What the desk is still to be told; written in the transaction of the event itself.
notices = Table(
    "notices",
    metadata,
    Column("id", Key, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("post_id", ForeignKey("posts.id", ondelete="CASCADE")),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger),
    Column("text", Text),  # a gettext id with its parameters, where no post says it all
    Column("reply_to", BigInteger),  # the message that it answers
    Column("created_at", UtcDateTime, nullable=False),
    Column("tries", Integer, nullable=False, default=0),
    Column("not_before", UtcDateTime),
    Column("done_at", UtcDateTime),
    partial_index("ix_notices_waiting", "id", where="done_at IS NULL"),
)

# Which messages in which chat show a post: the preview and its card.
cards = Table(
    "cards",
    metadata,
    Column("post_id", ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True),
    Column("chat_id", BigInteger, primary_key=True),
    Column("thread_id", BigInteger),
    Column("card_id", BigInteger, nullable=False),
    Column("preview_ids", Frozen(tuple[int, ...]), nullable=False),
    Column("edition", Integer, nullable=False, default=0),  # that the preview shows; 0: none
)

# The last act of each kind of a person, and what it takes to undo it.
undos = Table(
    "undos",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(16), primary_key=True),
    Column("post_id", ForeignKey("posts.id", ondelete="CASCADE")),
    Column("channel_id", ForeignKey("channels.id", ondelete="CASCADE")),
    Column("version", Integer, nullable=False),  # of the post after the act
    Column("before", Text, nullable=False),  # JSON: the values to be put back
    Column("at", UtcDateTime, nullable=False),
)

# Messages that keep themselves up to date: duty sheets.
sheets = Table(
    "sheets",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(16), primary_key=True),
    Column("day", String(10), primary_key=True),  # ISO date in the channel's zone
    Column("channel_id", ForeignKey("channels.id", ondelete="CASCADE"), primary_key=True),
    Column("thread_id", BigInteger),
    Column("message_id", BigInteger),  # null until it is sent
    Column("shown", String(32), nullable=False, default=""),  # fingerprint of what it says
)

# Dialogues with people: the bot's question that waits for an answer.
dialogs = Table(
    "dialogs",
    metadata,
    Column("key", String(128), primary_key=True),
    Column("state", String(64)),
    Column("data", Text, nullable=False),
)

# Who did what, as a chain of hashes (domain/chain); triggers refuse to change or delete a row.
audit = Table(
    "audit",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=False),  # without gaps, unlike a sequence
    Column("at", UtcDateTime, nullable=False),
    Column("actor_id", BigInteger, nullable=False),
    Column("act", String(32), nullable=False),
    Column("channel_id", BigInteger),
    Column("post_id", BigInteger),
    Column("before", Text),
    Column("after", Text),
    Column("previous", String(64), nullable=False, unique=True),  # a chain never forks
    Column("hash", String(64), nullable=False, unique=True),
    # What the act answered; not part of the chain, since Telegram's numbers begin anew.
    Column("update_id", BigInteger, index=True),
    Index("ix_audit_channel", "channel_id", "id"),
    Index("ix_audit_post", "post_id", "id"),
)

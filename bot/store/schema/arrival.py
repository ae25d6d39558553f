"""What people sent: raw updates, releases in the making, documents to be read."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from bot.domain.release import Media
from bot.domain.text import FormattedText
from bot.store.columns import Frozen, UtcDateTime
from bot.store.schema.base import Key, metadata, partial_index

# Updates as Telegram sent them, kept before they are confirmed.
inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger),
    Column("raw", Text, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("tries", Integer, nullable=False, default=0),
    Column("waits", Integer, nullable=False, default=0),
    Column("not_before", UtcDateTime),
    Column("done_at", UtcDateTime),
    Column("set_aside", Boolean, nullable=False, default=False),
    partial_index("ix_inbox_waiting", "update_id", where="done_at IS NULL"),
)

# One release in the making: the messages of an album or of a cut paste.
bundles = Table(
    "bundles",
    metadata,
    Column("id", Key, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger),
    Column("user_id", BigInteger, nullable=False),
    Column("edits_post_id", ForeignKey("posts.id", ondelete="CASCADE")),
    Column("edits_edition", Integer),  # of that post, when its editor was asked for a text
    Column("post_id", ForeignKey("posts.id", ondelete="CASCADE")),  # what came of it
    Column("close_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    partial_index("ix_bundles_open", "close_at", where="closed_at IS NULL"),
    Index("ix_bundles_sender", "chat_id", "user_id", "id"),
    Index("ix_bundles_post", "post_id"),
)

pieces = Table(
    "pieces",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("bundle_id", ForeignKey("bundles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("message_id", BigInteger, nullable=False),
    Column("media_group_id", String(64)),
    Column("forwarded", Boolean, nullable=False),
    Column("pasted", Boolean, nullable=False),
    Column("text", Frozen(FormattedText), nullable=False),
    Column("media", Frozen(tuple[Media, ...]), nullable=False),
    Column("found", Frozen(tuple[Media, ...]), nullable=False),  # photos inside a document
    Column("sent_at", UtcDateTime, nullable=False),
)

# Documents and links that wait to be read, or were refused with a reason.
documents = Table(
    "documents",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger),
    Column("user_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("media_group_id", String(64)),
    Column("forwarded", Boolean, nullable=False),
    Column("sent_at", UtcDateTime, nullable=False),
    Column("kind", String(8), nullable=False),  # file, link
    Column("address", Text, nullable=False),  # Telegram's file_id, or the URL
    Column("name", Text, nullable=False),
    Column("caption", Frozen(FormattedText), nullable=False),
    Column("edits_post_id", ForeignKey("posts.id", ondelete="CASCADE")),
    Column("edits_edition", Integer),
    Column("found", Frozen(tuple[Media, ...])),  # its photos; null until they are uploaded
    Column("tries", Integer, nullable=False, default=0),
    Column("waits", Integer, nullable=False, default=0),
    Column("not_before", UtcDateTime),
    Column("done_at", UtcDateTime),
    Column("refusal", Text),  # a gettext id with its parameters
    partial_index("ix_documents_waiting", "update_id", where="done_at IS NULL"),
)

"""What readers find. The words themselves lie in an index of each database's own kind."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table

from bot.store.columns import UtcDateTime
from bot.store.schema.base import metadata

# One for each post or album that stands in a channel, by its first message. What its words are,
# `publication_words` knows, which no metadata can describe: see bot.store.words.
publications = Table(
    "publications",
    metadata,
    Column("channel_id", ForeignKey("channels.id"), primary_key=True),
    Column("message_id", BigInteger, primary_key=True),
    Column("last_id", BigInteger, nullable=False),  # its last message
    Column("post_id", ForeignKey("posts.id")),  # null for posts by hand
    Column("sent_at", UtcDateTime, nullable=False),
    Index("ix_publications_sent_at", "channel_id", "sent_at", "message_id"),
    Index("ix_publications_post_id", "post_id"),
)

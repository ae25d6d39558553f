"""What readers send to the desk, and whom the desk does not hear. /forgetme ends it all."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text

from bot.domain.release import Media
from bot.domain.text import FormattedText
from bot.store.columns import Frozen, UtcDateTime
from bot.store.schema.base import Key, metadata, partial_index

# People whom the bot does not answer.
silenced = Table(
    "silenced",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("until", UtcDateTime),  # null: for good
)

# News that readers hand in, from the first message to the desk's answer.
tips = Table(
    "tips",
    metadata,
    Column("id", Key, primary_key=True),
    Column("user_id", BigInteger),  # null for what stays of a reader who was forgotten
    Column("channel_id", ForeignKey("channels.id"), nullable=False),
    Column("state", String(16), nullable=False),  # see tips.TipState
    Column("contact", Text),  # of the author, for the desk alone
    Column("named", Text),  # how the author is named in public; null: not at all
    Column("post_id", ForeignKey("posts.id", ondelete="SET NULL")),  # what it became
    Column("begun_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),  # to the desk
    Column("closed_at", UtcDateTime),  # accepted, declined or dropped
    partial_index("ix_tips_gathered", "user_id", where="state = 'open'"),
    Index("ix_tips_sent", "user_id", "sent_at"),
    Index("ix_tips_post", "post_id"),
)

# The messages of a tip.
tip_pieces = Table(
    "tip_pieces",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("tip_id", ForeignKey("tips.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("message_id", BigInteger, nullable=False),
    Column("media_group_id", String(64)),
    Column("text", Frozen(FormattedText), nullable=False),
    Column("media", Frozen(tuple[Media, ...]), nullable=False),
    Column("sent_at", UtcDateTime, nullable=False),
    Index("ix_tip_pieces_message", "message_id"),
)

# Where in a channel's direct messages a tip is a suggested post.
suggested = Table(
    "suggested",
    metadata,
    Column("tip_id", ForeignKey("tips.id", ondelete="CASCADE"), primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("topic_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("price", Text),  # as it is shown
    Column("wanted_at", UtcDateTime),
    Index("ix_suggested_chat", "chat_id"),
)

# Which message of the desk stands for which one in a reader's chat; what they say is not kept.
letters = Table(
    "letters",
    metadata,
    Column("id", Key, primary_key=True),
    Column("user_id", BigInteger, nullable=False),
    Column("user_message_id", BigInteger),  # null where the reader has no such message
    Column("tip_id", ForeignKey("tips.id", ondelete="CASCADE"), index=True),
    Column("chat_id", BigInteger, nullable=False),  # of the desk
    Column("message_id", BigInteger, nullable=False),
    Column("kind", String(8), nullable=False),  # see letters.LetterKind
    Column("at", UtcDateTime, nullable=False),
    Index("ix_letters_desk", "chat_id", "message_id"),
    Index("ix_letters_reader", "user_id", "user_message_id"),
)

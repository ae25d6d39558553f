"""Every table. Instants are UTC; a row of `posts` is the plan, `messages` is what came of it."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Enum,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.domain.channel import HouseStyle
from bot.domain.people import Role
from bot.domain.post import Post, Status
from bot.domain.release import Media, RawRelease, Release
from bot.domain.text import FormattedText
from bot.store.columns import Frozen, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def words(kind: type[Role] | type[Status]) -> Enum:
    """An enum kept as its value in plain text, so that a new member needs no migration."""
    return Enum(
        kind,
        native_enum=False,
        length=16,
        create_constraint=False,
        values_callable=lambda members: [member.value for member in members],
    )


def partial_index(name: str, *columns: str, where: str) -> Index:
    """An index over the rows for which the condition holds, on either database."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


# SQLite only counts up by itself on a column that is exactly INTEGER.
Key = BigInteger().with_variant(Integer, "sqlite")

channels = Table(
    "channels",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", String(64), nullable=False, unique=True),  # as the settings name it
    Column("current", Boolean, nullable=False, default=False),  # the one that the desk works on
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
    Column("floor", BigInteger, nullable=False, default=0),  # highest message id known
    Column("last_sent_at", UtcDateTime),
)

people = Table(
    "people",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("username", String(64)),
    Column("role", words(Role), nullable=False),
    Column("language", String(16)),
    Column("since", UtcDateTime, nullable=False),
)

invites = Table(
    "invites",
    metadata,
    Column("id", Key, primary_key=True),
    Column("secret_hash", String(64), nullable=False, unique=True),
    Column("role", words(Role), nullable=False),
    Column("created_by", BigInteger, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_by", BigInteger),
    Column("used_at", UtcDateTime),
)

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
    Column("user_id", BigInteger, nullable=False),
    Column("edits_post_id", ForeignKey("posts.id", ondelete="CASCADE")),
    Column("edits_version", Integer),  # of that post, when its editor was asked for a text
    Column("post_id", ForeignKey("posts.id", ondelete="CASCADE")),  # what came of it
    Column("close_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    partial_index("ix_bundles_open", "close_at", where="closed_at IS NULL"),
    Index("ix_bundles_sender", "chat_id", "user_id", "id"),
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
    Column("sent_at", UtcDateTime, nullable=False),
)

releases = Table(
    "releases",
    metadata,
    Column("id", Key, primary_key=True),
    Column("raw", Frozen(RawRelease), nullable=False),
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

# What the desk is still to be told; written in the transaction of the event itself.
notices = Table(
    "notices",
    metadata,
    Column("id", Key, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("post_id", ForeignKey("posts.id", ondelete="CASCADE")),
    Column("chat_id", BigInteger, nullable=False),
    Column("text", Text),  # a gettext id with its parameters, where no post says it all
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
    Column("card_id", BigInteger, nullable=False),
    Column("preview_ids", Frozen(tuple[int, ...]), nullable=False),
)

# Dialogues with people: the bot's question that waits for an answer.
dialogs = Table(
    "dialogs",
    metadata,
    Column("key", String(128), primary_key=True),
    Column("state", String(64)),
    Column("data", Text, nullable=False),
)

# Who did what; rows are only ever added.
audit = Table(
    "audit",
    metadata,
    Column("id", Key, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("actor_id", BigInteger, nullable=False),
    Column("act", String(32), nullable=False),
    Column("post_id", BigInteger),
    Column("before", Text),
    Column("after", Text),
)

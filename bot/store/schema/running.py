"""What the running bot remembers of itself: who publishes, who must wait, what it last saw."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, String, Table, Text

from bot.store.columns import UtcDateTime
from bot.store.schema.base import metadata

# Which process publishes; every writing transaction of it checks its epoch.
leases = Table(
    "leases",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("owner", String(128), nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),  # by the database's own clock
)

# Chats that Telegram told us to leave alone for a time; 0 stands for all of them.
freezes = Table(
    "freezes",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("until", UtcDateTime, nullable=False),
)

# Single values, each under its name: when updates last came, what was told to the owner.
facts = Table(
    "facts",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)

"""Alembic's entry: runs on the connection that bot.store.migrate passes in."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from bot.store.schema import metadata


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Writes our own column types as the plain ones beneath: migrations import no bot code."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=render_item,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()

"""Compiled statements that outlive their engine: each newsroom opens one of its own."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store import engine as engines


class SharedCache(dict[Any, Any]):
    """SQLAlchemy's cache of compiled statements, for engines that come one after another."""

    def get(self, key: Any, default: Any = None) -> Any:
        """The compiled statement, whichever engine's dialect compiled it."""
        return super().get((type(key[0]), *key[1:]), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__((type(key[0]), *key[1:]), value)


def share() -> None:
    """Has every SQLite engine that is made from now on use one cache."""
    make, compiled = engines.create_async_engine, SharedCache()

    def made(*args: Any, **options: Any) -> AsyncEngine:
        engine = make(*args, **options)
        engine.sync_engine._compiled_cache = compiled  # type: ignore[assignment]
        return engine

    engines.create_async_engine = made

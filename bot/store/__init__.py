"""The database: the only package that knows SQL."""

from bot.store.errors import StoreConflict, StoreDamaged, StoreError
from bot.store.store import Store, Transaction

__all__ = ["Store", "StoreConflict", "StoreDamaged", "StoreError", "Transaction"]

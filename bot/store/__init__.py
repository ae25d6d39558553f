"""The database: the only package that knows SQL."""

from bot.store.errors import StoreConflict, StoreError
from bot.store.store import Store, Transaction

__all__ = ["Store", "StoreConflict", "StoreError", "Transaction"]

"""The database: the only package that knows SQL."""

from bot.store.errors import LeaseLost, StoreConflict, StoreError
from bot.store.store import Store, Transaction

__all__ = ["LeaseLost", "Store", "StoreConflict", "StoreError", "Transaction"]

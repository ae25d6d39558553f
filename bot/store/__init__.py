"""The database: the only package that knows SQL."""

from bot.store.errors import LeaseLost, StoreConflict, StoreDamaged, StoreError
from bot.store.store import Store
from bot.store.transaction import Transaction

__all__ = ["LeaseLost", "Store", "StoreConflict", "StoreDamaged", "StoreError", "Transaction"]

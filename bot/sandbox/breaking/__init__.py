"""Breaking the local Telegram on purpose, as the real one breaks (bot-api.md §5, §7)."""

from bot.sandbox.breaking.fault import Fault, Kind
from bot.sandbox.breaking.plan import Plan
from bot.sandbox.breaking.strikes import Strike

__all__ = ["Fault", "Kind", "Plan", "Strike"]

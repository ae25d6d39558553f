"""RawRelease → Release, pure."""

from bot.parsing.decode import decode
from bot.parsing.parse import parse

__all__ = ["decode", "parse"]

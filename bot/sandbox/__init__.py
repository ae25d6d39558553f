"""A local Telegram: the Bot API and the people's side, in one process, without the internet."""

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.tdlib import ParserMissing
from bot.sandbox.world import World

__all__ = ["ParserMissing", "Sandbox", "World"]

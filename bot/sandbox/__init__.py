"""A local Telegram: the Bot API and the people's side, in one process, without the internet."""

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import World

__all__ = ["Sandbox", "World"]

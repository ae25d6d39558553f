"""The bot in the foreground."""

from __future__ import annotations

import asyncio
import sys

from bot.app.life import live
from bot.app.window import PortTaken
from bot.cli.exit_codes import FAILED, MISUSED
from bot.cli.signals import stop_on_signals
from bot.clock import TrustedClock
from bot.settings import Settings
from bot.store import StoreError
from bot.telegram.poller import TokenRefused


async def serve(chosen: Settings, stop: asyncio.Event | None = None) -> int:
    """Runs the bot with these settings; what can't be is one line and an exit code."""
    try:
        await live(chosen, TrustedClock(), stop or stop_on_signals())
    except StoreError as error:
        return _complain(f"DATABASE_URL={chosen.database_url}: {_storage_remedy(error)}", FAILED)
    except PortTaken as error:
        return _complain(f"{error}; free it or name another port", FAILED)
    except TokenRefused:
        line = "BOT_TOKEN=<hidden>: Telegram does not know it; copy it anew from BotFather"
        return _complain(line, MISUSED)
    return 0


def _storage_remedy(error: Exception) -> str:
    text = str(error)
    if "locked" in text:
        return "another process uses it; stop the other bot first"
    if any(sign in text for sign in ("unable to open", "Permission", "directory", "readonly")):
        return "the file can't be opened; check the folder and its rights"
    return f"{text}; restore a backup or name another file"


def _complain(line: str, code: int) -> int:
    print(line, file=sys.stderr)
    return code

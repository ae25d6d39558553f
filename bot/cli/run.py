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
from bot.store import StoreDamaged, StoreError
from bot.store.backup import copies_of
from bot.store.engine import file_of, is_file
from bot.telegram.poller import TokenRefused


async def serve(chosen: Settings, stop: asyncio.Event | None = None) -> int:
    """Runs the bot with these settings; what can't be is one line and an exit code."""
    try:
        await live(chosen, TrustedClock(), stop or stop_on_signals())
    except StoreError as error:
        return _complain(f"DATABASE_URL={chosen.database}: {_remedy(chosen, error)}", FAILED)
    except PortTaken as error:
        return _complain(f"{error}; free it or name another port", FAILED)
    except TokenRefused:
        line = "BOT_TOKEN=<hidden>: Telegram does not know it; copy it anew from BotFather"
        return _complain(line, MISUSED)
    return 0


def _remedy(chosen: Settings, error: Exception) -> str:
    text = str(error)
    if not is_file(chosen.database_url):
        return f"{text}; check the address, and that the server runs"
    if isinstance(error, StoreDamaged) or "not a database" in text or "malformed" in text:
        return f"the file is damaged ({text.splitlines()[0]}); {_way_back(chosen)}"
    if "locked" in text:
        return "another process uses it; stop the other bot first"
    if any(sign in text for sign in ("unable to open", "Permission", "directory", "readonly")):
        return "the file can't be opened; check the folder and its rights"
    return f"{text}; restore a backup or name another file"


def _way_back(chosen: Settings) -> str:
    copies = sorted(copies_of(file_of(chosen.database_url)), key=lambda copy: copy.name)
    if not copies:
        return "there is no copy of it in its folder; restore yours: python -m bot restore FILE"
    return f"restore the newest copy: python -m bot restore {copies[-1]}"


def _complain(line: str, code: int) -> int:
    print(line, file=sys.stderr)
    return code

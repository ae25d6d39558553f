"""The bot without flood control: how fast a standby follows is measured, not Telegram's limits."""

from __future__ import annotations

import sys

from bot.cli.main import main
from bot.telegram import traffic
from bot.telegram.buckets import UNLIMITED

traffic.Limits = lambda: UNLIMITED  # type: ignore[assignment, misc]

if __name__ == "__main__":
    sys.exit(main(["run"]))

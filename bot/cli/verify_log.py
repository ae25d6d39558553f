"""`verify-log`: is the log what was once written?"""

from __future__ import annotations

import asyncio
import sys

from bot import settings
from bot.cli.exit_codes import FAILED
from bot.store import StoreError
from bot.store.verification import LogReport
from bot.store.verification import verify_log as read


def verify_log(head: str | None) -> int:
    """Prints how long the chain is and its head; `head` is an earlier one, to be looked for."""
    chosen = settings.load()
    try:
        report = asyncio.run(read(chosen.database_url, head))
    except (StoreError, ValueError) as error:
        text = str(error)
        if "locked" in text:
            text = "the bot is running; stop it for the moment of the check"
        print(f"DATABASE_URL={chosen.database}: {text}", file=sys.stderr)
        return FAILED
    return _say(report, head)


def _say(report: LogReport, head: str | None) -> int:
    chain = report.chain
    if chain.broken is not None:
        print(f"entry {chain.broken} does not fit: {chain.count} entries before it are intact")
        return FAILED
    print(f"{chain.count} entries, chain intact, head {chain.head}")
    if head and report.noted is None:
        print(f"{head} is no head of this log: its end was cut off, or it was written anew")
        return FAILED
    if head:
        print(f"the head noted earlier is that of entry {report.noted}")
    return 0

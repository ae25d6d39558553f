"""Vestnik itself, with Telegram's limits or (`unlimited`) without, until it is killed."""

from __future__ import annotations

import asyncio
import gc
import sys

from bot.telegram import deferred_types

deferred_types.install()  # before anything imports aiogram

from bot.app.life import live  # noqa: E402
from bot.cli.signals import stop_on_signals  # noqa: E402
from bot.clock import TrustedClock  # noqa: E402
from bot.settings import Settings  # noqa: E402
from bot.telegram.buckets import UNLIMITED  # noqa: E402


async def main(
    url: str, token: str, owner: str, chat: str, database: str, limits: str = ""
) -> None:
    """Lives."""
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        bot_token=token, owner_id=int(owner), channel=chat, telegram_api_url=url,
        database_url=database,
    )  # fmt: skip
    paced = UNLIMITED if limits == "unlimited" else None
    await live(settings, TrustedClock(), stop_on_signals(), limits=paced)


if __name__ == "__main__":
    gc.disable()  # as bot.cli.start does
    asyncio.run(main(*sys.argv[1:7]))

"""`plan`: what would be published when, by the code that publishes."""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime

from bot import settings
from bot.cli.exit_codes import FAILED, MISUSED
from bot.cli.naming import is_called
from bot.clock import SystemClock
from bot.domain.channel import Channel
from bot.domain.errors import BotError
from bot.services.outlook import USUAL, Outlook, end_of
from bot.services.simulation import MOST, Forecast
from bot.store import Store, StoreError


def plan(until: str, name: str | None) -> int:
    """Prints the plan up to the phrase (a week without one), one post a line."""
    chosen = settings.load()
    try:
        return asyncio.run(_plan(chosen.database_url, until, name))
    except (StoreError, ValueError) as error:
        text = str(error)
        if "locked" in text:
            text = "the bot is running; ask it with /plan, or stop it for the moment"
        print(f"DATABASE_URL={chosen.database}: {text}", file=sys.stderr)
        return FAILED


async def _plan(url: str, until: str, name: str | None) -> int:
    store, clock = await Store.read(url), SystemClock()
    try:
        channels = await store.run(lambda tx: tx.channels.all())
        shown = [channel for channel in channels if name is None or is_called(channel, name)]
        if not shown:
            known = ", ".join(channel.title for channel in channels)
            print(f"--channel={name}: no such channel; there are: {known}", file=sys.stderr)
            return MISUSED
        now = clock.now()
        end = end_of(until, now, shown[0].zone) if until else now + USUAL
        _say(await Outlook(store, clock).forecast(shown, end, MOST))
    except BotError as error:
        print(f"--until={until}: {error}", file=sys.stderr)
        return MISUSED
    finally:
        await store.close()
    return 0


def _say(forecast: Forecast) -> None:
    channels = {channel.id: channel for channel in forecast.channels}

    def local(at: datetime, channel: Channel) -> str:
        return at.astimezone(channel.zone).isoformat(timespec="seconds")

    for each in forecast.publications:
        channel = channels[each.channel_id]
        parts = f" ({each.parts} parts)" if each.parts > 1 else ""
        urgent = " urgent" if each.urgent else ""
        at = local(each.at, channel)
        print(f"{at}  {channel.title}  № {each.number}{urgent}  {each.title}{parts}")
    for wait in forecast.waiting:
        channel = channels[wait.channel_id]
        until = f" until {local(wait.until, channel)}" if wait.until else ""
        print(f"stays  {channel.title}  № {wait.number}  {wait.title}: {wait.why}{until}")
    if not forecast.whole:
        print("there is more; name an earlier end", file=sys.stderr)
    total = len(forecast.publications)
    print(f"{total} to be published, {len(forecast.waiting)} stay", file=sys.stderr)

"""`import`: what stood in the channel before the bot came, from an export of Telegram Desktop."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from os import fstat
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from bot import settings
from bot.cli.exit_codes import FAILED, MISUSED
from bot.cli.naming import is_called
from bot.cli.signals import stop_on_signals
from bot.clock import SystemClock
from bot.documents.exports import BrokenOff, Head, Unreadable, read_head, read_messages
from bot.domain.channel import Channel
from bot.parsing.exported import Exported, in_albums, read
from bot.services.importing import Entered, Importing
from bot.services.tidying import tidy
from bot.store import Store, StoreError

BATCH = 1000  # messages of one transaction


def import_file(name: str, channel: str | None) -> int:
    """Enters the export `name` into the archive; `channel` takes it for this one's."""
    chosen = settings.load()
    try:
        with Path(name).open("rb") as file:
            return asyncio.run(_import(file, read_head(file), channel, chosen.database_url))
    except Unreadable as error:
        print(f"{name}: {error}", file=sys.stderr)
    except OSError as error:
        print(f"{name}: {error.strerror}", file=sys.stderr)
    except StoreError as error:
        text = str(error)
        if "locked" in text:
            text = "the bot is running; stop it, import, and start it again"
        print(f"DATABASE_URL={chosen.database}: {text}", file=sys.stderr)
    return FAILED


async def _import(file: BinaryIO, head: Head, name: str | None, url: str) -> int:
    store = await Store.open(url)
    try:
        channels = await store.run(lambda tx: tx.channels.all(inactive=True))
        channel = _channel(channels, head, name)
        if channel is None:
            return MISUSED
        importing = Importing(store, SystemClock())
        run = Run(file, channel, importing, stop_on_signals())
        ended = await run.to_the_end()
        await tidy(store)
        await importing.note(channel, run.entered)
        run.say(ended)
        return 0 if ended else FAILED
    finally:
        await store.close()


def _channel(channels: list[Channel], head: Head, name: str | None) -> Channel | None:
    """The channel that the export is of, or is said to be of; None once it was said why not."""
    known = ", ".join(f"@{each.username}" if each.username else each.title for each in channels)
    if not channels:
        print("the bot knows no channel yet; start it once, then import", file=sys.stderr)
        return None
    if name is not None:
        called = [each for each in channels if is_called(each, name)]
        if not called:
            print(f"--channel={name}: no such channel; there are: {known}", file=sys.stderr)
            return None
        if called[0].chat_id != head.chat_id:
            print(
                f"the export is of «{head.name}» ({head.chat_id}); its messages are taken for "
                f"those of {name}, and their links lead there",
                file=sys.stderr,
            )
        return called[0]
    for each in channels:
        if each.chat_id == head.chat_id:
            return each
    print(
        f"the export is of «{head.name}» ({head.chat_id}), which is none of the bot's channels: "
        f"{known}; to take it for one of them all the same, add --channel @name",
        file=sys.stderr,
    )
    return None


@dataclass(slots=True)
class Run:
    """One pass through an export."""

    file: BinaryIO
    channel: Channel
    importing: Importing
    stop: asyncio.Event
    seen: int = 0  # messages that can be shown
    left_out: int = 0  # Telegram's own remarks
    unread: int = 0
    broken: bool = False
    entered: Entered = field(default_factory=Entered)

    async def to_the_end(self) -> bool:
        """Enters batch after batch; False where it was told to stop, or the file broke off."""
        messages = in_albums(self._messages(self.channel.zone))
        with _bar() as bar:
            task = bar.add_task("", total=fstat(self.file.fileno()).st_size)
            while batch := list(islice(messages, BATCH)):
                self.entered += await self.importing.enter(self.channel, batch)
                bar.update(task, completed=self.file.tell(), description=f"{self.seen:,}")
                if self.stop.is_set():
                    return False
        return not self.broken

    def _messages(self, zone: ZoneInfo) -> Iterator[Exported]:
        try:
            for raw in read_messages(self.file):
                try:
                    message = read(raw, zone)
                except ValueError:
                    self.unread += 1
                    continue
                if message is None:
                    self.left_out += 1
                else:
                    self.seen += 1
                    yield message
        except BrokenOff:
            self.broken = True

    def say(self, ended: bool) -> None:
        """What was done, in one line, and what is to be done next in another."""
        known = self.seen - self.entered.new - self.entered.changed
        changed = f"{self.entered.changed:,} edited since, " if self.entered.changed else ""
        print(
            f"{self.channel.title}: {self.seen:,} messages read: {self.entered.new:,} new, "
            f"{changed}{known:,} known already; {self.left_out:,} remarks of Telegram left out"
        )
        if self.unread:
            print(f"{self.unread:,} entries are no messages and were left out", file=sys.stderr)
        if self.broken:
            print(
                "the file breaks off there; what is whole was taken. Export the channel anew and "
                "import that: nothing is entered twice",
                file=sys.stderr,
            )
        elif not ended:
            print("stopped; the same command goes on from here", file=sys.stderr)


def _bar() -> Progress:
    console = Console(stderr=True)
    return Progress(
        BarColumn(),
        TextColumn("{task.percentage:3.0f} %, {task.description} messages"),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )

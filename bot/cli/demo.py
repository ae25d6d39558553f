"""The sandbox filled for a newcomer: a channel, people, and samples that are about to go out.

Everything is done as people would do it, by messages to the bot; nothing is put into its store.
"""

from __future__ import annotations

import asyncio
import logging
import re
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.cli.run import serve as serve_bot
from bot.cli.sandbox import (
    AUTHOR,
    BOT_TOKEN,
    CHANNEL_NAME,
    CHIEF,
    EDITOR,
    JOURNAL_ID,
    OWNER,
    SANDBOX_DATA,
    SUBSCRIBER,
    open_sandbox,
    people_the_world,
)
from bot.cli.signals import stop_on_signals
from bot.sandbox import World
from bot.settings import Settings

log = logging.getLogger(__name__)

SAMPLES = Path("data/samples")
PATIENCE = 30.0  # seconds for the bot to answer

TRY = """
Vestnik runs in a local Telegram; nothing leaves this machine.

  Open      {url}
  Look      {look}
  Try       as the editor (Редактор), paste a press release, press «В очередь» or «Сейчас»
  And       as the subscriber (Подписчик), send /latest
  Stop      Ctrl+C; start again, and everything is as you left it
"""


async def serve(chosen: Settings, port: int) -> int:
    """Runs sandbox and bot in one process until it is told to stop."""
    stop = stop_on_signals()
    sandbox = await open_sandbox(port)
    world = sandbox.world
    fresh = world.fresh
    if fresh:
        people_the_world(world)
    database = "database_url" in chosen.model_fields_set
    own = chosen.model_copy(
        update={
            "bot_token": SecretStr(BOT_TOKEN),
            "owner_id": OWNER,
            "channel": f"@{CHANNEL_NAME}",
            "journal": JOURNAL_ID,
            "telegram_api_url": sandbox.url,
            "database_url": (
                chosen.database_url if database else f"sqlite:///{SANDBOX_DATA / 'bot.db'}"
            ),
        }
    )
    samples = _samples()
    soon = f"the channel: the first of {len(samples)} sample posts appears in a minute"
    look = soon if fresh else "the channel: everything is as you left it (afresh: make clean)"
    print(TRY.format(url=sandbox.url, look=look), flush=True)
    try:
        async with asyncio.TaskGroup() as group:
            filling = group.create_task(_fill(world, samples)) if fresh else None
            if filling is None:
                world.flood.switch(True)
            code = await serve_bot(own, stop)
            if filling is not None:
                filling.cancel()
    finally:
        await sandbox.stop()
    return code


def _samples() -> list[Path]:
    return sorted(SAMPLES.glob("*.txt"))


async def _fill(world: World, samples: list[Path]) -> None:
    """Invites the newsroom, hands the samples in and queues them a minute apart."""
    try:
        async with asyncio.timeout(PATIENCE):
            for person in (OWNER, SUBSCRIBER):
                world.send_text(person, person, "/start")
            used = set[str]()
            for person, role in ((EDITOR, "editor"), (CHIEF, "chief"), (AUTHOR, "author")):
                world.send_text(OWNER, OWNER, f"/invite {role}")
                secret = await _invited(world, used)
                world.send_text(person, person, f"/start {secret}")
            for number, sample in enumerate(samples, 1):
                world.send_text(EDITOR, EDITOR, sample.read_text(encoding="utf-8"))
                await _said(world, EDITOR, re.compile(rf"№ {number} ·"))
                unit = "минуту" if number == 1 else "минуты"
                world.send_text(EDITOR, EDITOR, f"/at {number} через {number} {unit}")
    except TimeoutError:
        log.warning("the bot did not answer in time; the sandbox stays without samples")
    world.flood.switch(True)  # only now: nobody hands in so much at once in the real Telegram


async def _invited(world: World, used: set[str]) -> str:
    """Waits for an invite that was not used yet."""
    while True:
        for message in world.messages(OWNER):
            found = re.search(r"\?start=(\S+)", _text(message))
            if found and found.group(1) not in used:
                used.add(found.group(1))
                return found.group(1)
        await asyncio.sleep(0.1)


async def _said(world: World, chat_id: int, pattern: re.Pattern[str]) -> re.Match[str]:
    """Waits until the bot has said something in the chat that fits the pattern."""
    while True:
        for message in world.messages(chat_id):
            if (found := pattern.search(_text(message))) and _by_bot(message):
                return found
        await asyncio.sleep(0.1)


def _text(message: dict[str, Any]) -> str:
    urls = " ".join(str(entity.get("url", "")) for entity in message.get("entities", ()))
    return f"{message.get('text', '')} {urls}"


def _by_bot(message: dict[str, Any]) -> bool:
    return bool(message.get("from", {}).get("is_bot"))

"""`sandbox`: the local Telegram alone, for a bot in another process."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.cli.signals import stop_on_signals
from bot.sandbox import Sandbox, World

SANDBOX_DATA = Path("data/sandbox")

# Not a secret: it opens nothing but the sandbox.
BOT_TOKEN = "100001:sandbox-token-that-opens-nothing-else"  # noqa: S105
BOT_NAME = "vestnik_bot"
CHANNEL_ID, CHANNEL_NAME = -1001000000001, "khabvesti"
OWNER, EDITOR, SUBSCRIBER, STRANGER = 1001, 1002, 1003, 1004

HINT = """
A local Telegram at {url}
Start the bot against it, in another terminal:

  BOT_TOKEN={token} OWNER_ID={owner} CHANNEL=@{channel} \\
  DATABASE_URL=sqlite:///data/sandbox/bot.db TELEGRAM_API_URL={url} python -m bot run
"""


def serve(port: int) -> int:
    """Runs the sandbox until it is told to stop."""
    return asyncio.run(_serve(port))


async def _serve(port: int) -> int:
    stop = stop_on_signals()
    sandbox = await open_sandbox(port)
    if sandbox.world.fresh:
        people_the_world(sandbox.world)
    hint = HINT.format(url=sandbox.url, token=BOT_TOKEN, owner=OWNER, channel=CHANNEL_NAME)
    print(hint, flush=True)
    try:
        await stop.wait()
    finally:
        await sandbox.stop()
    return 0


async def open_sandbox(port: int) -> Sandbox:
    """The sandbox whose state lies in data/sandbox; on a free port where `port` is taken."""
    _make_folder()
    sandbox = Sandbox(SANDBOX_DATA / "telegram.db")
    try:
        await sandbox.start(port=port)
    except OSError:
        await sandbox.start(port=0)
    return sandbox


def _make_folder() -> None:
    SANDBOX_DATA.mkdir(parents=True, exist_ok=True)


def people_the_world(world: World) -> None:
    """A bot, a channel where it may post, and four people."""
    world.add_bot(BOT_TOKEN, username=BOT_NAME, first_name="Вестник")
    world.add_user(OWNER, "Анна", last_name="Хозяйкина", username="anna", role="owner")
    world.add_user(EDITOR, "Борис", last_name="Правкин", username="boris", role="editor")
    world.add_user(SUBSCRIBER, "Вера", username="vera", role="subscriber")
    world.add_user(STRANGER, "Глеб", role="stranger")
    world.add_channel(CHANNEL_ID, "Хабаровские вести", username=CHANNEL_NAME, owner_id=OWNER)
    bot_id = int(BOT_TOKEN.split(":")[0])
    world.set_member(
        CHANNEL_ID,
        bot_id,
        "administrator",
        can_post_messages=True,
        can_edit_messages=True,
        can_delete_messages=True,
    )
    for person in (EDITOR, SUBSCRIBER, STRANGER):
        world.set_member(CHANNEL_ID, person, "member")

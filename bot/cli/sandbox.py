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
SECOND_ID, SECOND_NAME = -1001000000002, "amurvesti"  # the bot is not there yet
DESK_ID, DISCUSSION_ID, JOURNAL_ID = -1001000000003, -1001000000004, -1001000000005
OWNER, EDITOR, SUBSCRIBER, STRANGER, CHIEF, AUTHOR = 1001, 1002, 1003, 1004, 1005, 1006

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
    """A bot, a channel where it may post, one that it may be added to, a newsroom and readers."""
    world.add_bot(BOT_TOKEN, username=BOT_NAME, first_name="Вестник", inline=True)
    world.add_user(OWNER, "Анна", last_name="Хозяйкина", username="anna", role="owner")
    world.add_user(EDITOR, "Борис", last_name="Правкин", username="boris", role="editor")
    world.add_user(SUBSCRIBER, "Вера", username="vera", role="subscriber")
    world.add_user(STRANGER, "Глеб", role="stranger")
    world.add_user(CHIEF, "Дарья", last_name="Главная", username="daria", role="chief")
    world.add_user(AUTHOR, "Егор", last_name="Новиков", username="egor", role="author")
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
    world.add_channel(SECOND_ID, "Амурские вести", username=SECOND_NAME, owner_id=OWNER)
    for person in (EDITOR, SUBSCRIBER, STRANGER):
        world.set_member(CHANNEL_ID, person, "member")
    world.add_group(DESK_ID, "Редакция", owner_id=OWNER, forum=True)
    world.create_topic(OWNER, DESK_ID, "Посты")
    world.add_group(DISCUSSION_ID, "Обсуждение вестей", owner_id=OWNER)
    world.link(CHANNEL_ID, DISCUSSION_ID)
    for person in (EDITOR, CHIEF, AUTHOR):
        world.set_member(DESK_ID, person, "member")
    world.add_channel(JOURNAL_ID, "Журнал", owner_id=OWNER)
    rights = dict.fromkeys(("can_post_messages", "can_delete_messages"), True)
    world.set_member(JOURNAL_ID, bot_id, "administrator", **rights)
    for group in (DESK_ID, DISCUSSION_ID):
        world.set_member(group, bot_id, "administrator", can_delete_messages=True)

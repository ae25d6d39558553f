"""Vestnik itself, with its waits for lost answers shortened: a bench has no minutes to give."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.telegram import deferred_types

deferred_types.install()  # before anything imports aiogram

from bot.app import assembly  # noqa: E402
from bot.app.life import live  # noqa: E402
from bot.cli.signals import stop_on_signals  # noqa: E402
from bot.clock import TrustedClock  # noqa: E402
from bot.domain.channel import Channel, HouseStyle, Rules  # noqa: E402
from bot.domain.people import Person  # noqa: E402
from bot.domain.post import Status  # noqa: E402
from bot.domain.release import RawRelease, Wishes  # noqa: E402
from bot.domain.text import FormattedText  # noqa: E402
from bot.planning import Patience  # noqa: E402
from bot.services.making import add_copy  # noqa: E402
from bot.settings import Settings  # noqa: E402
from bot.store import Store, Transaction  # noqa: E402

OWNER = 1001
SECOND = timedelta(seconds=1)
# Ten times as hasty as in earnest; so are the others' tries, which are not: they are seconds.
QUICK = Patience(
    looks=(SECOND / 2, SECOND * 2, SECOND * 6), audits=(SECOND / 5, SECOND * 10), cut=SECOND * 6
)


async def lay(url: str, chat: int, journal: int, posts: list[tuple[str, float]]) -> None:
    """Puts the posts into the queue."""

    async def work(tx: Transaction) -> None:
        now = datetime.now(UTC) - timedelta(hours=1)
        await tx.people.save(Person(OWNER, "Анна", owner=True), now)
        channel = await tx.channels.add(str(chat), Channel(
            0, chat, "Канал", None, "UTC", "daily 09:00", HouseStyle(footer=""),
            least_gap=timedelta(), rules=Rules(journal_chat_id=journal),
        ))  # fmt: skip
        await tx.channels.make_main(channel.id)
        for text, due in posts:
            raw = RawRelease(FormattedText(text), sender_id=OWNER)
            row = await add_copy(tx, channel, raw, Wishes(), now)
            at = datetime.fromtimestamp(due, UTC)
            await tx.posts.change(row.id, allowed=(Status.DRAFT,), status=Status.QUEUED, due_at=at)

    store = await Store.open(url)
    await store.run(work)
    await store.close()


async def main(url: str, token: str, chat: str, file: str) -> None:
    """Runs until it is killed."""
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        bot_token=token, owner_id=OWNER, channel=chat, telegram_api_url=url,
        database_url=f"sqlite:///{Path(file)}",
    )  # fmt: skip
    await live(settings, TrustedClock(), stop_on_signals())


if __name__ == "__main__":
    assembly.Patience = lambda: QUICK  # type: ignore[misc,assignment]
    asyncio.run(main(*sys.argv[1:5]))

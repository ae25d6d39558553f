"""After a silence the desk hears what may be missing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.services.contact import FACT, Contact
from bot.store import Transaction
from tests.newsroom import ANNA, BORIS, Newsroom, text

pytestmark = pytest.mark.usefixtures("desk")


async def away(newsroom: Newsroom, **by: float) -> None:
    await newsroom.crash_bot()
    newsroom.clock.at += timedelta(**by)
    await newsroom.start_bot()
    await newsroom.until_async_true(lambda: newsroom.app.store.run(noted(newsroom)))
    await newsroom.settled()


def noted(newsroom: Newsroom) -> Callable[[Transaction], Awaitable[bool]]:
    async def work(tx: Transaction) -> bool:
        return await tx.facts.get(FACT) == newsroom.clock.at.isoformat()

    return work


async def test_a_day_without_updates_is_told_to_everybody_at_the_desk(newsroom: Newsroom) -> None:
    await away(newsroom, hours=22)
    for person in (ANNA, BORIS):
        assert text(newsroom.by_bot(person)[-1]) == (
            "⚠️ Бот не получал сообщений с 24.11 14:20 по 25.11 12:20. Telegram хранит их сутки: "
            "присланное с 24.11 14:20 по 24.11 16:20 могло пропасть. Проверьте и пришлите ещё раз."
        )


async def test_half_an_hour_is_told_to_the_owner_once(newsroom: Newsroom) -> None:
    before = len(newsroom.by_bot(BORIS))
    await away(newsroom, minutes=30)
    said = text(newsroom.by_bot(ANNA)[-1])
    assert said.startswith("Бот не получал сообщений с 24.11 14:20 по 24.11 14:50.")
    assert len(newsroom.by_bot(BORIS)) == before
    told = len(newsroom.by_bot(ANNA))
    await away(newsroom, minutes=5)
    assert len(newsroom.by_bot(ANNA)) == told


async def test_an_outage_while_the_bot_runs_counts_too(newsroom: Newsroom) -> None:
    contact = Contact(newsroom.app.store, newsroom.clock)
    await contact.keep()
    contact.lose()
    newsroom.clock.at += timedelta(hours=2)
    await contact.keep()
    await newsroom.settled()
    assert "с 24.11 14:20 по 24.11 16:20" in text(newsroom.by_bot(ANNA)[-1])
    newsroom.clock.at += timedelta(hours=5)  # a clock that was set is no outage
    told = len(newsroom.by_bot(ANNA))
    await contact.keep()
    await newsroom.settled()
    assert len(newsroom.by_bot(ANNA)) == told

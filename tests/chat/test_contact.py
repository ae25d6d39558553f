"""After a silence the desk hears what may be missing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.services.contact import FACT, Contact
from bot.store import Transaction
from tests.newsroom import ANNA, BORIS, Newsroom, buttons, text

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


async def press_unheard(newsroom: Newsroom, minutes: float) -> None:
    """Boris presses a button while the bot is away for so long; then he writes."""
    card = await newsroom.hand_in("В Хабаровске открыли новый мост через Амур.")
    await newsroom.crash_bot()
    data = next(iter(buttons(card).values()))
    newsroom.world.press(BORIS, BORIS, card["message_id"], data)
    newsroom.clock.at += timedelta(minutes=minutes)
    await newsroom.start_bot()
    await newsroom.until_async_true(lambda: newsroom.app.store.run(noted(newsroom)))
    await newsroom.say(BORIS, "/help")


def told_of_presses(newsroom: Newsroom, person: int) -> list[str]:
    return [text(m) for m in newsroom.by_bot(person) if "нажатия" in text(m)]


async def test_presses_that_telegram_did_not_keep_are_asked_for_again(newsroom: Newsroom) -> None:
    await press_unheard(newsroom, minutes=10)
    for person in (ANNA, BORIS):
        assert told_of_presses(newsroom, person) == [
            "⚠️ С 24.11 14:20 по 24.11 14:30 у бота не было связи с Telegram, и нажатия за это "
            "время Telegram не сохранил. Если вы нажимали кнопку, нажмите её ещё раз."
        ]
    await newsroom.say(BORIS, "/help")
    assert len(told_of_presses(newsroom, BORIS)) == 1


async def test_a_silence_that_cost_no_press_asks_for_nothing(newsroom: Newsroom) -> None:
    await away(newsroom, minutes=10)
    await newsroom.say(BORIS, "/help")
    assert not told_of_presses(newsroom, BORIS)

"""An editor alerts the subscribers: a dry run, each reader once, whatever breaks."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.domain.bulletins import Fate
from bot.domain.following import Subscription
from bot.sandbox.faults import Asked, Broken, Faults, Reply
from bot.store import Transaction
from tests.chat.published import publish, renewed
from tests.chat.releases import SCHOOL
from tests.chat.test_flood import too_many
from tests.newsroom import BORIS, GLEB, VERA, Message, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")

HEAD = "В\N{NO-BREAK SPACE}школе"
CROWD = range(5001, 5013)


async def subscribe(newsroom: Newsroom, readers: Sequence[int], **wishes: object) -> None:
    """Readers who follow everything in digests, by day and night."""

    async def work(tx: Transaction) -> None:
        for user_id in readers:
            known = Subscription(user_id, "Asia/Vladivostok", 0, everything=True, digest=True)
            await tx.subscriptions.put(replace(known, **{"quiet": "", **wishes}))

    for user_id in readers:
        if user_id in CROWD:
            newsroom.world.add_user(user_id, f"Ч{user_id}")
        newsroom.world.send_text(user_id, user_id, "/start")
    await newsroom.settled()
    await newsroom.app.store.run(work)


async def asked(newsroom: Newsroom, card: Message) -> Message:
    """The question before an alert."""
    card = await renewed(newsroom, card)
    await newsroom.press("Оповестить подписчиков", card)
    return await renewed(newsroom, card)


def got(newsroom: Newsroom, reader: int, head: str = "Мост через") -> int:
    """How many copies a reader has."""
    return sum(text(m).startswith(head) for m in newsroom.by_bot(reader))


async def shown(newsroom: Newsroom, words: str) -> Message:
    """Waits for the progress to say so."""

    def found() -> Message | None:
        last = [m for m in newsroom.by_bot(BORIS) if text(m).startswith("📣")]
        return last[-1] if last and words in text(last[-1]) else None

    message: Message = await newsroom.until(found)
    return message


async def fates(newsroom: Newsroom) -> Counter[Fate]:
    """What became of the messages of the first broadcast."""
    found = await newsroom.app.store.run(
        lambda tx: tx.broadcasts.progress(1, newsroom.clock.now())
    )
    return Counter(found.counts)


async def test_each_reader_once_and_nobody_is_woken(newsroom: Newsroom) -> None:
    await subscribe(newsroom, [VERA, GLEB])
    await subscribe(newsroom, [CROWD[0]], quiet="14:00-15:00")
    card = await publish(newsroom)
    question = await asked(newsroom, card)
    assert text(question).splitlines()[2:4] == [
        "Всем: 3 читателя, примерно 1 секунда, из них 1 — после тихих часов",
        "Кто следит за этим: 3 читателя, примерно 1 секунда, из них 1 — после тихих часов",
    ]
    await newsroom.press("Да, всех: 3", question)
    progress = await shown(newsroom, "2 из 3 · 1 получит после тихих часов")
    assert list(buttons(progress)) == ["Пауза", "Остановить"]
    assert "Оповестить подписчиков" in buttons(await renewed(newsroom, card))
    assert [got(newsroom, reader) for reader in (VERA, GLEB, CROWD[0])] == [1, 1, 0]
    assert list(buttons(newsroom.by_bot(GLEB)[-1])) == [
        "Open in the channel", "Subscription", "Unsubscribe",
    ]  # fmt: skip
    await newsroom.pass_time(minutes=41)
    assert not buttons(await shown(newsroom, "3 из 3 · готово"))
    assert got(newsroom, CROWD[0]) == 1

    question = await asked(newsroom, card)
    assert "Всем: 0 читателей" in text(question)
    assert list(buttons(question)) == ["Нет"]


async def test_who_blocked_the_bot_is_left_alone_until_they_return(newsroom: Newsroom) -> None:
    await subscribe(newsroom, [VERA, GLEB, CROWD[0]])
    newsroom.world.block(VERA)  # Telegram tells
    await newsroom.settled()
    card = await publish(newsroom)
    newsroom.world.chat(GLEB).blocked = True  # found out by the first refusal
    counted = newsroom.world.on_accept = Calls()
    await newsroom.press("Да, всех: 2", await asked(newsroom, card))
    await shown(newsroom, "готово\nзаблокировали бота: 1")
    assert (counted.calls[str(VERA)], counted.calls[str(GLEB)]) == (0, 1)

    newsroom.world.chat(GLEB).blocked = False
    await newsroom.say(GLEB, "/subscribe")
    newsroom.world.block(VERA, False)
    await newsroom.settled()
    question = await asked(newsroom, card)
    # Who was gone when it went out may have it now; the one who has it does not count.
    assert "Да, всех: 1" in buttons(question)


async def test_a_lost_answer_goes_by_the_channels_rule(newsroom: Newsroom) -> None:
    await subscribe(newsroom, [VERA, GLEB])
    card = await publish(newsroom)
    newsroom.world.on_accept = Lost(VERA)
    await newsroom.press("Да, всех: 2", await asked(newsroom, card))
    await shown(newsroom, "готово\nответа нет, не повторяли: 1")
    assert (got(newsroom, VERA), got(newsroom, GLEB)) == (1, 1)

    async def insist(tx: Transaction) -> None:
        channel = await tx.channels.get(1)
        await tx.channels.save(replace(channel, rules=replace(channel.rules, again=True)))

    await newsroom.app.store.run(insist)
    await newsroom.pass_time(minutes=2)
    second = await publish(newsroom, SCHOOL)
    newsroom.world.on_accept = Lost(VERA)
    await newsroom.press("Да, всех: 2", await asked(newsroom, second))
    await shown(newsroom, "готово\nответа не было, повторили: 1")
    assert (got(newsroom, VERA, HEAD), got(newsroom, GLEB, HEAD)) == (2, 1)


async def test_pause_stop_and_a_crash_in_the_middle(newsroom: Newsroom) -> None:
    await subscribe(newsroom, CROWD)
    card = await publish(newsroom)
    held = newsroom.world.on_accept = Held(6)
    await newsroom.press("Да, всех: 12", await asked(newsroom, card))
    await newsroom.until(lambda: held.waiting == 6)
    await newsroom.crash_bot()
    held.open.set()
    newsroom.world.on_accept = Faults()
    await newsroom.start_bot()
    await newsroom.pass_time(seconds=6)
    progress = await shown(newsroom, "12 из 12 · готово")
    # All twelve were in hand when it died: what it had no answer to is never sent again.
    counts = await fates(newsroom)
    assert counts[Fate.SENT] + counts[Fate.UNKNOWN] == 12
    assert max(got(newsroom, reader) for reader in CROWD) == 1
    assert f"ответа нет, не повторяли: {counts[Fate.UNKNOWN]}" in text(progress)

    await subscribe(newsroom, [VERA, GLEB], quiet="14:00-15:00")
    await newsroom.press("Да, всех: 2", await asked(newsroom, card))
    progress = await shown(newsroom, "12 из 14 · 2 получат после тихих часов")
    listed = await newsroom.say(BORIS, "/broadcasts")
    assert text(listed) == text(progress)
    await newsroom.press("Пауза", listed)
    progress = await shown(newsroom, "на паузе")
    await newsroom.pass_time(hours=1)
    await newsroom.press("Остановить", progress)
    await shown(newsroom, "14 из 14 · остановлена")
    assert "ничего не рассылается" in text(await newsroom.say(BORIS, "/broadcasts"))
    assert (got(newsroom, VERA), got(newsroom, GLEB)) == (0, 0)


async def test_a_reader_whom_telegram_holds_back_gets_it_later(newsroom: Newsroom) -> None:
    await subscribe(newsroom, [VERA, GLEB])
    card = await publish(newsroom)
    newsroom.world.on_accept = Flooded(30, VERA)
    await newsroom.press("Да, всех: 2", await asked(newsroom, card))
    await shown(newsroom, "1 из 2")
    newsroom.world.on_accept = Faults()
    await newsroom.pass_time(seconds=31)
    await shown(newsroom, "2 из 2 · готово")
    assert (got(newsroom, VERA), got(newsroom, GLEB)) == (1, 1)


class Calls(Faults):
    """Counts the calls by chat."""

    def __init__(self) -> None:
        self.calls = Counter[str]()

    async def before(self, asked: Asked) -> Reply | None:
        self.calls[asked.params.get("chat_id", "")] += 1
        return None


class Flooded(Faults):
    """Refuses copies for a reader as too many."""

    def __init__(self, seconds: int, reader: int) -> None:
        self.reply, self.reader = too_many(seconds), str(reader)

    async def before(self, asked: Asked) -> Reply | None:
        copied = "copy" in asked.method.lower()
        return self.reply if copied and asked.params.get("chat_id") == self.reader else None


class Lost(Faults):
    """Sends one copy to a reader, and breaks the connection before the answer."""

    def __init__(self, reader: int) -> None:
        self.reader = str(reader)

    async def after(self, asked: Asked, reply: Reply) -> Reply | Broken:
        if asked.params.get("chat_id") != self.reader or "copy" not in asked.method.lower():
            return reply
        self.reader = ""
        return Broken()


class Held(Faults):
    """Lets some copies through, and holds the next until `open`."""

    def __init__(self, free: int) -> None:
        self.free = free
        self.waiting = 0
        self.open = asyncio.Event()

    async def before(self, asked: Asked) -> Reply | None:
        if "copy" not in asked.method.lower():
            return None
        if self.free:
            self.free -= 1
            return None
        self.waiting += 1
        await self.open.wait()
        return None

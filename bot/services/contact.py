"""When updates last came: after a long silence the desk is told what may be missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.domain.desk import Place
from bot.domain.errors import InputError, mark
from bot.services.channels import main_channel
from bot.services.notices import said
from bot.services.ports import Clock
from bot.store import Store, Transaction

FACT = "updates came"
EVERY = timedelta(seconds=10)  # so often it is written down

WORTH_SAYING = timedelta(minutes=15)
# Telegram keeps updates for 24 hours from the date of the message (bot-api.md §4).
NEAR_THE_LIMIT = timedelta(hours=20)
# It keeps the press of a button for 150 seconds; the numbers of what it dropped stay unused.
PRESS_LIFE = timedelta(seconds=150)
FEW = 10_000  # so far apart are only numbers that begin anew after a quiet week

BACK = mark(
    "The bot received no messages from {since} to {until}. What was sent meanwhile is being "
    "handled now."
)
MISSING = mark(
    "⚠️ The bot received no messages from {since} to {until}. Telegram keeps them for a day: what "
    "was sent from {since} to {lost} may be missing. Look through it and send it again."
)
DROPPED = mark(
    "⚠️ The bot had no contact with Telegram from {since} to {until}, and Telegram did not keep "
    "the presses of that time. If you pressed a button then, press it once more."
)


@dataclass(slots=True)
class Contact:
    """Notes that Telegram answers, and how long it did not."""

    store: Store
    clock: Clock
    _lost: bool = True  # whether an outage, or a start, lies before the next answer
    _noted: datetime | None = None
    _silence: tuple[datetime, datetime] | None = None  # the last one that presses did not outlast

    def lose(self) -> None:
        """Telegram can't be reached, or updates can't be taken."""
        self._lost = True

    async def keep(self, first: int | None = None) -> None:
        """Telegram has just been asked for updates and has answered. Raises StoreError.

        `first` is the number of the first update that came with the answer, stored by now; the
        first one after a silence tells whether any before it were dropped.
        """
        await self._note_answer()
        if first is not None and self._silence is not None:
            silence = self._silence
            await self.store.run(lambda tx: self._tell_of_dropped(tx, first, silence))
            self._silence = None

    async def _note_answer(self) -> None:
        now = self.clock.now()
        if not self._lost and self._noted is not None and now - self._noted < EVERY:
            return
        await self.store.run(lambda tx: self._note(tx, now))
        self._lost, self._noted = False, now

    async def _note(self, tx: Transaction, now: datetime) -> None:
        before = await tx.facts.get(FACT)
        await tx.facts.put(FACT, now.isoformat())
        if before is None or not self._lost:
            return
        since = datetime.fromisoformat(before).astimezone(UTC)
        if now - since >= PRESS_LIFE:
            self._silence = since, now
        if now - since < WORTH_SAYING:
            return
        long = now - since >= NEAR_THE_LIMIT
        people = await (tx.people.at_the_desk() if long else tx.people.owners())
        missing = {"lost": now - NEAR_THE_LIMIT} if long else {}
        text = await _text(tx, MISSING if long else BACK, since=since, until=now, **missing)
        for person in people:
            await tx.notices.add("text", Place(person.user_id), now, text=text)

    async def _tell_of_dropped(
        self, tx: Transaction, first: int, silence: tuple[datetime, datetime]
    ) -> None:
        known = await tx.inbox.before(first)
        if known is None or not 0 < first - known - 1 <= FEW:
            return
        since, until = silence
        text = await _text(tx, DROPPED, since=since, until=until)
        for person in await tx.people.at_the_desk():
            await tx.notices.add("text", Place(person.user_id), self.clock.now(), text=text)


async def _text(tx: Transaction, words: str, **instants: datetime) -> str:
    zone = (await main_channel(tx)).zone
    at = {name: f"{instant.astimezone(zone):%d.%m %H:%M}" for name, instant in instants.items()}
    return said(InputError(words, **at))

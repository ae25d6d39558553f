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

BACK = mark(
    "The bot received no messages from {since} to {until}. What was sent meanwhile is being "
    "handled now."
)
MISSING = mark(
    "⚠️ The bot received no messages from {since} to {until}. Telegram keeps them for a day: what "
    "was sent from {since} to {lost} may be missing. Look through it and send it again."
)


@dataclass(slots=True)
class Contact:
    """Notes that Telegram answers, and how long it did not."""

    store: Store
    clock: Clock
    _lost: bool = True  # whether an outage, or a start, lies before the next answer
    _noted: datetime | None = None

    def lose(self) -> None:
        """Telegram can't be reached, or updates can't be taken."""
        self._lost = True

    async def keep(self) -> None:
        """Telegram has just been asked for updates and has answered. Raises StoreError."""
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
        if now - since < WORTH_SAYING:
            return
        zone = (await main_channel(tx)).zone
        at = {
            name: f"{instant.astimezone(zone):%d.%m %H:%M}"
            for name, instant in (
                ("since", since), ("until", now), ("lost", now - NEAR_THE_LIMIT)
            )
        }  # fmt: skip
        long = now - since >= NEAR_THE_LIMIT
        people = await (tx.people.at_the_desk() if long else tx.people.owners())
        text = said(InputError(MISSING if long else BACK, **at))
        for person in people:
            await tx.notices.add("text", Place(person.user_id), now, text=text)

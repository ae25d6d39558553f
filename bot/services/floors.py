"""The highest message of each channel, learned where others wrote while the bot was away."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from bot.domain.channel import Channel
from bot.services.inbox import TelegramAway
from bot.services.ports import NoWitness, Witness
from bot.store import Store

log = logging.getLogger(__name__)

WINDOW = 100  # messages that one question may be about
NO_SUCH = 2**31 - 1  # no channel has come so far


@dataclass(frozen=True, slots=True)
class Floors:
    """Looks once in a life at each channel; a search above a floor that is too low reads more."""

    store: Store
    witness: Witness
    learned: set[int] = field(default_factory=set)

    async def learn(self) -> None:
        """Raises the floors of channels that were not looked at yet."""
        for channel in await self.store.run(lambda tx: tx.channels.all()):
            if channel.id in self.learned:
                continue
            try:
                await self._learn(channel)
            except NoWitness as error:
                log.info("the messages of %s can't be counted: %s", channel.title, error)
            except TelegramAway:
                return
            self.learned.add(channel.id)

    async def _learn(self, channel: Channel) -> None:
        floor = await self.store.run(lambda tx: tx.channels.floor(channel.id))
        top = await highest(self.witness, channel.chat_id, floor)
        await self.store.run(lambda tx: tx.channels.raise_floor(channel.id, top))


async def highest(witness: Witness, chat_id: int | str, floor: int) -> int:
    """The highest message above `floor`, or `floor` itself; a gap of 100 may hide what follows.

    Raises TelegramAway, and NoWitness where the channel can't be seen.
    """
    if await witness.stands(chat_id, NO_SUCH):
        raise NoWitness("Telegram does not show the channel")

    async def hit(window: int) -> bool:
        first = floor + 1 + WINDOW * window
        return await witness.any_of(chat_id, range(first, first + WINDOW))

    if not await hit(0):
        return floor
    low, step = 0, 1
    while await hit(low + step):
        low, step = low + step, step * 2
    high = low + step
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if await hit(middle) else (low, middle)
    first = floor + 1 + WINDOW * low
    last = first + WINDOW - 1
    while first < last:
        middle = (first + last + 1) // 2
        if await witness.any_of(chat_id, range(middle, last + 1)):
            first = middle
        else:
            last = middle - 1
    return first

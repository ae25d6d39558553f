"""The ports of the bot's services onto the false Telegram, with all that can go wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any

from bot.domain.outcome import NotSent, Outcome, Refusal, Sent, Unknown
from bot.domain.post import Delivery
from bot.domain.sighting import Sighting
from bot.domain.text import FormattedText
from bot.services.floors import NO_SUCH
from bot.services.inbox import TelegramAway
from tests.simulation.telegram import BOUND, LATEST, Telegram

Point = Callable[[str], Awaitable[None]]

AWAY = NotSent("connection refused", retry_after=0)


@dataclass(slots=True)
class Line:
    """What all three share: the server, the chance, and where the process may die."""

    telegram: Telegram
    point: Point
    rng: Random

    @property
    def world(self) -> Any:
        return self.telegram.world

    async def pass_time(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    def fault(self, kinds: dict[str, float]) -> str:
        """What goes wrong with this call."""
        if self.telegram.weather == "away":
            return "away"
        chosen = "none"
        if self.telegram.weather == "storm":
            chosen = self.rng.choices(list(kinds), list(kinds.values()))[0]
        if chosen != "none":
            self.world.trouble()
            self.world.figures["faults"] += 1
            self.world.figures[f"fault {chosen}"] += 1
        return chosen


SENDING = {
    "none": 30, "lost after": 14, "lost before": 14, "ghost": 12, "late ghost": 4, "partial": 8,
    "429": 8, "5xx before": 8, "refused": 1, "refused connection": 8,
}  # fmt: skip


@dataclass(slots=True)
class SimSender(Line):
    """The Sender port."""

    look: Callable[[int, Delivery], tuple[int, int]]  # which post and part it is; the oracle looks

    async def send(self, chat_id: int | str, delivery: Delivery) -> Outcome:
        chat = int(chat_id)
        await self.point("before the call")
        post, part = self.look(chat, delivery)
        keys = [(post, part, item) for item in range(delivery.part.messages)]
        pieces = list(zip(delivery.part.prints, keys, strict=True))
        fault = self.fault(SENDING)
        if len(pieces) == 1 and fault == "partial":
            fault = "ghost"
        self.world.tell(f"{chat}: send post {post} part {part}: {fault}")
        outcome = await self._carry_out(chat, pieces, fault)
        await self.point("after the call")
        return outcome

    async def _carry_out(
        self, chat: int, pieces: list[tuple[str, tuple[int, int, int]]], fault: str
    ) -> Outcome:
        put, rng = self.telegram.put, self.rng
        await self.pass_time(rng.uniform(0.02, 0.2))
        match fault:
            case "none":
                numbers = tuple(put(chat, print_, key) for print_, key in pieces)
                await self.point("taken, not answered")
                await self.pass_time(rng.uniform(0.02, 0.2))
                self.telegram.reach()
                return Sent(numbers)
            case "lost after":
                for print_, key in pieces:
                    put(chat, print_, key)
                return await self._silence()
            case "lost before":
                return await self._silence()
            case "ghost" | "late ghost":
                late = fault == "late ghost"
                silence = rng.uniform(0.1, 60)
                delay = rng.uniform(BOUND + 1, LATEST) if late else rng.uniform(0, BOUND - 1)

                def land() -> None:
                    for print_, key in pieces:
                        put(chat, print_, key, late=late)

                self.telegram.later(silence + delay, land)
                return await self._silence(silence)
            case "partial":
                for print_, key in pieces[: rng.randint(1, len(pieces) - 1)]:
                    put(chat, print_, key)
                await self.point("taken in part")
                return Unknown("an item of the album failed")
            case "429":
                seconds = rng.uniform(1, 90)
                self.world.trouble(seconds)
                self.telegram.reach()
                return NotSent("Too Many Requests", retry_after=seconds)
            case "5xx before":
                return Unknown("502 Bad Gateway")
            case "refused":
                self.telegram.reach()
                return NotSent("Bad Request: something about this very post")
        return AWAY

    async def _silence(self, seconds: float | None = None) -> Outcome:
        seconds = self.rng.uniform(0.1, 60) if seconds is None else seconds
        self.world.trouble(seconds)
        await self.point("no answer yet")
        await self.pass_time(seconds)
        return Unknown("no answer")


CHANGING = {"none": 60, "lost after": 12, "lost before": 12, "429": 8, "refused connection": 8}


@dataclass(slots=True)
class SimKeeper(Line):
    """The Keeper port."""

    async def edit(
        self, chat_id: int | str, message_id: int, old: Delivery, new: Delivery
    ) -> Outcome:
        messages = self.telegram.chats[int(chat_id)].messages

        def change() -> Outcome:
            message = messages.get(message_id)
            if message is None or not message.stands:
                return NotSent("message to edit not found", refusal=Refusal.GONE)
            message.print = new.part.prints[0]
            self.world.tell(f"{chat_id}: message {message_id} is edited")
            return Sent((message_id,))

        return await self._call(change)

    async def delete(self, chat_id: int | str, message_ids: Sequence[int]) -> Outcome:
        def change() -> Outcome:
            for number in message_ids:
                self.telegram.remove(int(chat_id), number)
            return Sent(tuple(message_ids))

        return await self._call(change)

    async def pin(self, chat_id: int | str, message_id: int, *, silent: bool = True) -> Outcome:
        return await self._call(lambda: Sent((message_id,)))

    async def unpin(self, chat_id: int | str, message_id: int) -> Outcome:
        return await self._call(lambda: Sent((message_id,)))

    async def comment(self, chat_id: int, reply_to: int, text: FormattedText) -> Outcome:
        return NotSent("there is no discussion group")

    async def _call(self, change: Callable[[], Outcome]) -> Outcome:
        await self.point("before a change")
        fault = self.fault(CHANGING)
        await self.pass_time(self.rng.uniform(0.02, 0.2))
        match fault:
            case "none":
                outcome = change()
                await self.point("changed, not answered")
                self.telegram.reach()
                return outcome
            case "lost after" | "lost before":
                if fault == "lost after":
                    change()
                self.world.trouble(10)
                await self.pass_time(10)
                return Unknown("no answer")
            case "429":
                self.world.trouble(30)
                return NotSent("Too Many Requests", retry_after=30)
        return AWAY


LOOKING = {"none": 97, "refused connection": 3}


@dataclass(slots=True)
class SimWitness(Line):
    """The Witness port."""

    async def stands(self, chat_id: int | str, message_id: int) -> bool:
        return await self.any_of(chat_id, [message_id])

    async def any_of(self, chat_id: int | str, message_ids: Sequence[int]) -> bool:
        await self._reach()
        if NO_SUCH in message_ids:
            return False
        messages = self.telegram.chats[int(chat_id)].messages
        return any(n in messages and messages[n].stands for n in message_ids)

    async def read(self, chat_id: int | str, message_id: int, journal_id: int) -> Sighting | None:
        await self._reach()
        await self.pass_time(0.05)
        await self.point("in the journal chat")
        message = self.telegram.chats[int(chat_id)].messages.get(message_id)
        if message is None or not message.stands:
            return None
        return Sighting(message_id, message.print, message.at.replace(microsecond=0))

    async def _reach(self) -> None:
        if self.fault(LOOKING) != "none":
            await self.pass_time(0.05)
            raise TelegramAway("connection refused")
        self.telegram.reach()


@dataclass(slots=True)
class SimBot:
    """As much of aiogram's Bot as a question for the time needs."""

    telegram: Telegram
    reach: Callable[[], None] = field(default=lambda: None)

    async def __call__(self, _method: object, request_timeout: int = 0) -> None:
        await asyncio.sleep(0.1)
        if self.telegram.weather == "away":
            raise OSError("connection refused")
        self.telegram.reach()


def instant(text: str | None) -> datetime | None:
    """An instant as SQLite keeps it."""
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)

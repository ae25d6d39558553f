"""The plan of faults: what is to break, what has broken, and whether the server is away."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bot.sandbox.addressing import chat_of
from bot.sandbox.alarms import Alarms
from bot.sandbox.arguments import to_integer
from bot.sandbox.breaking import answers
from bot.sandbox.breaking.fault import Fault, Kind
from bot.sandbox.breaking.ghosts import Ghosts
from bot.sandbox.breaking.strikes import Strike
from bot.sandbox.delivery import Delivery
from bot.sandbox.directory import Directory
from bot.sandbox.errors import PersonError
from bot.sandbox.faults import Accept, Asked, Broken, Faults, Outcome
from bot.sandbox.landings import LATE


class Plan(Faults):
    """The first fault that strikes a call decides what happens to it."""

    def __init__(
        self, directory: Directory, delivery: Delivery, clock: Callable[[], float]
    ) -> None:
        self._directory = directory
        self._delivery = delivery
        self._clock = clock
        self._alarms = Alarms(clock)
        self._absence = Alarms(clock)
        self._ghosts = Ghosts(clock)
        self._last_id = 0
        self._closed = False
        self._away_until: float | None = 0.0
        self.active: list[Fault] = []
        self.struck: list[Strike] = []
        self.refusing = asyncio.Event()
        """The port is closed; who listens there obeys."""
        self._connections: set[asyncio.BaseTransport] = set()

    # The plan

    def add(self, kind: str, **options: Any) -> Fault:
        """One more fault; its options are the fields of Fault. PersonError: there is none such."""
        try:
            fault = Fault(Kind(kind), **options)
        except (TypeError, ValueError):
            raise PersonError(f"Такого сбоя нет. Есть {', '.join(Kind)}.") from None
        self._last_id += 1
        fault.id = self._last_id
        self.active.append(fault)
        self._tell()
        return fault

    def remove(self, fault_id: int) -> None:
        """This fault strikes no more; an unknown one is no matter."""
        self.active = [fault for fault in self.active if fault.id != fault_id]
        self._tell()

    def clear(self) -> None:
        """No faults, the server is there, nothing hangs; ghosts on their way still come."""
        self.active.clear()
        self.release()
        self.come_back()

    def release(self) -> None:
        """Calls that hang go on."""
        self._alarms.release()
        self._tell()

    @property
    def hanging(self) -> int:
        """How many calls hang."""
        return len(self._alarms)

    # Ghosts

    @property
    def ghosts(self) -> int:
        """How many calls will happen after their caller was sent away."""
        return len(self._ghosts)

    async def land(self, *, everyone: bool = False) -> None:
        """Let the ghosts that are due happen now, or all of them; they do it themselves, too."""
        await self._ghosts.land(everyone=everyone)
        self._tell()

    # The whole server

    @property
    def away(self) -> bool:
        """Whether every connection is closed without a word."""
        return self._away_until is None or self._clock() < self._away_until

    @property
    def away_until(self) -> float | None:
        """The end of the present or last absence; None is until told."""
        return self._away_until

    def leave(self, seconds: float | None = None, *, refused: bool = False) -> None:
        """Close all connections, also of calls under way, for a while or until `come_back`.

        `refused` closes the port as well, so that nobody can even connect; the page lives
        behind the same port.
        """
        self._away_until = None if seconds is None else self._clock() + seconds
        self._absence.release()
        if refused:
            self.refusing.set()
        for transport in list(self._connections):
            transport.close()
        self._tell()

    def come_back(self) -> None:
        """Take calls again."""
        self._away_until = 0.0
        self._absence.release()
        self._tell()

    async def present(self) -> None:
        """Wait until the server is there."""
        while self.away:
            await self._absence.until(self._away_until)

    async def returned(self) -> None:
        """Wait until the port is to be open again."""
        await self.present()
        self.refusing.clear()
        self._tell()

    def close(self) -> None:
        """The server stops: what hangs ends unanswered, ghosts never come."""
        self._closed = True
        self._ghosts.close()
        self._alarms.release()

    @property
    def callers(self) -> int:
        """How many wait for an answer."""
        return sum(not connection.is_closing() for connection in self._connections)

    @contextmanager
    def answering(self, connection: asyncio.BaseTransport | None) -> Iterator[None]:
        """Within the block, `leave` closes the connection, too."""
        here = {connection} if connection else set()
        self._connections |= here
        try:
            yield
        finally:
            self._connections -= here

    # Calls

    def note(self, strike: Strike) -> None:
        """Put on record what has broken, also by others than the plan."""
        self.struck.append(strike)
        self._tell()

    async def around(self, asked: Asked, accept: Accept) -> Outcome:
        """What a call meets."""
        await self._ghosts.land()
        chat_id = chat_of(self._directory, asked)
        if self.away:
            self._strike("away", asked, chat_id)
            return Broken()
        for fault in self.active:
            if fault.fits(asked, chat_id) and self._possible(fault, asked) and fault.draw():
                strike = self._strike(fault.kind, asked, chat_id, fault)
                outcome = await self._break(fault, strike, asked, accept)
                self._tell()
                return Broken() if self._closed else outcome
        return await accept()

    async def _break(self, fault: Fault, strike: Strike, asked: Asked, accept: Accept) -> Outcome:
        if fault.kind == Kind.GHOST:
            self._ghosts.add(strike, accept, self._clock() + (fault.seconds or 0.0))
            if fault.answer == "hang":
                await self._alarms.until(None)
            return fault.outcome()
        if fault.kind == Kind.HANG and fault.when == "before":
            return await self._hang(fault, strike, asked, accept)
        if fault.when == "before":
            return fault.outcome()
        if fault.kind == Kind.PARTIAL:
            return await self._post_part(fault, strike, asked, accept)
        if fault.kind == Kind.REPEAT:
            self._delivery.queue(self._directory.bots[asked.token]).repeat_confirmed_by(
                to_integer(asked.params.get("offset", ""))
            )
        outcome = strike.accept(await accept(), self._clock())
        if fault.kind == Kind.HANG:
            await self._alarms.until(self._end(fault))
        if fault.kind in (Kind.HANG, Kind.REPEAT) or isinstance(outcome, Broken):
            return outcome
        if fault.kind == Kind.TRUNCATE:
            return answers.truncated(outcome)
        return fault.outcome()

    async def _hang(self, fault: Fault, strike: Strike, asked: Asked, accept: Accept) -> Outcome:
        await self._alarms.until(self._end(fault))
        if self._closed:
            return Broken()
        mark = LATE.set(asked.gone())
        try:
            return strike.accept(await accept(), self._clock())
        finally:
            LATE.reset(mark)

    async def _post_part(
        self, fault: Fault, strike: Strike, asked: Asked, accept: Accept
    ) -> Outcome:
        if fault.posted:
            answers.cut_album(asked, fault.posted)
            outcome = strike.accept(await accept(), self._clock())
            if not strike.accepted:
                return outcome
        return answers.failed_album(fault.posted)

    def _possible(self, fault: Fault, asked: Asked) -> bool:
        """Whether there is anything to repeat."""
        bot = self._directory.bots.get(asked.token)
        if fault.kind != Kind.REPEAT:
            return True
        offset = to_integer(asked.params.get("offset", ""))
        return bot is not None and self._delivery.queue(bot).confirms(offset)

    def _end(self, fault: Fault) -> float | None:
        return None if fault.seconds is None else self._clock() + fault.seconds

    def _strike(
        self, kind: str, asked: Asked, chat_id: int | None, fault: Fault | None = None
    ) -> Strike:
        strike = Strike.of(kind, asked, chat_id, self._clock())
        if fault:
            strike.fault_id = fault.id
            if fault.count == 0:
                self.active.remove(fault)
        self.note(strike)
        return strike

    def _tell(self) -> None:
        self._delivery.everybody("faults")

"""Live events for the people who look at the page."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager

from bot.sandbox.shapes import Json

Event = tuple[str, Json]
_BACKLOG = 1000  # a page that reads no more loses its stream and must reload


class Listener:
    """One open page of one person."""

    def __init__(self, user_id: int) -> None:
        self.user_id = user_id
        self._events: asyncio.Queue[Event | None] = asyncio.Queue(_BACKLOG)

    def put(self, event: Event | None) -> None:
        """Queue an event; None ends the stream."""
        try:
            self._events.put_nowait(event)
        except asyncio.QueueFull:
            while not self._events.empty():
                self._events.get_nowait()
            self._events.put_nowait(None)

    async def events(self, patience: float) -> AsyncIterator[Event | None]:
        """Events as they come; None after `patience` seconds without any."""
        while True:
            try:
                event = await asyncio.wait_for(self._events.get(), patience)
            except TimeoutError:
                yield None
                continue
            if event is None:
                return
            yield event


class Hub:
    """Who is listening."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    @contextmanager
    def listen(self, user_id: int) -> Iterator[Listener]:
        """A listener for as long as the block lasts."""
        listener = Listener(user_id)
        self._listeners.append(listener)
        try:
            yield listener
        finally:
            self._listeners.remove(listener)

    def publish(self, name: str, shape_for: Callable[[int], Json | None]) -> None:
        """Tell everybody for whom `shape_for(user_id)` gives data."""
        for listener in self._listeners:
            shape = shape_for(listener.user_id)
            if shape is not None:
                listener.put((name, shape))

    def close(self) -> None:
        """End all streams: the server stops."""
        for listener in self._listeners:
            listener.put(None)

"""A Telegram that loses answers, keeps calls back and is away: its channels are the truth."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from tests.simulation.world import World

Weather = Literal["fair", "storm", "away"]

BOUND = 60.0  # seconds after which a call that lands comes too late to be found (design §8.4)
LATEST = 150.0


@dataclass(slots=True)
class Standing:
    """A message of a channel; `key` is (post, part, item), None for one by hand."""

    number: int
    at: datetime
    print: str
    key: tuple[int, int, int] | None = None
    late: bool = False  # it came when nobody could look for it any more
    stands: bool = True
    by_hand: bool = False  # it was deleted by an administrator


@dataclass(slots=True)
class Chat:
    """A channel."""

    messages: dict[int, Standing] = field(default_factory=dict)
    last: int = 0

    def copies(self, key: tuple[int, int, int]) -> list[Standing]:
        """What stands there of one message of a post."""
        return [m for m in self.messages.values() if m.stands and m.key == key]


class Telegram:
    """The server."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.chats = dict[int, Chat]()
        self.weather: Weather = "fair"
        self.reach: Callable[[], None] = lambda: None  # an answer reaches the bot
        self._under_way = list[tuple[datetime, Callable[[], None]]]()

    @property
    def troubled(self) -> bool:
        """Whether calls may go wrong."""
        return self.weather != "fair"

    def turn(self, weather: Weather) -> None:
        """The weather changes."""
        self.world.tell(f"weather: {weather}")
        self.world.trouble()
        self.weather = weather

    def put(
        self, chat_id: int, print_: str, key: tuple[int, int, int] | None, *, late: bool = False
    ) -> int:
        """A message lands."""
        chat, world = self.chats[chat_id], self.world
        chat.last += 1
        if key is not None:
            self._watch(chat, key, late=late)
        chat.messages[chat.last] = Standing(chat.last, world.now(), print_, key, late)
        world.tell(f"{chat_id}: message {chat.last} {key or 'by hand'}{' late' if late else ''}")
        return chat.last

    def _watch(self, chat: Chat, key: tuple[int, int, int], *, late: bool) -> None:
        there = chat.copies(key)
        if not there:
            return
        if late or any(copy.late for copy in there):
            self.world.figures["late twins"] += 1
        else:
            self.world.accuse(f"post {key[0]} part {key[1]} stands in the channel twice")

    def later(self, seconds: float, land: Callable[[], None]) -> None:
        """A call that was taken is carried out after so long."""
        item = (self.world.now() + timedelta(seconds=seconds), land)
        self._under_way.append(item)
        self.world.trouble(seconds)
        asyncio.get_running_loop().call_later(seconds, self._carry_out, item)

    def catch_up(self) -> None:
        """The machine of the bot lost time; the server did not."""
        for item in sorted(self._under_way, key=lambda each: each[0]):
            if item[0] <= self.world.now():
                self._carry_out(item)

    def _carry_out(self, item: tuple[datetime, Callable[[], None]]) -> None:
        if item in self._under_way:
            self._under_way.remove(item)
            item[1]()

    def remove(self, chat_id: int, number: int, *, by_hand: bool = False) -> bool:
        """Deletes a message; whether it was there."""
        message = self.chats[chat_id].messages.get(number)
        if message is None or not message.stands:
            return False
        message.stands, message.by_hand = False, by_hand
        self.world.tell(f"{chat_id}: message {number} is deleted{' by hand' if by_hand else ''}")
        return True

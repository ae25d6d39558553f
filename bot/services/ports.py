"""What the services need from outside: a clock, a way to send, and a desk to tell things to."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.domain.document import Document, Download, Picture
from bot.domain.errors import BotError
from bot.domain.outcome import Outcome
from bot.domain.post import Delivery
from bot.domain.release import Media
from bot.domain.rights import ChannelRights
from bot.domain.sighting import Sighting
from bot.domain.text import FormattedText
from bot.domain.traffic import Standstill
from bot.store.rows import DocumentRow, Left, Notice


class Clock(Protocol):
    """The only source of the present."""

    def now(self) -> datetime:
        """This instant, in UTC."""
        ...


class Timekeeper(Clock, Protocol):
    """A clock that learns from Telegram. Marks are seconds of a clock that nobody sets."""

    @property
    def trusted(self) -> bool:
        """Whether it surely is as late as it says; nothing is published otherwise."""
        ...

    def mark(self) -> float:
        """The beginning of a call."""
        ...

    def hear(self, date: datetime | None, since: float) -> None:
        """Learns from the Date of the answer to a call that began at a mark."""
        ...


class Lease(Protocol):
    """Which process publishes; bot.services.standby has them."""

    def safe(self) -> bool:
        """Whether a call to Telegram may begin: this process publishes, for long enough yet."""
        ...

    async def keep(self) -> None:
        """Keeps it for ever. Raises LeaseLost."""
        ...


class Sender(Protocol):
    """Puts one part of a post into a chat; one call, never repeated below this line."""

    async def send(self, chat_id: int | str, delivery: Delivery) -> Outcome:
        """Sends the part and says what became of it. Raises nothing but cancellation."""
        ...


class Road(Protocol):
    """What flood control knows of the way to the chats."""

    def delay(self, chat_id: int | str, messages: int = 1) -> float:
        """Seconds until so many messages of a post may go into the chat; 0: now."""
        ...

    def standstill(self) -> Standstill:
        """What waits, and what is frozen."""
        ...


class Keeper(Protocol):
    """Changes messages that are out. Doing so again does no harm: after Unknown, and after
    NotSent with `retry_after`, trying again is right (design §8.6). Raises nothing but
    cancellation.
    """

    async def edit(
        self, chat_id: int | str, message_id: int, old: Delivery, new: Delivery
    ) -> Outcome:
        """Makes one message, of `old`, into `new`; of an album, one item (`Part.items`)."""
        ...

    async def delete(self, chat_id: int | str, message_ids: Sequence[int]) -> Outcome:
        """Deletes messages; those that are gone count as deleted.

        Every one is tried; the outcome is that of the first that stays.
        """
        ...

    async def pin(self, chat_id: int | str, message_id: int, *, silent: bool = True) -> Outcome:
        """Pins a message; `silent` matters in groups only."""
        ...

    async def unpin(self, chat_id: int | str, message_id: int) -> Outcome:
        """Unpins a message; one that is gone counts as unpinned."""
        ...

    async def comment(self, chat_id: int, reply_to: int, text: FormattedText) -> Outcome:
        """Answers the automatic forward of a post in the discussion group `chat_id`.

        This one is a sending call: after Unknown it may be there, and must not be repeated.
        """
        ...


class NoWitness(Exception):
    """Telegram shows no evidence there; the reason is for the desk."""


class Witness(Protocol):
    """Sees what stands in a channel (bot-api.md §5.3).

    All raise TelegramAway to try again later, and NoWitness where there is nothing to be had.
    """

    async def stands(self, chat_id: int | str, message_id: int) -> bool:
        """Whether a message is there, without a trace."""
        ...

    async def any_of(self, chat_id: int | str, message_ids: Sequence[int]) -> bool:
        """Whether at least one of up to 100 messages is there, without a trace."""
        ...

    async def read(self, chat_id: int | str, message_id: int, journal_id: int) -> Sighting | None:
        """What a message says, by way of the journal chat; None for what is none of ours."""
        ...


class Chats(Protocol):
    """What Telegram tells of chats."""

    async def rights(self, chat_id: int | str) -> ChannelRights:
        """What the bot may do there. Raises nothing but cancellation."""
        ...


class Desk(Protocol):
    """Where editors read."""

    async def tell(self, notice: Notice) -> Outcome:
        """Delivers a notice; Unknown counts as worth another try."""
        ...


class Herald(Protocol):
    """The way to the owner that needs no database."""

    async def tell(self, news: BotError) -> bool:
        """Sends a message to the owner; whether it arrived. Raises nothing but cancellation."""
        ...


class Files(Protocol):
    """Files that people sent."""

    async def download(self, file_id: str) -> bytes:
        """The bytes. Raises InputError for a file too big, TelegramAway to try again later."""
        ...

    async def lost(self, media: Sequence[Media]) -> frozenset[int]:
        """The numbers, from 0, of the files that Telegram no longer has. Raises nothing."""
        ...


class Reader(Protocol):
    """Opens documents, within limits."""

    async def read(self, name: str, data: bytes) -> Document:
        """What the document holds. Raises InputError with a sentence if it can't be read."""
        ...


class Fetcher(Protocol):
    """Opens addresses of the Internet, within limits."""

    async def fetch(self, url: str) -> Download:
        """What the address answers. Raises InputError with a sentence."""
        ...


class Pictures(Protocol):
    """Where editors see that a document is read, and the photos in it."""

    async def reading(self, row: DocumentRow) -> None:
        """Shows that the document is being read; never fails."""
        ...

    async def show(self, row: DocumentRow, pictures: tuple[Picture, ...]) -> tuple[Media, ...]:
        """Shows the pictures to the sender; returns those that Telegram took.

        Raises TelegramAway to try again later.
        """
        ...


@dataclass(frozen=True, slots=True)
class Wake:
    """Bells that end a loop's sleep when there is new work for it."""

    plan: asyncio.Event = field(default_factory=asyncio.Event)
    inbox: asyncio.Event = field(default_factory=asyncio.Event)
    documents: asyncio.Event = field(default_factory=asyncio.Event)
    bundles: asyncio.Event = field(default_factory=asyncio.Event)
    notices: asyncio.Event = field(default_factory=asyncio.Event)
    errands: asyncio.Event = field(default_factory=asyncio.Event)
    searches: asyncio.Event = field(default_factory=asyncio.Event)
    sheets: asyncio.Event = field(default_factory=asyncio.Event)

    def left(self, what: Left) -> None:
        """Rings for what a transaction left behind."""
        bell: asyncio.Event = getattr(self, what)
        bell.set()

"""The record of everything that was ever posted, for whoever checks that nothing came twice."""

from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from itertools import combinations, count

from bot.sandbox.chats import Chat
from bot.sandbox.messages import Record
from bot.sandbox.rich.plain import plain
from bot.sandbox.shapes import MEDIA_KEYS, Json

LATE: ContextVar[bool] = ContextVar("LATE", default=False)
"""Whether the call that is being accepted has lost its caller."""


@dataclass(slots=True)
class Landing:
    """One message as it came into its chat; times are seconds of the world's clock.

    `began` and `ended` are places in the order of all events, for moments that the clock
    can't tell apart.
    """

    chat_id: int
    message_id: int
    at: float
    author: int
    text: str
    """Text, caption, or the words of a rich message."""
    media: tuple[str, ...]
    """file_unique_id of each file."""
    album: str | None
    forwarded: bool
    service: bool
    ghost: bool
    """It came when its caller had already been sent away."""
    began: int
    edited_text: str | None = None
    """What it says after the last edit, if there was one."""
    deleted_at: float | None = None
    ended: int | None = None

    @property
    def shape(self) -> Json:
        """For other processes."""
        return asdict(self)

    def meets(self, other: "Landing") -> bool:
        """Whether there was a moment at which both could be seen."""
        first, second = sorted((self, other), key=lambda landing: landing.began)
        return first.ended is None or first.ended > second.began


class Landings:
    """Watches all chats; what is deleted stays in the record. In memory, not on disk."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._order = count(1)
        self._all: list[Landing] = []
        self._there: dict[tuple[str, int], Landing] = {}

    def of(self, chat_id: int) -> list[Landing]:
        """Everything that was ever posted there, oldest first."""
        return [landing for landing in self._all if landing.chat_id == chat_id]

    def twins(
        self, chat_id: int, key: Callable[[Landing], object] | None = None
    ) -> Iterator[tuple[Landing, Landing]]:
        """Pairs of equal messages that could be seen at one moment.

        `key` tells what makes them equal; without one, words and files. Service messages and
        what has the key None are left out.
        """
        alike: dict[object, list[Landing]] = {}
        for landing in self.of(chat_id):
            same = key(landing) if key else (landing.text, landing.media)
            if same is not None and not landing.service:
                alike.setdefault(same, []).append(landing)
        for group in alike.values():
            yield from (pair for pair in combinations(group, 2) if pair[0].meets(pair[1]))

    def posted(self, chat: Chat, records: list[Record]) -> None:
        """Note what came."""
        for record in records:
            landing = Landing(
                chat_id=chat.id,
                message_id=record.id,
                at=self._clock(),
                author=record.author,
                text=_words(record.body),
                media=_files(record.body),
                album=record.body.get("media_group_id"),
                forwarded="forward_origin" in record.body,
                service=record.service,
                ghost=LATE.get(),
                began=next(self._order),
            )
            self._all.append(landing)
            self._there[chat.key, record.id] = landing

    def edited(self, chat: Chat, record: Record) -> None:
        """An edited message is still the same one."""
        landing = self._there.get((chat.key, record.id))
        if landing:
            landing.edited_text = _words(record.body)

    def deleted(self, chat: Chat, records: list[Record]) -> None:
        """Note what went."""
        for record in records:
            landing = self._there.pop((chat.key, record.id), None)
            if landing:
                landing.deleted_at, landing.ended = self._clock(), next(self._order)


def _words(body: Json) -> str:
    if "rich_message" in body:
        return plain(body["rich_message"])
    return str(body.get("text") or body.get("caption") or "")


def _files(body: Json) -> tuple[str, ...]:
    found = []
    for key in MEDIA_KEYS:
        media = body.get(key)
        if media:
            found.append((media[-1] if isinstance(media, list) else media)["file_unique_id"])
    return tuple(dict.fromkeys(found))

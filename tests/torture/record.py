"""What stood in the channels at every moment, as the local Telegram itself has it."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.sandbox.chats import Chat
from bot.sandbox.messages import Record as Message
from bot.sandbox.shapes import Json
from tests.torture.chronicle import Chronicle
from tests.torture.haste import Pace
from tests.torture.load import BY_HAND
from tests.torture.storm import HAUNTING


class Key(NamedTuple):
    """One message that a post is to become."""

    number: int
    part: int
    item: int


@dataclass(slots=True)
class Copy:
    """A message that came into a channel. Instants are seconds of the local Telegram's clock."""

    key: Key
    chat_id: int
    message_id: int
    at: float
    text: str
    haunted: float = 0.0  # seconds since the call was made, if its caller had been sent away
    gone: float | None = None


@dataclass(frozen=True, slots=True)
class Double:
    """A moment at which a second copy came while another stood there."""

    standing: Copy
    came: Copy

    late: bool  # one of the two landed when every look had been taken (reliability.md §2.3)


def identity(text: str, files: Sequence[str]) -> str:
    """What tells a message from all others: its file, or what it says."""
    return files[-1] if files else " ".join(text.split())


@dataclass(slots=True)
class Record:
    """A watcher of the local Telegram; every change of a channel passes by here."""

    clock: Callable[[], float]
    chats: Collection[int]
    keys: dict[str, Key]
    chronicle: Chronicle
    pace: Pace = field(default_factory=Pace)
    copies: dict[Key, list[Copy]] = field(default_factory=lambda: defaultdict(list))
    doubles: list[Double] = field(default_factory=list)
    strangers: list[Json] = field(default_factory=list)  # messages that no post is to become
    by_hand: set[tuple[int, int]] = field(default_factory=set)  # what others wrote
    swept: set[tuple[int, int]] = field(default_factory=set)  # what of it the bot deleted
    corrected: set[int] = field(default_factory=set)  # posts that were edited
    first_double: int = 0  # posts that were out by then
    _by_id: dict[tuple[int, int], Copy] = field(default_factory=dict)

    def posted(self, chat: Chat, records: list[Message]) -> None:
        """Notes what came, and whether it stands there already."""
        if chat.id not in self.chats:
            return
        for record in records:
            text = words_of(record.body)
            files = [size["file_unique_id"] for size in record.body.get("photo", ())]
            key = self.keys.get(identity(text, files))
            if key is None and text.startswith(BY_HAND):
                self.by_hand.add((chat.id, record.id))
                continue
            if key is None:
                self.strangers.append(record.body)
                continue
            copy = Copy(key, chat.id, record.id, self.clock(), text, haunted())
            for standing in self.standing(key):
                late = max(standing.haunted, copy.haunted) >= self.pace.proof
                self._doubled(Double(standing, copy, late))
            self.copies[key].append(copy)
            self._by_id[chat.id, record.id] = copy
            what = f"part {key.part} item {key.item} stands in {chat.id} as {record.id}"
            self.chronicle.note(key.number, what)

    def _doubled(self, double: Double) -> None:
        self.doubles.append(double)
        if not (double.late or self.first_double):
            self.first_double = len({key.number for key in self.copies})

    def edited(self, chat: Chat, record: Message) -> None:
        """Notes what a message says now."""
        if copy := self.find(chat.id, record.id):
            copy.text = words_of(record.body)
            self.corrected.add(copy.key.number)
            self.chronicle.note(copy.key.number, f"message {record.id} is edited")

    def deleted(self, chat: Chat, records: list[Message]) -> None:
        """Notes what is gone."""
        for record in records:
            if (chat.id, record.id) in self.by_hand:
                self.swept.add((chat.id, record.id))
            if copy := self.find(chat.id, record.id):
                copy.gone = self.clock()
                self.chronicle.note(copy.key.number, f"message {record.id} is deleted")

    def find(self, chat_id: int, message_id: int) -> Copy | None:
        """The message with this number."""
        return self._by_id.get((chat_id, message_id))

    def keys_of(self) -> dict[int, list[Key]]:
        """The messages that each post is to become, in their order."""
        found = defaultdict(list[Key])
        for key in sorted(self.keys.values()):
            found[key.number].append(key)
        return found

    def standing(self, key: Key) -> list[Copy]:
        """The copies of a message that stand there now."""
        return [copy for copy in self.copies.get(key, ()) if copy.gone is None]


def haunted() -> float:
    """How late the call is that is being accepted; 0 for one whose caller waits."""
    begun = HAUNTING.get()
    return 0.0 if begun is None else time.monotonic() - begun


def words_of(body: Json) -> str:
    """Text or caption of a Message."""
    return str(body.get("text") or body.get("caption") or "")

"""The judgement: what stood in the channels, against what was to stand there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.domain.post import Status
from tests.torture.books import Entry
from tests.torture.load import Planned
from tests.torture.record import Copy, Key, Record

EARLY = 0.001  # seconds; instants are kept to the microsecond

# What a violation is called, in the order in which they are printed.
NAMES = (
    "lost", "doubled", "out of order", "early", "altered", "not corrected", "not withdrawn",
    "not settled", "asked without need", "books wrong",
)  # fmt: skip

BLIND = "in a channel without a journal chat an editor is asked"
REFUSED = "of an album that Telegram refused in part, the editor is told"


@dataclass(frozen=True, slots=True)
class Violation:
    """A promise that was broken, and of which post."""

    name: str
    number: int
    words: str


@dataclass(slots=True)
class Verdict:
    """What became of a load."""

    posts: int = 0
    violations: list[Violation] = field(default_factory=list)
    by_rule: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    ghosts: int = 0  # late twins that stood for a while, and were removed
    lateness: list[float] = field(default_factory=list)  # seconds

    def counts(self) -> Counter[str]:
        """How many posts each kind of violation concerns."""
        return Counter(name for name, _ in {(v.name, v.number) for v in self.violations})

    def blame(self, name: str, number: int, words: str) -> None:
        """Adds a violation."""
        self.violations.append(Violation(name, number, words))


def judge(
    load: Sequence[Planned], books: Mapping[int, Entry], record: Record, blind: int
) -> Verdict:
    """Compares plan, books and channels; `blind` is the lane without a journal chat."""
    verdict = Verdict(posts=len(load))
    keys = record.keys_of()
    asked = set[int]()
    for planned in load:
        entry = books[planned.number]
        if entry.status in (Status.UNCERTAIN, Status.HELD, Status.FAILED):
            asked.add(planned.number)
            if (rule := _rule(planned, entry, blind)) is not None:
                verdict.by_rule[rule].append(planned.number)
            else:
                words = f"it is {entry.status}: {entry.error}"
                verdict.blame("asked without need", planned.number, words)
        elif entry.status not in (Status.SENT, Status.WITHDRAWN):
            verdict.blame("not settled", planned.number, f"it is {entry.status}")
        _post(verdict, planned, entry, keys[planned.number], record)
    for double in record.doubles:
        if double.late:
            verdict.ghosts += 1
            continue
        late = double.came.at - double.standing.at
        words = f"{double.came.message_id} came {late:.2f} s after {double.standing.message_id}"
        verdict.blame("doubled", double.came.key.number, words)
    for body in record.strangers:
        verdict.blame("altered", 0, f"a message that nobody planned: {body}"[:500])
    for chat_id, message_id in record.swept:
        verdict.blame("altered", 0, f"{message_id} in {chat_id} was somebody else's, and is gone")
    _order(verdict, load, record, asked)
    return verdict


def _rule(planned: Planned, entry: Entry, blind: int) -> str | None:
    """By which rule a post is left to a person; None: by none."""
    if entry.status is Status.UNCERTAIN and planned.lane == blind:
        return BLIND
    refused = "failed to send message" in (entry.error or "")
    return REFUSED if entry.status is Status.FAILED and refused else None


def _post(
    verdict: Verdict, planned: Planned, entry: Entry, keys: Sequence[Key], record: Record
) -> None:
    """One post: each of its messages stands there once, says what it should, and is known."""
    number = planned.number
    if (first := next(_landings(keys[:1], record), None)) is not None:
        late = first.at - planned.due.timestamp()
        verdict.lateness.append(late)
        if late < -EARLY:
            verdict.blame("early", number, f"{-late:.3f} s before its time")
    if entry.status is Status.SENT:
        for key in keys:
            if not record.standing(key):
                verdict.blame("lost", number, f"part {key.part} item {key.item} is not there")
    withdrawn = entry.status is Status.WITHDRAWN
    standing = {key: record.standing(key) for key in keys}
    for copies in standing.values():
        if len(copies) > 1:
            verdict.blame("doubled", number, f"{len(copies)} copies stand there at the end")
        if entry.status is Status.FAILED and copies:
            words = f"message {copies[0].message_id} of a failed post stands there"
            verdict.blame("books wrong", number, words)
        if withdrawn and copies:
            verdict.blame("not withdrawn", number, f"message {copies[0].message_id} stands there")
    if planned.fate == "withdrawn" and entry.status is Status.SENT:
        verdict.blame("not withdrawn", number, "nobody took it back")
    if planned.fate == "edited" and entry.status is Status.SENT and entry.edition == 1:
        verdict.blame("not corrected", number, "nobody corrected it")
    if entry.status is Status.SENT:
        _content(verdict, number, entry, standing)
    _books(verdict, number, entry, standing)
    ids = [copies[0].message_id for copies in standing.values() if copies]
    if any(one > other for one, other in pairwise(ids)):
        verdict.blame("out of order", number, f"its own messages: {ids}")


def _content(
    verdict: Verdict, number: int, entry: Entry, standing: Mapping[Key, Sequence[Copy]]
) -> None:
    name = "altered" if entry.edition == 1 else "not corrected"
    items = {
        Key(number, part_number, place): item.text.text
        for part_number, part in enumerate(entry.post.parts)
        for place, item in enumerate(part.items())
    }
    for key, copies in standing.items():
        if copies and " ".join(copies[0].text.split()) != " ".join(items[key].split()):
            verdict.blame(name, number, f"message {copies[0].message_id} says something else")


def _books(
    verdict: Verdict, number: int, entry: Entry, standing: Mapping[Key, Sequence[Copy]]
) -> None:
    """What the bot believes to stand in the channel does, and nothing else of its own."""
    there = {key: copies[0].message_id for key, copies in standing.items() if copies}
    if entry.status in (Status.SENT, Status.WITHDRAWN) and there != entry.messages:
        verdict.blame("books wrong", number, f"books {entry.messages}, channel {there}")


def _order(verdict: Verdict, load: Sequence[Planned], record: Record, asked: set[int]) -> None:
    """In each channel, posts came in the order of their time and number.

    A post that was left to a person has no place of its own in it.
    """
    highest = defaultdict(int)
    for planned in sorted(load, key=lambda one: (one.due, one.number)):
        if planned.number in asked:
            continue
        first = next(_landings([Key(planned.number, 0, 0)], record), None)
        if first is None:
            continue
        if first.message_id < highest[planned.lane]:
            words = f"message {first.message_id} follows {highest[planned.lane]}"
            verdict.blame("out of order", planned.number, words)
        highest[planned.lane] = max(highest[planned.lane], first.message_id)


def _landings(keys: Sequence[Key], record: Record) -> Iterator[Copy]:
    """The copies of a message that stand there, else those that did."""
    for key in keys:
        yield from record.standing(key) or record.copies.get(key, ())

"""What became of a post once it was out, as its card tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.correction import CorrectionKind
from bot.domain.errand import TaskKind
from bot.domain.post import Status
from bot.store import Transaction
from bot.store.rows import PostRow

OUT = (Status.SENT, Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction, and who made it; `at` is UTC."""

    kind: CorrectionKind
    text: str
    at: datetime
    name: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A kind of call that was given up, why, and for how many messages."""

    kind: TaskKind
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Aftermath:
    """`standing` and `gone` count messages; `waiting` what is still to be done and may be now."""

    corrections: tuple[Corrected, ...] = ()
    standing: int = 0
    gone: int = 0
    pinned: bool = False
    waiting: int = 0
    failures: tuple[Failure, ...] = ()

    @property
    def lost(self) -> bool:
        """Whether nothing of it stands in the channel any more."""
        return bool(self.gone) and not self.standing


NOTHING = Aftermath()


async def aftermath(tx: Transaction, row: PostRow, now: datetime) -> Aftermath:
    """What became of the post; nothing for one that is not out."""
    if row.status not in OUT:
        return NOTHING
    told = list[Corrected]()
    for each in await tx.corrections.of_post(row.id):
        person = await tx.people.get(each.user_id)
        told.append(Corrected(each.kind, each.text, each.at, person.name if person else "?"))
    messages = await tx.messages.rows(row.id)
    standing = [message for message in messages if message.deleted_at is None]
    begun = [e for e in await tx.errands.open_of(row.id) if e.tries or e.due_at <= now]
    failures = dict[TaskKind, Failure]()
    for errand in await tx.errands.failed_of(row.id):
        kind, known = errand.task.kind, failures.get(errand.task.kind)
        failures[kind] = Failure(kind, errand.error or "", known.count + 1 if known else 1)
    return Aftermath(
        tuple(told),
        len(standing),
        len(messages) - len(standing),
        any(message.pinned for message in standing),
        len(begun),
        tuple(failures.values()),
    )

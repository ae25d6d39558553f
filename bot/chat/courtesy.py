"""Courtesy limits: what one reader may ask for in a while, and whom nobody answers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Message, TelegramObject, Update
from aiogram.utils.i18n import gettext as _

from bot.chat.hearing import command_of
from bot.domain.people import Person
from bot.services.ports import Timekeeper
from bot.services.silencing import Silencing
from bot.telegram.buckets import Bucket, Rate

# A tip of 30 photos at once, and then a message a second; what sends something back costs more.
PACE = Rate(1, 45)
MESSAGE, PRESS, COMMAND = 1, 2, 4

# People whose buckets are remembered. Whoever is pushed out begins with a full one again.
MOST_PEOPLE = 20_000

# What a person who is not heard may do all the same: the law gives everybody these.
RIGHTS = frozenset({"forgetme", "privacy"})
FORGETTING = "fg:"  # what the buttons of /forgetme carry

Verdict = Literal["pass", "notice", "silence"]


@dataclass(slots=True)
class _Reader:
    bucket: Bucket
    told: bool = False


@dataclass(slots=True)
class Courtesy:
    """A token bucket for each reader, in memory and bounded. Instants are `Timekeeper` marks."""

    rate: Rate = PACE
    most: int = MOST_PEOPLE
    _readers: OrderedDict[int, _Reader] = field(default_factory=OrderedDict)

    def judge(self, user_id: int, cost: int, now: float) -> Verdict:
        """Takes the cost, or says what happens instead: one notice, then silence.

        Silence lasts until what was asked for last could be paid again.
        """
        reader = self._readers.setdefault(user_id, _Reader(Bucket.full(self.rate)))
        self._readers.move_to_end(user_id)
        while len(self._readers) > self.most:
            self._readers.popitem(last=False)
        spare = self.rate.burst // 3 if reader.told else 0  # room to breathe, once it was empty
        if reader.bucket.wait(cost, now, spare) > 0:
            verdict: Verdict = "silence" if reader.told else "notice"
            reader.told = True
            return verdict
        reader.told = False
        reader.bucket.take(cost, now)
        return "pass"

    def forget(self, user_id: int) -> None:
        """Nothing is remembered of the person."""
        self._readers.pop(user_id, None)

    def __len__(self) -> int:
        return len(self._readers)


class CourtesyMiddleware(BaseMiddleware):
    """Stands behind access control: the desk is never limited, readers are."""

    def __init__(self, courtesy: Courtesy) -> None:
        self._courtesy = courtesy

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Runs the handler, says that it is too much, or does nothing."""
        person: Person | None = data.get("person")
        if person is None or person.role.at_the_desk or not isinstance(event, Update):
            return await handler(event, data)
        what = event.event
        if not isinstance(what, Message | CallbackQuery) and event.inline_query is None:
            return await handler(event, data)
        clock: Timekeeper = data["clock"]
        silencing: Silencing = data["silencing"]
        verdict = self._courtesy.judge(person.user_id, _cost(what), clock.mark())
        if verdict == "silence":
            return None
        if not _is_a_right(what) and await silencing.holds(person.user_id):
            return None
        if verdict == "pass":
            return await handler(event, data)
        await _notice(what)
        return None


def _cost(what: TelegramObject) -> int:
    if isinstance(what, CallbackQuery):
        return PRESS
    return COMMAND if isinstance(what, Message) and command_of(what) else MESSAGE


def _is_a_right(what: TelegramObject) -> bool:
    if isinstance(what, CallbackQuery):
        return (what.data or "").startswith(FORGETTING)
    return isinstance(what, Message) and command_of(what) in RIGHTS


async def _notice(what: TelegramObject) -> None:
    """Tells once; in a group nobody is told, since everybody would read it."""
    text = _("That is more than I can answer at once. Wait half a minute, please.")
    if isinstance(what, CallbackQuery):
        await what.answer(text, show_alert=True)
    elif isinstance(what, Message) and what.chat.type == "private":
        await what.answer(text)

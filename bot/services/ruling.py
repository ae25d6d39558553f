"""The rules of a channel: changed one by one, by a press or a few words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time, timedelta
from typing import Any

from bot.domain.channel import Channel
from bot.domain.errors import InputError, StateError
from bot.parsing.interests import district
from bot.planning import QuietHours
from bot.planning.grammar.daytime import time_of_day
from bot.services.channels import Channels

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MOST_SHEETS = 6  # a day
MOST_DISTRICTS = 20
LONGEST_DISTRICT = 30  # letters, so that its button can be read

# What a press of a button goes through, in this order.
PRESSED: dict[str, tuple[Any, ...]] = {
    "least_gap": (MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR),
    "overdue_limit": (30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY),
    "age_mark": ("0+", "6+", "12+", "16+", "18+"),
    "four_eyes": (False, True),
    "again": (False, True),
    "draft_life": (3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, None),
    "dry_warning": (None, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY),
}


def _quiet(words: str) -> str:
    quiet = QuietHours.parse(words)
    return str(quiet) if quiet else ""


def _duty(words: str) -> tuple[time, ...]:
    times = tuple(sorted({time_of_day(word) for word in words.replace(",", " ").split()}))
    if len(times) > MOST_SHEETS:
        raise InputError("At most {n} duty sheets a day.", n=MOST_SHEETS)
    return times


def _districts(words: str) -> tuple[str, ...]:
    names = dict.fromkeys(" ".join(name.split()) for name in words.replace("\n", ",").split(","))
    found = tuple(name for name in names if district(name).text)
    if len(found) > MOST_DISTRICTS:
        raise InputError("At most {n} districts.", n=MOST_DISTRICTS)
    if any(len(name) > LONGEST_DISTRICT for name in found):
        raise InputError("The name of a district has at most {n} letters.", n=LONGEST_DISTRICT)
    return found


# What is written as an answer. Each raises InputError that says how to write it.
WRITTEN: dict[str, Callable[[str], Any]] = {
    "quiet": _quiet,
    "morning": time_of_day,
    "day": time_of_day,
    "evening": time_of_day,
    "duty": _duty,
    "districts": _districts,
}


@dataclass(frozen=True, slots=True)
class Ruling:
    """Changes of the rules; they hold from then on, what is queued keeps its times."""

    channels: Channels

    async def next_value(self, channel_id: int, rule: str, actor_id: int) -> Channel:
        """Gives a rule its next value. Raises StateError for one that has none."""
        values = PRESSED.get(rule)
        if values is None:
            raise StateError("This button no longer works.")
        now = value_of(await self.channels.get(channel_id), rule)
        at = values.index(now) + 1 if now in values else 0
        return await self.set(channel_id, rule, values[at % len(values)], actor_id)

    async def write(self, channel_id: int, rule: str, words: str, actor_id: int) -> Channel:
        """Sets a rule as written; empty words for none. Raises InputError for what is none."""
        read = WRITTEN.get(rule)
        if read is None:
            raise StateError("This button no longer works.")
        return await self.set(channel_id, rule, read(words), actor_id)

    async def set(self, channel_id: int, rule: str, value: Any, actor_id: int) -> Channel:
        """Sets a rule to a value of its type."""
        before = value_of(await self.channels.get(channel_id), rule)
        return await self.channels.change(
            channel_id,
            lambda channel: with_value(channel, rule, value),
            actor_id,
            "rules",
            before=f"{rule}={before}",
            after=f"{rule}={value}",
        )


def value_of(channel: Channel, rule: str) -> Any:
    """What a rule says now."""
    if rule in ("least_gap", "overdue_limit"):
        return getattr(channel, rule)
    return channel.style.age_mark if rule == "age_mark" else getattr(channel.rules, rule)


def with_value(channel: Channel, rule: str, value: Any) -> Channel:
    """The channel with another value of a rule."""
    if rule in ("least_gap", "overdue_limit"):
        return replace(channel, **{rule: value})
    if rule == "age_mark":
        return replace(channel, style=replace(channel.style, age_mark=value))
    return replace(channel, rules=replace(channel.rules, **{rule: value}))

"""What readers are told of a channel, set by its desk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.domain.channel import Channel, Rules
from bot.domain.errors import InputError, StateError
from bot.planning import Office
from bot.services.channels import Channels

LINES = ("name", "registration", "founder", "editor", "contacts")
LONGEST = 300  # characters of a line
TIPS = (3, 5, 10, 20, 0)  # a day; what a press goes through


@dataclass(frozen=True, slots=True)
class Imprints:
    """Changes of the imprint, the office hours and how much one reader may hand in."""

    channels: Channels

    async def write(self, channel_id: int, what: str, words: str, actor_id: int) -> Channel:
        """Sets a line as written; empty words for none. Raises InputError for what is none."""
        words = " ".join(words.split())
        if what == "office":
            return await self._set(channel_id, "office", str(Office.parse(words)), actor_id)
        if what not in LINES:
            raise StateError("This button no longer works.")
        if len(words) > LONGEST:
            raise InputError("At most {n} characters, please.", n=LONGEST)
        before = (await self.channels.get(channel_id)).rules.imprint
        return await self._set(channel_id, "imprint", replace(before, **{what: words}), actor_id)

    async def next_tips(self, channel_id: int, actor_id: int) -> Channel:
        """Another number of news a day from one reader; 0: none are taken."""
        now = (await self.channels.get(channel_id)).rules.tips_a_day
        at = TIPS.index(now) + 1 if now in TIPS else 0
        return await self._set(channel_id, "tips_a_day", TIPS[at % len(TIPS)], actor_id)

    async def _set(self, channel_id: int, field: str, value: Any, actor_id: int) -> Channel:
        def change(channel: Channel) -> Channel:
            rules: Rules = replace(channel.rules, **{field: value})
            return replace(channel, rules=rules)

        return await self.channels.change(
            channel_id, change, actor_id, "rules", after=f"{field}={value}"
        )

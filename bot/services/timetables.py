"""The timetable of a channel."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.channel import Channel
from bot.domain.errors import InputError
from bot.planning import Timetable
from bot.services.channels import Channels

LONGEST_TIMETABLE = 1000  # characters: it is shown in one message


@dataclass(frozen=True, slots=True)
class Timetables:
    """When a channel publishes."""

    channels: Channels

    async def set_slots(self, channel_id: int, timetable: str, actor_id: int) -> Channel:
        """Gives the channel another timetable. Raises InputError that points at a wrong word."""
        parsed = str(Timetable.parse(timetable))
        if len(parsed) > LONGEST_TIMETABLE:
            raise InputError("This timetable is too long. Name fewer times.")

        def change(channel: Channel) -> Channel:
            return replace(channel, slots=parsed)

        return await self.channels.change(channel_id, change, actor_id, "slots", after=parsed)

"""Who speaks, in which role. Checked on every update; nobody is trusted for a button's sake."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.filters import Filter
from aiogram.types import Chat, TelegramObject, User

from bot.domain.channel import Channel
from bot.domain.people import Person, Right
from bot.domain.traffic import Lane
from bot.services.team import Team
from bot.telegram.traffic import lane


class AccessMiddleware(BaseMiddleware):
    """Puts `person` into the data; updates without a person (channel posts) have none.

    Who speaks in a group, or of whom only an inline query comes, without ever having spoken to
    the bot, is nobody we keep anything of.
    """

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Looks the person up in the database, so that a removed editor is out at once."""
        user: User | None = data.get("event_from_user")
        person: Person | None = None
        if user is not None and not user.is_bot:
            team: Team = data["team"]
            seen = Person(user.id, user.full_name, user.username, user.language_code)
            chat: Chat | None = data.get("event_chat")
            came = chat is not None and chat.type == "private"
            person = data["person"] = await team.meet(seen, keep=came)
        # Whatever readers ask for, the desk and the channels are answered first.
        with lane(Lane.DESK if person is None or person.role.at_the_desk else Lane.READERS):
            return await handler(event, data)


class AtTheDesk(Filter):
    """Passes everybody with a role in some channel; in a desk's group, in one of that desk."""

    async def __call__(
        self,
        _event: TelegramObject,
        person: Person | None = None,
        desk: tuple[Channel, ...] = (),
    ) -> bool:
        """Whether the person works at the desk."""
        if person is None or not person.role.at_the_desk:
            return False
        return not desk or any(person.may(Right.SEE, channel.id) for channel in desk)


class Has(Filter):
    """Passes who has the right in some channel; handlers look at the channel itself."""

    def __init__(self, right: Right) -> None:
        self._right = right

    async def __call__(self, _event: TelegramObject, person: Person | None = None) -> bool:
        """Whether the person has the right anywhere."""
        return person is not None and person.may_anywhere(self._right)

"""Our own long polling: raw updates are stored before they are confirmed (reliability.md §3)."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from aiohttp import ClientSession, ClientTimeout

from bot.services.contact import Contact
from bot.services.inbox import Inbox
from bot.services.ports import Timekeeper
from bot.services.pulse import Pulse
from bot.store import StoreError
from bot.telegram.calls import CallFailed, call
from bot.telegram.timing import telling_time
from bot.telegram.updates import row_of

log = logging.getLogger(__name__)

POLL = 50  # seconds that the server may hold a request; its own limit (bot-api.md §4)
LONGEST_PAUSE = 30.0

# Named in full: the default leaves out member and reaction updates, and the choice is sticky.
ALLOWED = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "message_reaction_count",
]


class TokenRefused(Exception):
    """Telegram does not know the token (401)."""


@dataclass(slots=True)
class Poller:
    """Fetches updates for ever. `api_url` is the server's root, without a path."""

    token: str = field(repr=False)
    api_url: str
    inbox: Inbox
    contact: Contact
    clock: Timekeeper
    pulse: Pulse
    _offset: int | None = None
    _patience: int = 0  # seconds; at first an answer at once tells that the way is free

    async def run(self) -> None:
        """Polls until it is cancelled. Raises TokenRefused when Telegram answers 401."""
        pause = 1.0
        async with ClientSession(
            timeout=ClientTimeout(total=POLL + 15),
            trace_configs=[telling_time(self.clock, self.pulse.answer)],
        ) as session:
            while True:
                problem = await self._poll(session)
                if problem is None:
                    pause, self._patience = 1.0, POLL
                    continue
                self._patience = 0
                self.contact.lose()
                log.warning("no updates from Telegram: %s; next try in %.0f s", problem, pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _poll(self, session: ClientSession) -> str | None:
        """One request; returns what went wrong."""
        # Never an offset from the database: numbers restart after a quiet week (bot-api.md §4).
        arguments = {"timeout": str(self._patience), "allowed_updates": json.dumps(ALLOWED)}
        if self._offset is not None:
            arguments["offset"] = str(self._offset)
        try:
            result = await self._call(session, "getUpdates", **arguments)
        except CallFailed as error:
            return await self._refusal(session, error)
        try:
            updates = [row_of(update) for update in result]
        except (KeyError, TypeError, ValueError) as error:
            return f"an answer of another shape: {type(error).__name__}"
        try:
            if updates:
                await self.inbox.keep(updates)
            await self.contact.keep(min((number for number, _, _ in updates), default=None))
        except StoreError as error:
            return f"the database can't keep them: {error}"  # so they stay unconfirmed
        if updates:
            self._offset = max(number for number, _, _ in updates) + 1
        self.pulse.ask()
        return None

    async def _refusal(self, session: ClientSession, error: CallFailed) -> str:
        if error.status == HTTPStatus.UNAUTHORIZED:
            raise TokenRefused
        if error.status == HTTPStatus.CONFLICT and "webhook is active" in str(error):
            return await self._end_webhook(session)
        if error.status == HTTPStatus.CONFLICT:
            return "another process polls with this token; stop one of the two"
        return str(error)

    async def _end_webhook(self, session: ClientSession) -> str:
        """Polling was chosen: the webhook of another time is deleted, not what waits for it."""
        try:
            await self._call(session, "deleteWebhook", drop_pending_updates="false")
        except CallFailed as error:
            return f"a webhook is set and can't be deleted: {error}"
        return "a webhook was set; it is deleted now"

    async def _call(self, session: ClientSession, method: str, **arguments: str) -> Any:
        return await call(session, self.api_url, self.token, method, **arguments)

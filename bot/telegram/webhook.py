"""Webhook mode: Telegram brings updates; each is stored before it is confirmed."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
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
from bot.telegram.poller import ALLOWED, TokenRefused
from bot.telegram.timing import telling_time
from bot.telegram.updates import row_of

log = logging.getLogger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LOOK_AGAIN = 60.0  # seconds between two looks at what Telegram knows of the webhook
LONGEST_PAUSE = 30.0


def secret_of(token: str) -> str:
    """A secret that a restart does not change, and that does not give the token away."""
    return hmac.new(token.encode(), b"secret of the webhook", hashlib.sha256).hexdigest()


@dataclass(slots=True)
class Webhook:
    """Sets the webhook, keeps it set, and takes updates in. `url` is what Telegram calls."""

    token: str = field(repr=False)
    secret: str = field(repr=False)
    api_url: str
    url: str
    inbox: Inbox
    contact: Contact
    clock: Timekeeper
    pulse: Pulse
    _is_set: bool = False

    async def run(self) -> None:
        """Keeps the webhook set until it is cancelled. Raises TokenRefused on a 401."""
        pause = 1.0
        trace = telling_time(self.clock, self.pulse.answer)
        async with ClientSession(
            timeout=ClientTimeout(total=30), trace_configs=[trace]
        ) as session:
            while True:
                try:
                    await self._see_to_it(session)
                except CallFailed as error:
                    if error.status == HTTPStatus.UNAUTHORIZED:
                        raise TokenRefused from None
                    self.contact.lose()
                    log.warning("no webhook: %s; next try in %.0f s", error, pause)
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, LONGEST_PAUSE)
                else:
                    pause = 1.0
                    await asyncio.sleep(LOOK_AGAIN)

    def is_telegram(self, secret: str) -> bool:
        """Whether the caller knows the secret; how long that takes does not tell it."""
        return hmac.compare_digest(secret.encode(), self.secret.encode())

    async def receive(self, body: bytes) -> HTTPStatus:
        """One update: 200 once it is stored, 503 if it can't be, so that it comes again."""
        try:
            row = row_of(json.loads(body))
        except (KeyError, TypeError, ValueError, RecursionError):
            log.warning("the webhook was called with something that is no update")
            return HTTPStatus.BAD_REQUEST
        try:
            await self.inbox.keep([row])
            await self.contact.keep()
        except StoreError as error:
            log.error("the database can't keep update %d: %s", row[0], error)  # noqa: TRY400
            return HTTPStatus.SERVICE_UNAVAILABLE
        self.pulse.ask()
        return HTTPStatus.OK

    async def _see_to_it(self, session: ClientSession) -> None:
        """Sets the webhook, unless Telegram already has it so, and looks whether it works."""
        known = await self._call(session, "getWebhookInfo")
        same = known.get("url") == self.url
        if not (self._is_set and same):  # at the start always: the secret may be another one
            await self._call(
                session,
                "setWebhook",
                url=self.url,
                secret_token=self.secret,
                allowed_updates=json.dumps(ALLOWED),
                drop_pending_updates="false",
            )
            self._is_set = True
            log.info("the webhook is set")
            return
        if not known.get("pending_update_count"):
            self.pulse.ask()  # nothing is on its way
            await self._hear()
        elif words := known.get("last_error_message"):
            log.warning("Telegram can't reach the webhook: %s", words)

    async def _hear(self) -> None:
        try:
            await self.contact.keep()
        except StoreError as error:
            log.error("the database can't keep that updates come: %s", error)  # noqa: TRY400

    async def _call(self, session: ClientSession, method: str, **arguments: str) -> Any:
        return await call(session, self.api_url, self.token, method, **arguments)

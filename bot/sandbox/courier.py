"""Bringing one bot's updates to the address that it has set (bot-api.md §4, "Webhook")."""

import asyncio
import ipaddress
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from itertools import islice
from urllib.parse import urlsplit

import aiohttp

from bot.sandbox.accounts import Bot
from bot.sandbox.alarms import Alarms
from bot.sandbox.arguments import Arguments
from bot.sandbox.bodies import answered_arguments
from bot.sandbox.breaking import Plan
from bot.sandbox.shapes import Json
from bot.sandbox.updates import UpdateQueue

_FIRST_PAUSE, _LONGEST_PAUSE = 2, 60  # seconds of the world's clock
_LONGEST_WISH = 3600
_PATIENCE = 23 * 3600  # seconds of 410 after which the address is given up
_LOOKAHEAD = 1000  # updates among which a chat that nobody is busy with is looked for
_NOT_EXECUTED = frozenset({"setwebhook", "deletewebhook", "close", "logout"})

Execute = Callable[[str, Arguments], Awaitable[object]]
"""Performs a call of the bot with this token; nobody hears of its result."""


def is_local(url: str) -> bool:
    """Whether the address is this machine's."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Courier:
    """Updates of one chat go one after another, those of different chats beside each other."""

    def __init__(
        self,
        bot: Bot,
        queue: UpdateQueue,
        faults: Plan,
        clock: Callable[[], float],
        session: aiohttp.ClientSession,
        execute: Execute,
        give_up: Callable[[Bot], None],
    ) -> None:
        self._bot = bot
        self._queue = queue
        self._faults = faults
        self._clock = clock
        self._session = session
        self._execute = execute
        self._give_up = give_up
        self._alarms = Alarms(clock)
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._gone_since: float | None = None
        self.trouble: Json = {}
        """`last_error_date` and `last_error_message`, if there was one."""

    def wake(self) -> None:
        """There may be something to bring: start on every chat that nobody is busy with."""
        for update in islice(self._queue.waiting(), _LOOKAHEAD):
            lane = _lane(update)
            if lane in self._lanes or len(self._lanes) >= self._bot.webhook["max_connections"]:
                continue
            task = asyncio.get_running_loop().create_task(self._bring(update))
            self._lanes[lane] = task
            task.add_done_callback(lambda _, lane=lane: self._free(lane))  # type: ignore[misc]

    def stop(self) -> list[asyncio.Task[None]]:
        """Bring nothing more; what is being broken off stays in the queue."""
        tasks = list(self._lanes.values())
        self._lanes.clear()
        for task in tasks:
            task.cancel()
        return tasks

    def _free(self, lane: str) -> None:
        if self._lanes.pop(lane, None):
            self.wake()

    async def _bring(self, update: Json) -> None:
        """Again and again, until it is taken or too old."""
        pause = 0
        while self._queue.holds(update):
            await self._faults.present()
            try:
                wish = await self._post(update)
            except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
                self._fail(_told(error))
                wish = 0
            if wish is None:
                self._queue.done(update)
                return
            await self._alarms.until(self._clock() + (wish or pause))
            pause = min(max(_FIRST_PAUSE, pause * 2), _LONGEST_PAUSE)

    async def _post(self, update: Json) -> int | None:
        """None when it was taken; otherwise the wished pause in seconds, 0 without a wish."""
        webhook = self._bot.webhook
        if not is_local(webhook["url"]):
            # Nothing ever leaves this machine.
            self._fail("Failed to resolve host: Name or service not known")
            return _LONGEST_PAUSE
        secret = webhook.get("secret_token")
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        async with self._session.post(
            webhook["url"], json=update, headers=headers, allow_redirects=False
        ) as response:
            arguments = await answered_arguments(response)
        if 200 <= response.status < 300:
            self._gone_since = None
            await self._perform(arguments)
            return None
        self._fail(f"Wrong response from the webhook: {response.status} {response.reason}")
        self._note_gone(response.status == HTTPStatus.GONE)
        wish = response.headers.get("Retry-After", "")
        return min(int(wish), _LONGEST_WISH) if wish.isdecimal() else 0

    async def _perform(self, arguments: Arguments) -> None:
        """What the answer asks for is done, and nobody is told how it went."""
        method = arguments.values.get("method", "").lower()
        if method and not method.startswith("get") and method not in _NOT_EXECUTED:
            await self._execute(self._bot.token, arguments)

    def _fail(self, message: str) -> None:
        self.trouble = {"last_error_date": int(self._clock()), "last_error_message": message}

    def _note_gone(self, gone: bool) -> None:
        now = self._clock()
        self._gone_since = (self._gone_since or now) if gone else None
        if self._gone_since and now - self._gone_since >= _PATIENCE:
            self._give_up(self._bot)


def _lane(update: Json) -> str:
    """Whose order an update is part of: its chat's, or that of the person who pressed."""
    kind, body = next((key, value) for key, value in update.items() if key != "update_id")
    if "chat" in body:
        return f"chat {body['chat']['id']}"
    return f"{kind} {body.get('from', {}).get('id')}"


def _told(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "Read timeout expired"
    if isinstance(error, aiohttp.ClientConnectorError):
        return "Connection refused"
    return "Connection closed"

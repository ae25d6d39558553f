"""`check`: settings, database, token, channel rights and clock; one line each."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot import settings
from bot.cli.exit_codes import FAILED, MISUSED
from bot.clock import SystemClock
from bot.settings import Settings
from bot.store import Store, StoreError
from bot.telegram.timing import date_of

SKEW = 2.0  # seconds of difference to Telegram's clock that do no harm

RIGHTS = ("can_post_messages", "can_edit_messages", "can_delete_messages")


def check() -> int:
    """Prints the report; 0 only if everything is well."""
    try:
        chosen = settings.load()
    except settings.SettingsError as error:
        for line in error.lines:
            _say(False, "settings", line)
        return MISUSED
    _say(True, "settings", f"zone {chosen.timezone}, age mark {chosen.age_mark}")
    return asyncio.run(_check(chosen))


async def _check(chosen: Settings) -> int:
    results = [await _database(chosen)]
    if not chosen.token:
        _say(False, "token", "BOT_TOKEN is empty: `run` starts the sandbox instead")
        return FAILED
    async with ClientSession(timeout=ClientTimeout(total=15)) as session:
        api = Api(session, chosen)
        results.append(await _token(api))
        if results[-1]:
            results += [await _channel(api, chosen), _clock(api)]
    return 0 if all(results) else FAILED


class Api:
    """The few calls of the check; what Telegram says is told as it is, without the token."""

    def __init__(self, session: ClientSession, chosen: Settings) -> None:
        self._session = session
        self._chosen = chosen
        self.date: datetime | None = None
        self.answered = False

    async def call(self, method: str, **arguments: Any) -> tuple[Any, str | None]:
        """The result, or a reason why there is none."""
        url = f"{self._chosen.telegram_api_url}/bot{self._chosen.token}/{method}"
        try:
            async with self._session.post(url, json=arguments) as response:
                answer = await response.json(content_type=None)
                self.answered = isinstance(answer, dict)
                self.date = date_of(response.headers.get("Date")) or self.date
        except (ClientError, TimeoutError, OSError, ValueError) as error:
            reason = str(error) or type(error).__name__
            return None, reason.replace(self._chosen.token, "<token>")
        if not answer.get("ok"):
            return None, str(answer.get("description"))
        return answer["result"], None


async def _database(chosen: Settings) -> bool:
    try:
        store = await Store.open(chosen.database_url)
        await store.close()
    except StoreError as error:
        remedy = "the bot is running" if "locked" in str(error) else str(error)
        return _say(False, "database", f"{chosen.database}: {remedy}")
    return _say(True, "database", chosen.database)


async def _token(api: Api) -> bool:
    me, problem = await api.call("getMe")
    if problem and api.answered:
        return _say(False, "token", f"{problem}; copy the token anew from BotFather")
    if problem:
        return _say(False, "server", f"{problem}; check the network and TELEGRAM_API_URL")
    return _say(True, "token", f"@{me['username']}")


async def _channel(api: Api, chosen: Settings) -> bool:
    name = chosen.channel
    chat, problem = await api.call("getChat", chat_id=name)
    if problem:
        return _say(False, "channel", f"{name}: {problem}; add the bot there as an administrator")
    me, _ = await api.call("getMe")
    member, problem = await api.call("getChatMember", chat_id=name, user_id=me["id"])
    if problem or member["status"] not in ("administrator", "creator"):
        return _say(False, "channel", f"{name}: the bot is no administrator; make it one")
    missing = [
        right for right in RIGHTS if member["status"] != "creator" and not member.get(right)
    ]
    if "can_post_messages" in missing:
        return _say(False, "channel", f"{name}: give the bot the right to post messages")
    rights = "all rights" if not missing else f"without {', '.join(missing)}"
    return _say(True, "channel", f"{chat.get('title')} ({name}), {rights}")


def _clock(api: Api) -> bool:
    if api.date is None:
        return _say(True, "clock", "the server tells no time; not compared")
    skew = (SystemClock().now() - api.date.astimezone(UTC)).total_seconds()
    if abs(skew) > SKEW:
        return _say(
            False, "clock", f"{skew:+.0f} s off Telegram's; switch time synchronisation on"
        )
    return _say(True, "clock", "agrees with Telegram's")


def _say(good: bool, what: str, text: str) -> bool:
    print(f"{'ok  ' if good else 'FAIL'} {what:9} {text}")
    return good

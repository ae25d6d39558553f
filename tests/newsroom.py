"""A bot in its world: the sandbox, a database file, people with names, and a clock to turn."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiogram.fsm.storage.base import StorageKey
from aiohttp import ClientSession

from bot.app.life import live
from bot.app.running import App
from bot.sandbox import Sandbox
from bot.settings import Settings
from bot.store.engine import is_file
from bot.store.migrate import upgrade
from bot.telegram.buckets import UNLIMITED, Limits

TOKEN = "100001:token-of-the-test-bot-and-nothing-else"
BOT_ID = 100001
CHANNEL, CHANNEL_NAME = -1001000000001, "khabvesti"
ANNA, BORIS, VERA, GLEB = 1001, 1002, 1003, 1004

START = datetime(2026, 11, 24, 4, 20, tzinfo=UTC)  # Tuesday, 14:20 in Khabarovsk

Message = dict[str, Any]

_TEMPLATE: list[bytes] = []


class TurnableClock:
    """The Clock port; time passes only when a test says so."""

    def __init__(self, start: datetime) -> None:
        self.at = start

    trusted = True

    def now(self) -> datetime:
        return self.at

    def mark(self) -> float:
        return (self.at - START).total_seconds()

    def hear(self, date: datetime | None, since: float) -> None:
        """The sandbox's header tells the machine's time, which is not ours."""


class Newsroom:
    """Everything a behaviour test does and looks at, in the words of the newsroom."""

    def __init__(
        self, folder: Path, sandbox: Sandbox | None = None, database: str | None = None
    ) -> None:
        self.folder = folder
        self.database = database or f"sqlite:///{folder / 'bot.db'}"
        self.clock = TurnableClock(START)
        self.sandbox = sandbox or Sandbox(clock=lambda: self.clock.at.timestamp())
        self.overrides: dict[str, Any] = {}
        self.fetcher: Any = None  # opens links; without one, public addresses only
        self.limits: Limits | None = UNLIMITED  # None: Telegram's
        self.app: App
        self._stop = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    @property
    def world(self) -> Any:
        return self.sandbox.world

    async def open(self) -> None:
        """Starts Telegram, lets the people in and starts the bot."""
        await self.sandbox.start()
        world = self.world
        world.add_bot(TOKEN, username="vestnik_bot", first_name="Вестник", inline=True)
        world.add_user(ANNA, "Анна", username="anna", role="owner")
        world.add_user(BORIS, "Борис", username="boris", role="editor")
        world.add_user(VERA, "Вера", role="subscriber")
        world.add_user(GLEB, "Gleb", role="stranger", language_code="en")
        world.add_channel(CHANNEL, "Хабаровские вести", username=CHANNEL_NAME, owner_id=ANNA)
        self.give_rights()
        await self._lay_database()
        await self.start_bot()

    async def _lay_database(self) -> None:
        """An empty database of the present schema; migrated once, then copied."""
        if not is_file(self.database):
            return  # it is laid already
        file = self.folder / "bot.db"
        if not _TEMPLATE:
            await upgrade(self.database)
            _TEMPLATE.append(file.read_bytes())
        file.write_bytes(_TEMPLATE[0])

    def give_rights(self, *, post: bool = True) -> None:
        """Makes the bot an administrator of the channel."""
        rights = dict.fromkeys(("can_edit_messages", "can_delete_messages"), True)
        self.world.set_member(CHANNEL, BOT_ID, "administrator", can_post_messages=post, **rights)

    def settings(self) -> Settings:
        return Settings(
            _env_file=None,  # type: ignore[call-arg]
            **{
                "bot_token": TOKEN,
                "owner_id": ANNA,
                "channel": f"@{CHANNEL_NAME}",
                "telegram_api_url": self.sandbox.url,
                "database_url": self.database,
                **self.overrides,
            },
        )

    async def start_bot(self) -> None:
        self._stop = asyncio.Event()
        born = asyncio.get_running_loop().create_future()

        def bear(app: App) -> None:
            self.app = app
            if not born.done():
                born.set_result(None)

        life = live(self.settings(), self.clock, self._stop, bear, self.fetcher, self.limits)
        self._running = asyncio.get_running_loop().create_task(life)
        await asyncio.wait([born, self._running], return_when=asyncio.FIRST_COMPLETED)
        if self._running.done():
            await self._running

    async def stop_bot(self) -> None:
        """As SIGTERM does."""
        self._stop.set()
        if self._running is not None:
            await self._running
        self._running = None

    async def crash_bot(self) -> None:
        """As kill does, but for the connection to the database, which has to be free again."""
        running, self._running = self._running, None
        if running is not None:
            running.cancel()
            await asyncio.wait([running])

    async def close(self) -> None:
        await self.stop_bot()
        await self.sandbox.stop()

    async def pass_time(self, **by: float) -> None:
        """Turns the clock on and rings every bell, as the end of a sleep would."""
        self.clock.at += timedelta(**by)
        await asyncio.sleep(0)
        self.app.traffic.look()
        for loop in self.app.loops:
            loop.bell.set()

    def bell(self, name: str) -> asyncio.Event:
        """The bell of one of the bot's loops."""
        return next(loop.bell for loop in self.app.loops if loop.name == name)

    async def until(self, true: Callable[[], Any], seconds: float = 15) -> Any:
        """Waits for the bot to have done something; fails if it does not."""
        try:
            async with asyncio.timeout(seconds):
                while not (result := true()):
                    await asyncio.sleep(0.01)
        except TimeoutError:
            said = "\n".join(str(text(m))[:300] for m in self.world.messages(BORIS)[-4:])
            raise AssertionError(f"it did not happen; Boris's chat ends with:\n{said}") from None
        return result

    async def until_async(self, ask: Callable[[], Any], expected: str) -> None:
        """Asks until the answer holds the words."""
        async with asyncio.timeout(15):
            while expected not in text(await ask()):
                await asyncio.sleep(0.05)

    async def until_async_true(self, ask: Callable[[], Any]) -> None:
        """Asks until the answer is yes."""
        async with asyncio.timeout(15):
            while not await ask():
                await asyncio.sleep(0.01)

    async def settled(self) -> None:
        """Waits until every update was fetched and handled, and every notice was told."""

        async def idle() -> bool:
            async def work(tx: Any) -> bool:
                now = self.clock.now()
                return not (
                    await tx.inbox.waiting()
                    or await tx.documents.waiting(now, 1)
                    or await tx.bundles.ripe(now)
                    or await tx.notices.waiting(now)
                    or await tx.errands.channels(now)
                    or await tx.searches.due(now)
                )

            return self.world.updates_waiting(TOKEN) == 0 and await self.app.store.run(work)

        async with asyncio.timeout(15):
            while not (await idle() and await idle()):
                await asyncio.sleep(0.01)

    # What people do

    async def say(self, person: int, words: str, **more: Any) -> Message:
        """Sends a text to the bot and returns the bot's next message in that chat."""
        before = self._last(person)
        self.world.send_text(person, person, words, **more)
        return await self.answer(person, before)

    async def say_at_once(self, person: int, words: str) -> Message:
        """The same while other work goes on."""
        before = self._last(person)
        self.world.send_text(person, person, words)
        await self.until(lambda: any(m["message_id"] > before for m in self.by_bot(person)))
        return self.by_bot(person)[-1]

    async def answer(self, person: int, after: int) -> Message:
        def fresh() -> Message | None:
            new = [m for m in self.by_bot(person) if m["message_id"] > after]
            return new[-1] if new else None

        await self.until(fresh)
        await self.settled()
        return fresh()  # type: ignore[return-value]

    async def invite_editor(self, person: int = BORIS) -> None:
        """Brings a person to the desk by a real invite."""
        link = await self.say(ANNA, "/invite editor")
        secret = re.search(r"start=(\S+)", text(link) or "")
        assert secret is not None
        await self.say(person, f"/start {secret.group(1)}")

    async def open_dialogue(self, person: int, state: str, data: dict[str, Any]) -> None:
        """Has a question of the bot wait for the person's answer."""
        key = StorageKey(BOT_ID, person, person)
        await self.app.dispatcher.storage.set_state(key, state)
        await self.app.dispatcher.storage.set_data(key, data)

    async def hand_in(self, words: str, person: int = BORIS, **more: Any) -> Message:
        """Hands a release in and returns the card that the bot answers with."""
        await self.say(person, words, **more)
        return await self.until(lambda: self.card(person))

    async def press(self, label: str, message: Message | None = None, person: int = BORIS) -> Any:
        """Presses a button by its label; returns what the press was answered with."""
        target = message or self.by_bot(person)[-1]
        target = self.world.message(person, target["message_id"])
        data = buttons(target)[label]
        query = self.world.press(person, person, target["message_id"], data)
        answer = await self.world.callback_answer(query, 10)
        await self.settled()
        return answer

    async def menus(self, person: int) -> list[str]:
        """The commands that a person's Telegram offers in the bot's chat."""
        url = f"{self.sandbox.url}/sandbox/commands"
        async with (
            ClientSession() as session,
            session.get(url, params={"as": str(person), "chat_id": str(person)}) as response,
        ):
            return [command["command"] for command in await response.json()]

    # What can be seen

    def by_bot(self, chat: int) -> list[Message]:
        return [m for m in self.world.messages(chat) if m.get("from", {}).get("is_bot")]

    def card(self, person: int = BORIS) -> Message | None:
        """The newest card in a chat."""
        cards = [m for m in self.by_bot(person) if re.match(r"№ \d+ ·", text(m) or "")]
        return cards[-1] if cards else None

    def channel(self) -> list[Message]:
        """What stands in the channel, oldest first."""
        return list(self.world.messages(CHANNEL))

    async def published(self, count: int) -> list[Message]:
        """Waits for so many messages in the channel and returns them."""
        await self.until(lambda: len(self.channel()) >= count)
        await self.settled()
        return self.channel()

    def _last(self, chat: int) -> int:
        return max((m["message_id"] for m in self.world.messages(chat)), default=0)


def text(message: Message) -> str:
    """Text or caption."""
    return str(message.get("text") or message.get("caption") or "")


def buttons(message: Message) -> dict[str, str]:
    """Labels and what they carry (data or URL)."""
    rows: Iterable[list[dict[str, str]]] = message.get("reply_markup", {}).get(
        "inline_keyboard", ()
    )
    return {b["text"]: b.get("callback_data") or b.get("url", "") for row in rows for b in row}

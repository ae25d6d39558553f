"""What the browser's tests stand on: a sandbox in a thread of its own, and a bot to play.

Playwright's plain interface and an event loop do not share a thread, so the server gets one.
"""

import asyncio
import http.client
import json
import struct
import threading
import urllib.parse
import zlib
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from bot.sandbox import Sandbox

T = TypeVar("T")
Json = dict[str, Any]

TOKEN = "7001:AAHbrowserTestsOnlyNoSecretInHere000"
BOT_ID = 7001
CHANNEL = -1001000000001
OWNER, EDITOR, SUBSCRIBER, STRANGER = 101, 102, 103, 104
ADMIN_RIGHTS = {
    "can_post_messages": True,
    "can_edit_messages": True,
    "can_delete_messages": True,
    "can_pin_messages": True,
}


async def leave_nothing_behind() -> None:
    """Ends what a page that reconnects may have begun while the server was stopping."""
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_asyncgens()


class SandboxThread:
    """A running sandbox; `do` acts on its world inside its loop."""

    sandbox: Sandbox

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    @property
    def url(self) -> str:
        return self.sandbox.url

    def start(self) -> None:
        self._thread.start()
        self._run(self._start())

    def stop(self) -> None:
        self._run(self.sandbox.stop())
        self._run(leave_nothing_behind())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def do(self, work: Callable[[Any], T]) -> T:
        """`work(world)` in the server's own thread."""

        async def call() -> T:
            return work(self.sandbox.world)

        return self._run(call())

    async def _start(self) -> None:
        self.sandbox = Sandbox()  # its database belongs to the thread that opens it
        await self.sandbox.start()

    def _run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(20)


class Bot:
    """Speaks to the sandbox as a bot does: over HTTP."""

    def __init__(self, url: str) -> None:
        self._host = urllib.parse.urlsplit(url).netloc
        self._offset = 0

    def call(self, method: str, **params: Any) -> Any:
        body = json.dumps(params)
        connection = http.client.HTTPConnection(self._host, timeout=20)
        try:
            headers = {"Content-Type": "application/json"}
            connection.request("POST", f"/bot{TOKEN}/{method}", body, headers)
            answer = json.loads(connection.getresponse().read())
        finally:
            connection.close()
        assert answer["ok"], answer
        return answer["result"]

    def skip(self) -> None:
        """Leave behind what waits."""
        waiting = self.call("getUpdates", timeout=0)
        if waiting:
            self._offset = waiting[-1]["update_id"] + 1

    def updates(self, count: int = 1) -> list[Json]:
        """The next `count` updates, waited for; each is given once."""
        found: list[Json] = []
        for _ in range(10):
            if len(found) >= count:
                break
            found += self.call("getUpdates", offset=self._offset, timeout=5)
            if found:
                self._offset = found[-1]["update_id"] + 1
        assert len(found) >= count, f"{len(found)} of {count} updates came: {found}"
        return found


def fill(world: Any) -> None:
    """A bot, four people, and a channel where the bot may post."""
    world.add_bot(TOKEN, username="vestnik_bot", first_name="Вестник")
    world.add_user(OWNER, "Ольга", role="owner", last_name="Петрова")
    world.add_user(EDITOR, "Кирилл", role="editor")
    world.add_user(SUBSCRIBER, "Мария", role="subscriber")
    world.add_user(STRANGER, "Игорь", role="stranger")
    world.add_channel(CHANNEL, "Вести", username="khabvesti", owner_id=OWNER)
    world.set_member(CHANNEL, BOT_ID, "administrator", **ADMIN_RIGHTS)
    world.set_member(CHANNEL, SUBSCRIBER, "member")
    world.set_member(CHANNEL, EDITOR, "member")


def png(width: int = 60, height: int = 40) -> bytes:
    """A small grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x90" * width for _ in range(height)))
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def marked(*parts: str | tuple[Any, ...]) -> tuple[str, list[Json]]:
    """Text and entities from `"plain"` and `("bold", "words")` parts; offsets in UTF-16 units."""
    text, entities = "", []
    for part in parts:
        if isinstance(part, str):
            text += part
            continue
        kind, words, *extra = part
        start, length = (len(piece.encode("utf-16-le")) // 2 for piece in (text, words))
        entities.append({"type": kind, "offset": start, "length": length, **(extra or [{}])[0]})
        text += words
    return text, entities

"""How long a bot takes from its start to the first getUpdates, and what it holds when idle."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

TOKEN = "424242:TESTTESTTESTTESTTESTTESTTESTTESTTES"
LONGEST_START = 60.0  # seconds; a bot that has not asked for updates by then is broken
SETTLING = 2.0  # seconds between the first getUpdates and the look at the memory

_BOT = {"id": 42, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
_CHAT = {"id": -1001, "type": "channel", "title": "Bench", "username": "bench"}
_ANSWERS: dict[str, Any] = {
    "getme": _BOT,
    "getchat": {
        **_CHAT,
        "accent_color_id": 0,
        "max_reaction_count": 1,
        "accepted_gift_types": dict.fromkeys(
            (
                *("unlimited_gifts", "limited_gifts", "unique_gifts"),
                *("premium_subscription", "gifts_from_channels"),
            ),
            True,
        ),
    },
    "getchatmember": {"status": "creator", "user": _BOT, "is_anonymous": False},
    "getwebhookinfo": {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
    "getmycommands": [],
    "sendmessage": {"message_id": 1, "date": 1700000000, "chat": _CHAT, "text": "-"},
}


@dataclass(frozen=True, slots=True)
class Start:
    """Medians over the runs: seconds to the first getUpdates, resident megabytes when idle."""

    first_poll: float
    idle_mb: float
    runs: int


def measure(
    command: Sequence[str], environment: Mapping[str, str] | None = None, runs: int = 5
) -> Start:
    """Start `command` `runs` times against a server of our own and take the medians.

    `{url}` and `{directory}` in an argument or a variable become the server's address and a
    directory that is empty for the first run and kept for the others, as a bot's data are.
    Raises RuntimeError with the end of what the bot said if it never polls.
    """
    times, sizes = list[float](), list[float]()
    with tempfile.TemporaryDirectory() as directory:
        for _ in range(runs):
            with _server() as (url, polled):
                filled = {"{url}": url, "{directory}": directory}
                arguments = [_fill(argument, filled) for argument in command]
                added = {key: _fill(value, filled) for key, value in (environment or {}).items()}
                took, size = _once(arguments, os.environ | added, polled, Path(directory, "said"))
            times.append(took)
            sizes.append(size)
    return Start(median(times), median(sizes), runs)


def _fill(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(name, value)
    return text


def _once(
    command: Sequence[str], environment: Mapping[str, str], polled: threading.Event, said: Path
) -> tuple[float, float]:
    with said.open("wb") as output:
        begun = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - the caller's own bot
            command, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            while not polled.wait(0.1):
                if process.poll() is not None or time.perf_counter() - begun > LONGEST_START:
                    raise RuntimeError(f"No getUpdates came:\n{said.read_text()[-2000:]}")
            took = time.perf_counter() - begun
            time.sleep(SETTLING)
            return took, _resident_mb(process.pid)
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


@contextmanager
def _server() -> Iterator[tuple[str, threading.Event]]:
    """A Bot API that knows next to nothing; the event is set by the first getUpdates."""
    polled, closing = threading.Event(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            method = self.path.partition("?")[0].rsplit("/", 1)[-1].lower()
            result = _ANSWERS.get(method, True)
            if method == "getupdates":
                polled.set()
                closing.wait(1)  # a short long poll
                result = []
            body = json.dumps({"ok": True, "result": result}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST  # noqa: N815 - the name that http.server calls

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as inherited
            pass

        def handle(self) -> None:
            with suppress(ConnectionError):  # the bot was ended in the middle of a poll
                super().handle()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", polled
    finally:
        closing.set()
        server.shutdown()
        thread.join()
        server.server_close()

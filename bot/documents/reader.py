"""Reads a document in a process of its own, which can be killed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from pathlib import Path

import bot
from bot.documents import limits, refusals, wire
from bot.domain.document import Document
from bot.domain.errors import InputError

_CHILD = (sys.executable, "-m", "bot.documents.child")
# Settings and secrets of the bot are none of the child's business.
_PASSED_ON = ("PATH", "SYSTEMROOT", "TMPDIR")


class Reader:
    """Documents → text and pictures, a few at a time."""

    def __init__(self, *, seconds: float = limits.SECONDS, at_once: int = limits.AT_ONCE) -> None:
        self._seconds = seconds
        self._turn = asyncio.Semaphore(at_once)

    async def read(self, name: str, data: bytes, mime: str | None = None) -> Document:
        """The text and pictures of a file of any kind that we read.

        The kind is seen from the bytes; `name` and `mime` help only where these leave it open.
        Raises InputError with one sentence that says what to do.
        """
        if not data:
            raise InputError("The file is empty. Send it again.")
        if len(data) > limits.INPUT:
            raise InputError(
                "The file is larger than {limit} MB. Send the text of the release alone.",
                limit=limits.INPUT // limits.MB,
            )
        async with self._turn:
            message = await self._ask(wire.pack({"name": name, "mime": mime}, data))
        try:
            return wire.document(message)
        except (ValueError, KeyError, TypeError):  # it died before it could say why
            raise refusals.broken() from None

    async def _ask(self, question: bytes) -> bytes:
        """The child's answer; the child and what it started are gone when this returns."""
        child = await asyncio.create_subprocess_exec(
            *_CHILD,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(self._seconds):
                return await _talk(child, question)
        except TimeoutError:
            raise refusals.endless() from None
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            # Its last words are read: a full pipe would keep it from being collected.
            await asyncio.shield(child.communicate())


async def _talk(child: asyncio.subprocess.Process, question: bytes) -> bytes:
    assert child.stdin is not None  # noqa: S101 - both were asked for
    assert child.stdout is not None  # noqa: S101
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(_tell(child.stdin, question))
            answer = group.create_task(_hear(child.stdout))
    except BaseExceptionGroup as group_of:
        raise group_of.exceptions[0] from None
    return answer.result()


async def _tell(pipe: asyncio.StreamWriter, question: bytes) -> None:
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it died: no answer tells
        pipe.write(question)
        await pipe.drain()
        pipe.close()
        await pipe.wait_closed()


async def _hear(pipe: asyncio.StreamReader) -> bytes:
    heard = bytearray()
    while piece := await pipe.read(2**16):
        heard += piece
        if len(heard) > limits.ANSWER:
            raise refusals.excessive()
    return bytes(heard)


def _environment() -> dict[str, str]:
    kept = {name: value for name in _PASSED_ON if (value := os.environ.get(name))}  # noqa: TID251
    root = str(Path(bot.__file__).parents[1])
    return {**kept, "PYTHONPATH": root, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}

"""The reader and its child: hostile files, limits, kills; and what the bot itself loads."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.documents import limits, reader
from bot.documents.child import reply
from bot.documents.reader import Reader
from bot.documents.wire import document
from bot.domain.document import Document
from bot.domain.errors import InputError
from tests.documents import hostile, made

TEXT = "Каток открыт для всех. Вход свободный, коньки можно взять на месте."


@pytest.mark.parametrize("what", hostile.FILES)
def test_harm_is_answered_with_one_sentence(what: str) -> None:
    name, data, words = hostile.FILES[what]
    with pytest.raises(InputError, match=words):
        _opened(name, data)


def _opened(name: str, data: bytes) -> Document:
    """By the code of the child, without its process; an empty file never gets there."""
    if data:
        return document(reply(name, data, None))
    return asyncio.run(Reader().read(name, data))


async def test_a_child_reads_and_many_wait_for_their_turn() -> None:
    reading = Reader(at_once=2)
    found = await asyncio.gather(*(reading.read("a.txt", TEXT.encode("cp1251")) for _ in range(3)))
    assert {one.text.text for one in found} == {TEXT}


async def test_a_bomb_ends_only_the_child() -> None:
    name, data, words = hostile.FILES["zip bomb"]
    with pytest.raises(InputError, match=words):
        await Reader().read(name, data)


async def test_a_file_that_is_too_large_is_not_even_tried() -> None:
    with pytest.raises(InputError, match="20 MB"):
        await Reader().read("a.txt", b"x" * (limits.INPUT + 1))


CHILDREN = {
    "sleeps": ("import time; time.sleep(60)", "takes too long"),
    "starts another": (
        "import subprocess; subprocess.run(['sleep', '60'])",
        "takes too long",
    ),
    "dies": ("import os; os.abort()", "damaged"),
    "says nonsense": ("print('{}')", "damaged"),
    "never ends": (
        "import sys\nwhile True: sys.stdout.write('x' * 10**6)",
        "more than can be read",
    ),
}


@pytest.mark.parametrize("what", CHILDREN)
async def test_a_child_that_fails_is_ended_with_all_it_started(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, words = CHILDREN[what]
    monkeypatch.setattr(reader, "_CHILD", (sys.executable, "-c", code))
    groups = await _watched(monkeypatch)
    with pytest.raises(InputError, match=words):
        await Reader(seconds=0.5 if "long" in words else 20).read("a.txt", TEXT.encode())
    await _gone(groups[0])


async def test_cancellation_ends_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import time; time.sleep(60)"
    monkeypatch.setattr(reader, "_CHILD", (sys.executable, "-c", code))
    groups = await _watched(monkeypatch)
    async with asyncio.TaskGroup() as tasks:
        reading = tasks.create_task(Reader().read("a.txt", TEXT.encode()))
        while not groups:
            await asyncio.sleep(0)
        reading.cancel()
    assert reading.cancelled()
    await _gone(groups[0])


async def _watched(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The process groups of the children that are started from now on."""
    groups, start = list[int](), asyncio.create_subprocess_exec

    async def watch(*arguments: object, **options: object) -> asyncio.subprocess.Process:
        child = await start(*arguments, **options)  # type: ignore[arg-type]
        groups.append(child.pid)
        return child

    monkeypatch.setattr(asyncio, "create_subprocess_exec", watch)
    return groups


async def _gone(group: int) -> None:
    """Waits for the kernel to end what was killed; what was not would never go."""
    async with asyncio.timeout(10):
        while _alive(group):
            await asyncio.sleep(0.01)


def _alive(group: int) -> bool:
    """Whether a process of the group still runs; the dead may wait to be collected."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, pgrp = status.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(pgrp) == group and state != "Z":
            return True
    return False


def test_the_kernel_keeps_the_limits() -> None:
    code = (
        "from bot.documents import child; child.restrain(); import resource as r; "
        "print([r.getrlimit(k)[0] for k in (r.RLIMIT_AS, r.RLIMIT_FSIZE, r.RLIMIT_CORE)])\n"
        "try: bytearray(2 * 10**9)\nexcept MemoryError: print('refused')"
    )
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == [f"[{limits.MEMORY}, {limits.FILE}, 0]", "refused"]


def test_the_child_sees_none_of_the_bots_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "123:secret")
    assert "BOT_TOKEN" not in reader._environment()


def test_the_bot_loads_nothing_that_opens_files() -> None:
    code = (
        "import asyncio, sys, bot.documents.web\nfrom bot.documents.reader import Reader\n"
        f"found = asyncio.run(Reader().read('a.docx', bytes.fromhex({_word().hex()!r})))\n"
        "assert found.text.text == 'Каток открыт', found\n"
        "heavy = {'lxml', 'PIL', 'pypdfium2', 'trafilatura', 'docx', 'zipfile'}\n"
        "print(sorted(heavy & set(sys.modules)), "
        "[name for name in sys.modules if name.startswith('bot.documents.formats')])"
    )
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ},  # noqa: TID251
    )
    assert done.stdout.strip() == "[] []"


def _word() -> bytes:
    return hostile.docx(hostile.PARAGRAPH.format("Каток открыт"))


async def test_pictures_travel_with_the_text() -> None:
    archive = hostile.zipped({"a.txt": TEXT.encode(), "b.png": made.photo(form="PNG")})
    found = await Reader().read("a.zip", archive)
    assert (found.text.text, made.sizes(found)) == (TEXT, [(640, 480)])

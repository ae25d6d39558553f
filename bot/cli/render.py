"""`render`: what release files become, without Telegram."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.progress import Progress

from bot import settings
from bot.cli.exit_codes import FAILED
from bot.clock import SystemClock
from bot.documents.reader import Reader
from bot.domain.channel import HouseStyle
from bot.domain.document import Document
from bot.domain.errors import InputError
from bot.domain.post import Post
from bot.domain.release import RawRelease, Release, Wishes
from bot.domain.text import FormattedText
from bot.parsing import decode, parse
from bot.rendering import plain, render, to_json, unshown

STDIN = "-"
SOME = 2  # files; for one a bar says nothing


@dataclass(frozen=True, slots=True)
class Rendered:
    """What became of a file."""

    file: str
    document: Document
    release: Release
    post: Post
    left_out: tuple[str, ...]  # by the house style


async def render_files(
    files: Sequence[str], *, as_json: bool = False, as_text: bool = False
) -> int:
    """Prints each file's post, in order; 1 where one could not be rendered.

    A progress bar on the error stream follows the reading, if that is a terminal.
    """
    chosen = settings.load()
    channel = chosen.channel if chosen.channel.startswith("@") else ""
    style = HouseStyle(channel=channel, age_mark=chosen.age_mark)
    reader = Reader()
    errors = Console(stderr=True)
    bar = Progress(console=errors, transient=True, disable=len(files) < SOME)
    failed = 0
    with bar if errors.is_terminal else nullcontext():
        task = bar.add_task("reading", total=len(files))

        async def one(file: str) -> Rendered | Exception:
            try:
                return _rendered(file, await _read(file, reader), style, chosen)
            except (InputError, OSError) as error:
                return error
            finally:
                bar.advance(task)

        made = await asyncio.gather(*map(one, files))
    for file, found in zip(files, made, strict=True):
        if isinstance(found, Exception):
            print(f"{file}: {found}", file=sys.stderr)
            failed += 1
        elif as_json:
            indent = 2 if len(files) < SOME else None  # several: one object a line
            print(json.dumps(_object(found), ensure_ascii=False, indent=indent))
        elif as_text:
            print(plain(found.post))
        else:
            _show(found)
    return FAILED if failed else 0


async def _read(file: str, reader: Reader) -> Document:
    if file == STDIN:
        name, data = "stdin", await asyncio.to_thread(sys.stdin.buffer.read)
    else:
        name, data = Path(file).name, await asyncio.to_thread(Path(file).read_bytes)
    if Path(name).suffix.lower() in {".txt", ""}:
        with suppress(InputError):  # text needs no other process, unless it is none
            return Document(FormattedText(decode(data)))
    return await reader.read(name, data)


def _rendered(
    file: str, document: Document, style: HouseStyle, chosen: settings.Settings
) -> Rendered:
    raw = RawRelease(document.text, received_at=SystemClock().now())
    release = parse(raw, Wishes(), ZoneInfo(chosen.timezone))
    return Rendered(file, document, release, render(release, style), unshown(release, style))


def _object(found: Rendered) -> dict[str, Any]:
    shown = to_json(found.release, found.post)
    shown["cuts"] += [{"text": text, "reason": "style"} for text in found.left_out]
    return {
        "file": found.file,
        **shown,
        "pictures": [picture.name for picture in found.document.pictures],
        "unread": list(found.document.unread),
    }


def _show(found: Rendered) -> None:
    console = Console()
    console.rule(found.file)
    console.print(plain(found.post), markup=False, highlight=False)
    notes = [(f"cut ({cut.reason})", cut.text) for cut in found.release.cuts]
    notes += [("cut (style)", text) for text in found.left_out]
    notes += [("picture", picture.name) for picture in found.document.pictures]
    notes += [("not read", name) for name in found.document.unread]
    for name, text in notes:
        console.print(f"{name}: {text}", style="dim", markup=False)
    for caution in found.release.warnings:
        said = f"check: {caution.code} {caution.detail}".rstrip()
        console.print(said, style="yellow", markup=False)

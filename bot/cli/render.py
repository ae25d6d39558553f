"""`render`: what a release file becomes, without Telegram."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from bot import settings
from bot.cli.exit_codes import FAILED
from bot.domain.channel import HouseStyle
from bot.domain.errors import InputError
from bot.domain.release import RawRelease
from bot.domain.text import FormattedText
from bot.parsing import decode, parse
from bot.rendering import plain, render, to_json


def render_files(files: Sequence[str], *, as_json: bool = False, as_text: bool = False) -> int:
    """Prints each file's post; 1 where one could not be rendered."""
    chosen = settings.load()
    channel = chosen.channel if chosen.channel.startswith("@") else ""
    style = HouseStyle(channel=channel, age_mark=chosen.age_mark)
    failed = 0
    for file in files:
        try:
            raw = RawRelease(FormattedText(decode(Path(file).read_bytes())))
            release = parse(raw)
            post = render(release, style)
        except (InputError, OSError) as error:
            print(f"{file}: {error}", file=sys.stderr)
            failed += 1
            continue
        if as_json:
            print(json.dumps(to_json(release, post), ensure_ascii=False, indent=2))
        elif as_text:
            print(plain(post))
        else:
            console = Console()
            console.rule(file)
            console.print(plain(post), markup=False, highlight=False)
            for cut in release.cuts:
                console.print(f"cut ({cut.reason}): {cut.text}", style="dim", markup=False)
            for caution in release.warnings:
                console.print(f"check: {caution.code} {caution.detail}".rstrip(), style="yellow")
    return FAILED if failed else 0

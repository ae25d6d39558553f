"""The golden pairs of data/samples; `python -m tests.rendering.golden_files` writes them anew."""

from __future__ import annotations

import json
from pathlib import Path

from bot.domain.channel import HouseStyle
from bot.domain.release import RawRelease
from bot.domain.text import FormattedText
from bot.parsing import decode, parse
from bot.rendering import render, to_html, to_json

SAMPLES = sorted(Path("data/samples").glob("*.txt"))
GOLDEN = Path(__file__).parent / "golden"
HOUSE = HouseStyle(channel="@khabvesti", age_mark="16+")


def said(sample: Path) -> str:
    """What the release says, as JSON, with what was cut and what to look at."""
    release = parse(RawRelease(FormattedText(decode(sample.read_bytes()))))
    exported = to_json(release, render(release, HOUSE))
    del exported["post"]
    return json.dumps(exported, ensure_ascii=False, indent=1) + "\n"


def shown(sample: Path) -> str:
    """What readers will see, as HTML, part by part."""
    release = parse(RawRelease(FormattedText(decode(sample.read_bytes()))))
    parts = render(release, HOUSE).parts
    return "\n<!-- next part -->\n".join(to_html(part.text) for part in parts) + "\n"


if __name__ == "__main__":
    for path in SAMPLES:
        (GOLDEN / f"{path.stem}.json").write_text(said(path), encoding="utf-8")
        (GOLDEN / f"{path.stem}.html").write_text(shown(path), encoding="utf-8")

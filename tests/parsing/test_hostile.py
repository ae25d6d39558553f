"""Texts made to break rules: they are read, or refused with a sentence, and no word is lost."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bot.domain.channel import HouseStyle
from bot.domain.errors import InputError
from bot.domain.release import RawRelease
from bot.domain.text import FormattedText
from bot.parsing import parse
from bot.rendering import plain, render, unshown
from tests.hostile import hostile

LENGTH = 20_000
# A hashtag that is said twice is shown once.
TEXTS = {name: text for name, text in hostile(LENGTH) if not name.startswith("hashtags")}
STYLE = HouseStyle(footer="")
LABELS = ("Источник", "Фото", "Рубрика")  # said by what they label


def letters(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]", text.casefold()))


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_loses_no_letter(name: str) -> None:
    text = TEXTS[name]
    try:
        release = parse(RawRelease(FormattedText(text)))
    except InputError:
        assert not letters(text)
        return
    told = [plain(render(release, STYLE)), *unshown(release, STYLE)]
    told += (cut.text for cut in release.cuts)
    told += filter(None, (release.date, release.rubric, release.byline, *release.hashtags))
    lost = letters(text) - letters("".join(told))
    assert not lost - letters("".join(label * text.count(label) for label in LABELS))

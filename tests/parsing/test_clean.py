"""Characters that Telegram would drop, or that were decoded wrongly."""

from __future__ import annotations

import pytest

from bot.domain.text import Entity, FormattedText
from bot.parsing.clean import clean

CHARACTERS = [
    pytest.param("а\r\nб\rв", "а\nб\nв", id="line ends"),
    pytest.param("а\u2028б\x0bв", "а\nб\nв", id="other line ends"),
    pytest.param("мост \u0097 дорога", "мост — дорога", id="a Windows dash"),
    pytest.param("\u0093мост\u0094", "“мост”", id="Windows quotation marks"),
    pytest.param("\u202eмост\u202c\u200f", "мост", id="direction marks"),
    pytest.param("мо\u00adст\u200b\ufeff", "мост", id="soft hyphen, zero width"),
    pytest.param("мо\x00ст\x07", "мост", id="controls"),
    pytest.param("5\u202f000\u2009руб", "5\u00a0000\u00a0руб", id="thin spaces"),
    pytest.param(
        "👨\u200d👩\u200d👧 ⚠\ufe0f", "👨\u200d👩\u200d👧 ⚠\ufe0f", id="emoji stay whole"
    ),
    pytest.param("мост  \nрека\t", "мост\nрека", id="spaces at line ends"),
    pytest.param("улица\tдом", "улица\tдом", id="tabs of a table"),
]


@pytest.mark.parametrize(("raw", "expected"), CHARACTERS)
def test_characters_are_made_sound(raw: str, expected: str) -> None:
    assert clean(FormattedText(raw)).text == expected


def test_formatting_follows_and_automatic_entities_go() -> None:
    raw = FormattedText("\u200bмост @mir", (Entity("bold", 1, 4), Entity("mention", 6, 4)))
    assert clean(raw) == FormattedText("мост @mir", (Entity("bold", 0, 4),))

"""Files and text become as few messages as Telegram allows."""

from __future__ import annotations

import pytest

from bot.domain.release import Media, MediaKind
from bot.domain.text import FormattedText
from bot.rendering.house import Sheet
from bot.rendering.media import parts


def files(kinds: str) -> tuple[Media, ...]:
    """«pp d» → two photos and a document."""
    names: dict[str, MediaKind] = {
        "p": "photo", "v": "video", "a": "animation", "d": "document", "s": "audio",
    }  # fmt: skip
    return tuple(Media(names[kind], f"file{n}", f"unique{n}") for n, kind in enumerate(kinds))


def shape(kinds: str, length: int, **how: bool) -> str:
    """The parts as «album(3) 120, text 4096»."""
    sheet = Sheet(FormattedText("Мост открыт. " * (length // 13) + "а" * (length % 13)), length)
    return ", ".join(
        part.kind
        + (f"({len(part.media)})" if len(part.media) > 1 else "")
        + (f" {len(part.text.text)}" if part.text else "")
        for part in parts(sheet, files(kinds), **how)
    )


SHAPES = [
    ("", 100, "text 100"),
    ("p", 1024, "photo 1024"),
    ("p", 1025, "photo, text 1025"),
    ("p", 0, "photo"),
    ("v", 5, "video 5"),
    ("a", 5, "animation 5"),
    ("ppv", 10, "album(3) 10"),
    ("ppv", 1500, "album(3), text 1500"),
    ("p" * 13, 10, "album(7) 10, album(6)"),
    ("p" * 11, 10, "album(6) 10, album(5)"),
    ("ppdd", 10, "album(2) 10, album(2)"),
    ("pa", 10, "photo 10, animation"),
    ("aa", 10, "animation 10, animation"),
    ("dds", 10, "album(2) 10, audio"),
]


@pytest.mark.parametrize(("kinds", "length", "expected"), SHAPES)
def test_shape(kinds: str, length: int, expected: str) -> None:
    assert shape(kinds, length) == expected


UNDER_TEXT = [
    ("pp", 10, "album(2), text 10"),
    ("p", 10, "photo 10"),
    ("ppd", 10, "album(2) 10, document"),
    ("ppdd", 10, "album(2), album(2), text 10"),
    ("pp", 0, "album(2)"),
    ("", 10, "text 10"),
]


@pytest.mark.parametrize(("kinds", "length", "expected"), UNDER_TEXT)
def test_buttons_find_something_to_stand_under(kinds: str, length: int, expected: str) -> None:
    assert shape(kinds, length, under_text=True) == expected


def test_a_long_text_is_split() -> None:
    sizes = [len(part.text.text) for part in parts(
        Sheet(FormattedText("Мост открыт. " * 700), 9100), ())]  # fmt: skip
    assert len(sizes) == 3
    assert max(sizes) <= 4096

"""Characters made sound: controls, direction marks, mis-decoded signs (bot-api.md §3)."""

from __future__ import annotations

import re

from bot.domain.edits import substitute
from bot.domain.text import AUTOMATIC, FormattedText

# U+0080..U+009F are never meant: they are Windows-1252 read as Latin-1 (editorial.md §1).
_WINDOWS = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in
    {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}  # fmt: skip
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# What Telegram drops or would show as nothing; joiners and U+FE0F belong to emoji and stay.
_NOTHING = re.compile(
    r"\u00ad[^\S\n]{0,9}\n|[\x00-\x08\x0e-\x1f\x7f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    r"\u2066-\u206f\ufeff\ufff9-\uffff\u0333\u033f\u030a\ud800-\udfff]"
)
_CONTROL = re.compile(r"[\x80-\x84\x86-\x9f]")
# U+2009 and U+202F look odd in some fonts of Telegram (editorial.md §2.10).
_ODD_SPACE = re.compile(r"[\u2000-\u200a\u202f\u205f\u3000\u1680]")
_TRAILING = re.compile(r"(?<![^\S\n])[^\S\n]+(?=\n|\Z)")


def clean(text: FormattedText) -> FormattedText:
    """`text` with sound characters and line ends; entities that Telegram finds by itself go.

    U+000C and the like become line ends; TAB stays, for tables.
    """
    text = FormattedText(
        text.text, tuple(entity for entity in text.entities if entity.type not in AUTOMATIC)
    )
    text = substitute(_LINE_END, "\n", text)
    text = substitute(_CONTROL, lambda match: _WINDOWS.get(ord(match.group()), ""), text)
    text = substitute(_NOTHING, "", text)
    text = substitute(_ODD_SPACE, "\u00a0", text)
    if all(line == line.rstrip() for line in text.text.split("\n")):
        return text
    return substitute(_TRAILING, "", text)

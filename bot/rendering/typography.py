"""Russian typography over formatted text; entities keep covering the same words."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.domain.edits import Edit, characters, rewrite
from bot.domain.text import FormattedText
from bot.rendering.dashes import dash_edits
from bot.rendering.marks import quotation_edits
from bot.rendering.nobreak import space_edits

_ADDRESS = re.compile(
    r"(?:https?://|www\.|t\.me/)[^\s«»\"„“”]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    r"|(?<![\w@])[@#]\w+"
    r"|(?<![\w.-])(?:[\w-]{1,63}\.){1,4}(?:ru|рф|com|org|net|info|gov|online|su|tv|me)(?:/\S*)?(?!\w)"
)
_HINT = re.compile(r"[@#/]|\w\.[a-zр]")
_PHONE = re.compile(
    r"(?<!\w)(?:\+7|8)(?:[\s\u00a0]?\(\d{3,5}\)|[-\s\u00a0]\d{3,5})(?:[-\s\u00a0]?\d{2,3}){2,4}(?!\d)"
    r"|(?<!\d)\d{2,3}-\d{2}-\d{2}(?!\d)"
)
_PHONE_HINT = re.compile(r"\d[-() \u00a0]+\d")
# Marks without partners can make others pair anew once those are dressed.
_PASSES = 4
_SPACES = re.compile(r"[ \t\u00a0]{2,}|\t")


def typeset(text: FormattedText) -> FormattedText:
    """`text` in Russian typography; code, addresses, phones and scores are left alone.

    Setting a set text again changes nothing.
    """
    text = _apply(text, _plain_spaces)
    for _ in range(_PASSES):
        dressed = _apply(text, quotation_edits)
        if dressed is text:
            break
        text = dressed
    return _apply(_apply(text, dash_edits), space_edits)


def _apply(text: FormattedText, find: Callable[[str], list[Edit]]) -> FormattedText:
    edits = find(text.text)
    edits = _outside(edits, _closed(text)) if edits else edits
    return rewrite(text, edits) if edits else text


def _outside(edits: list[Edit], closed: list[tuple[int, int]]) -> list[Edit]:
    """The edits that touch no closed stretch; both lists are in order."""
    kept, position = list[Edit](), 0
    for edit in edits:
        while position < len(closed) and closed[position][1] <= edit.start:
            position += 1
        if position == len(closed) or edit.end <= closed[position][0]:
            kept.append(edit)
    return kept


def _closed(text: FormattedText) -> list[tuple[int, int]]:
    """The stretches that nothing may change, in order."""
    found = list[tuple[int, int]]()
    if _PHONE_HINT.search(text.text):
        found += [match.span() for match in _PHONE.finditer(text.text)]
    if _HINT.search(text.text):
        found += [match.span() for match in _ADDRESS.finditer(text.text)]
    if text.entities:
        at = characters(text.text)
        found += [(at(e.offset), at(e.end)) for e in text.entities if e.type in {"code", "pre"}]
    return sorted(found)


def _plain_spaces(text: str) -> list[Edit]:
    if "  " not in text and "\t" not in text and "\u00a0" not in text:
        return []
    return [Edit(*match.span(), " ") for match in _SPACES.finditer(text)]

"""Items of lists: which lines are, and their bullets."""

from __future__ import annotations

import re

from bot.domain.edits import Edit, rewrite
from bot.domain.release import Block, Table
from bot.domain.text import FormattedText
from bot.parsing.lines import Line

_BULLET = re.compile(r"\s*[•▪●○◦‣⁃∙·*➢❖■□▫◆◇➔→–—-](?:[\s\u00a0]+|(?=[А-ЯЁа-яёA-Za-z0-9«]))")
_EMOJI = re.compile(
    r"\s*(?:[✔✅☑➡➤►▶❗❕⭕🔹🔸🔵🔴🟢🟡🟠⚪⚫🔺🔻📍📌☎📞⏰🕐✉⚡]|[\U0001f300-\U0001faff])"
)
_NUMBER = re.compile(r"\s*(?:\d{1,2}[.)]\s|[а-яa-z]\)\s)")
_DASHED = re.compile(r"\s*[-–—]\s(?:(?=[а-яё])|(?=[^«\"]{0,200};?$))")
_SPEECH_END = re.compile(r"[,!?…]\s*[-–—]\s*[а-яё]")
_LONGEST = 400  # characters of an item
_WRAPPED = 200
_ENTRY = 100


def is_item(line: Line, after_item: bool, introduced: bool, dashes: bool) -> bool:
    """Whether a line is an item, or goes on with the item above it.

    `dashes`: a dash may be a bullet (no interview).
    """
    text = line.plain
    if "\t" in text or len(text) > _LONGEST:
        return False
    if text[0] in "-–—":
        listed = after_item or introduced or text.endswith(";")
        return dashes and listed and bool(_DASHED.match(text)) and not _SPEECH_END.search(text)
    if _BULLET.match(text) or _EMOJI.match(text) or _NUMBER.match(text):
        # A lone asterisk opens a footnote, as the law has it (editorial.md §2.4).
        return not text.startswith("**") and (text[0] != "*" or after_item or introduced)
    return after_item and not line.gap and text[:1].islower() and len(text) < _WRAPPED


def is_entry(line: Line, in_list: bool) -> bool:
    """A line of a list without bullets: addresses, names, times under a colon."""
    text = line.plain
    if not in_list or line.gap or "\t" in text or len(text) > _ENTRY:
        return False
    return text[0] not in '-–—«"' and not text.endswith((".", "!", "?", ":"))


def introduces(block: Block) -> bool:
    """Whether a list may follow: the block ends with a colon."""
    return not isinstance(block, Table) and block.text.text.endswith((":", ";"))


def bulleted(text: FormattedText) -> FormattedText:
    """The item with a bullet of the one kind; emoji and numbers stay as they came."""
    match = _BULLET.match(text.text)
    if match is None or _EMOJI.match(text.text) or match.group() == "• ":
        return text
    return rewrite(text, [Edit(0, match.end(), "• ")])

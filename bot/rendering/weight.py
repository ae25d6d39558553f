"""How much of Telegram's allowance a rich message takes (bot-api.md §1)."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain import limits
from bot.domain.rich import (
    RichBlock,
    RichDetails,
    RichList,
    RichPhotos,
    RichQuote,
    RichTable,
)
from bot.domain.text import EMPTY, FormattedText


def fits(blocks: tuple[RichBlock, ...]) -> bool:
    """Whether Telegram takes the blocks as one message; our depth is always within its limit."""
    return (
        len(blocks) > 0
        and sum(len(text.text) for block in blocks for text in texts(block)) <= limits.RICH_TEXT
        and sum(map(count, blocks)) <= limits.RICH_BLOCKS
        and sum(map(files, blocks)) <= limits.RICH_MEDIA
    )


def texts(block: RichBlock) -> Iterable[FormattedText]:
    """All the texts of a block, nested ones too."""
    match block:
        case RichList():
            return block.items
        case RichTable():
            return (cell for row in block.rows for cell in row)
        case RichQuote():
            return (block.text, block.credit or EMPTY)
        case RichPhotos():
            return (block.caption or EMPTY,)
        case RichDetails():
            return (block.summary, *(text for inner in block.blocks for text in texts(inner)))
        case _:
            return (block.text,)


def count(block: RichBlock) -> int:
    """How many blocks it makes: itself, and what it holds."""
    match block:
        case RichList():
            return 1 + 2 * len(block.items)
        case RichTable():
            return 1 + len(block.rows)
        case RichQuote():
            return 2 + block.text.text.count("\n")
        case RichPhotos():
            return 1 + len(block.media)
        case RichDetails():
            return 1 + sum(map(count, block.blocks))
        case _:
            return 1


def files(block: RichBlock) -> int:
    """How many files it shows."""
    match block:
        case RichPhotos():
            return len(block.media)
        case RichDetails():
            return sum(map(files, block.blocks))
        case _:
            return 0

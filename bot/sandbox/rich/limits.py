"""What the data centre refuses: too long, too much, too deep (bot-api.md §1, sendRichMessage).

The constants were measured by others against the live API; `EMPTY` is also its answer to
dividers alone.
"""

from bot.sandbox.errors import bad_request
from bot.sandbox.rich import blocks as rich_blocks
from bot.sandbox.rich import tables, text
from bot.sandbox.shapes import Json

TEXT = 32_768  # code points of all texts together
BLOCKS = 500  # blocks, nested ones, list items and table rows
DEPTH = 16  # blocks in blocks, and formatting in the text of the innermost
MEDIA = 50
COLUMNS = 20


def check(blocks: list[Json]) -> None:
    """Refuse what is beyond a limit, in the server's words."""
    found = list(rich_blocks.walk(blocks))
    words = "".join(plain(block) for block, _ in found)
    media = sum(block["type"] in rich_blocks.MEDIA for block, _ in found)
    if not media and not words.strip():
        raise bad_request("RICH_MESSAGE_EMPTY")
    if len(words) > TEXT:
        raise bad_request("RICH_MESSAGE_TEXT_TOO_LONG")
    parts = sum(1 + len(b.get("items", ())) + len(b.get("cells", ())) for b, _ in found)
    if parts > BLOCKS:
        raise bad_request("RICH_MESSAGE_BLOCKS_TOO_MANY")
    if max(depth + _formatting(block) for block, depth in found) > DEPTH:
        raise bad_request("RICH_MESSAGE_DEPTH_INVALID")
    if media > MEDIA:
        raise bad_request("RICH_MESSAGE_MEDIA_TOO_MANY")
    if any(tables.columns(block["cells"]) > COLUMNS for block, _ in found if "cells" in block):
        raise bad_request("RICH_MESSAGE_TABLE_COLS_TOO_MANY")


def plain(block: Json) -> str:
    """All words of a block but not of those inside it."""
    return "".join(text.plain(holder[key]) for holder, key in rich_blocks.texts_of(block))


def _formatting(block: Json) -> int:
    return max((text.depth(holder[key]) for holder, key in rich_blocks.texts_of(block)), default=0)

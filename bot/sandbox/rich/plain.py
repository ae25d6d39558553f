"""A rich message as plain text: to look for a quotation in it."""

from bot.sandbox.rich import text
from bot.sandbox.rich.blocks import texts_of, walk
from bot.sandbox.shapes import Json


def plain(message: Json) -> str:
    """Its texts, a line each."""
    texts = (each for block, _ in walk(message["blocks"]) for each in texts_of(block))
    return "\n".join(text.plain(holder[key]) for holder, key in texts)

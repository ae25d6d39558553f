"""Release → Post, pure."""

from bot.rendering.export import to_json
from bot.rendering.house import unshown
from bot.rendering.html import to_html
from bot.rendering.notes import Notes, withdrawn
from bot.rendering.render import plain, render
from bot.rendering.sample import sample_release

__all__ = [
    "Notes",
    "plain",
    "render",
    "sample_release",
    "to_html",
    "to_json",
    "unshown",
    "withdrawn",
]

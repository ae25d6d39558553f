"""Release → Post, pure."""

from bot.rendering.export import to_json
from bot.rendering.html import to_html
from bot.rendering.render import plain, render

__all__ = ["plain", "render", "to_html", "to_json"]

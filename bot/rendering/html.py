"""Formatted text → Telegram's HTML, for export."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from bot.domain.text import Entity, FormattedText
from bot.rendering.nesting import Branch, tree

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "blockquote": "blockquote",
}


def to_html(text: FormattedText) -> str:
    """The text as Telegram's HTML."""
    return "".join(_written(tree(text)))


def _written(branch: Branch) -> Iterator[str]:
    opening, closing = (_tags(branch.entity) if branch.entity else None) or ("", "")
    yield opening
    for leaf in branch.leaves:
        if isinstance(leaf, str):
            yield escape(leaf, quote=False)
        else:
            yield from _written(leaf)
    yield closing


def _tags(entity: Entity) -> tuple[str, str] | None:
    if entity.type in _TAGS:
        tag = _TAGS[entity.type]
        return f"<{tag}>", f"</{tag}>"
    if entity.type == "expandable_blockquote":
        return "<blockquote expandable>", "</blockquote>"
    if entity.type == "pre":
        if entity.language:
            opening = f'<pre><code class="language-{escape(entity.language)}">'
            return opening, "</code></pre>"
        return "<pre>", "</pre>"
    if entity.type == "text_link" and entity.url:
        return f'<a href="{escape(entity.url)}">', "</a>"
    if entity.type == "text_mention" and entity.user_id:
        return f'<a href="tg://user?id={entity.user_id}">', "</a>"
    if entity.type == "custom_emoji" and entity.custom_emoji_id:
        return f'<tg-emoji emoji-id="{escape(entity.custom_emoji_id)}">', "</tg-emoji>"
    if entity.type == "date_time" and entity.unix_time is not None:
        shape = f' format="{escape(entity.date_time_format)}"' if entity.date_time_format else ""
        return f'<tg-time unix="{entity.unix_time}"{shape}>', "</tg-time>"
    return None  # Telegram finds the others by itself

"""Formatted text → Telegram's HTML, for export."""

from __future__ import annotations

from html import escape

from bot.domain.edits import characters
from bot.domain.text import Entity, FormattedText
from bot.rendering.canonical import nested, order

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
    """The text as Telegram's HTML; what crosses is cut so that the tags nest, a link never."""
    at = characters(text.text)
    out, open_tags, position = list[str](), list[tuple[int, str, str]](), 0
    waiting = sorted(nested(text.entities), key=order, reverse=True)
    edges = sorted({at(e.offset) for e in waiting} | {at(e.end) for e in waiting})
    for edge in [*edges, len(text.text)]:
        out.append(escape(text.text[position:edge], quote=False))
        position = edge
        reopen = list[tuple[int, str, str]]()
        while any(end <= edge for end, _, _ in open_tags):
            end, start_tag, end_tag = open_tags.pop()
            out.append(end_tag)
            if end > edge:
                reopen.append((end, start_tag, end_tag))
        for tag in reversed(reopen):
            out.append(tag[1])
            open_tags.append(tag)
        while waiting and at(waiting[-1].offset) <= edge:
            entity = waiting.pop()
            tags = _tags(entity)
            if tags and at(entity.end) > edge:
                out.append(tags[0])
                open_tags.append((at(entity.end), *tags))
    return "".join(out)


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

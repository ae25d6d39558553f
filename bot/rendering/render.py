"""Release → Post."""

from __future__ import annotations

from bot.domain import limits
from bot.domain.channel import HouseStyle
from bot.domain.keyboard import Keyboard
from bot.domain.post import Options, Part, Post
from bot.domain.release import Release, Table
from bot.rendering.house import compose, drawn
from bot.rendering.media import albums, parts
from bot.rendering.notes import Notes, note_lines
from bot.rendering.rich import inside, rich
from bot.rendering.weight import fits

NO_NOTES = Notes()


def render(
    release: Release, style: HouseStyle, buttons: Keyboard = (), notes: Notes = NO_NOTES
) -> Post:
    """What readers of a channel of this style will see.

    Albums can't have buttons: with nothing but an album, the text follows it as a message of its
    own, which can.
    """
    options = Options(link_preview=style.link_preview, caption_above=style.caption_above)
    told = note_lines(notes)
    body = drawn(release, style, told)
    sheet = compose(release, style, body, told)
    if _wants_rich(release, style, len(sheet.text.text)):
        blocks = rich(release, style, body, told)
        if fits(blocks):
            held = inside(release.media)
            before = albums(tuple(file for file in release.media if file not in held))
            return Post((*before, Part("rich", sheet.text, held, blocks)), options, buttons)
    text_first = style.long_with_photo == "text_first"
    found = parts(sheet, release.media, text_first, under_text=bool(buttons))
    return Post(found, options, buttons)


def _wants_rich(release: Release, style: HouseStyle, size: int) -> bool:
    """Whether the style has such a post as one rich message; one far too long is not tried."""
    if size > 2 * limits.RICH_TEXT:
        return False
    if style.tables == "rich" and any(isinstance(block, Table) for block in release.blocks):
        return True
    if size > limits.TEXT and style.long_text == "rich":
        return True
    with_photo = bool(inside(release.media)) and size > limits.CAPTION
    return with_photo and style.long_with_photo == "rich"


def plain(post: Post) -> str:
    """What readers see, without formatting."""
    return "\n\n".join(part.text.text for part in post.parts if part.text)

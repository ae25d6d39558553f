"""Release → Post."""

from __future__ import annotations

from bot.domain.channel import HouseStyle
from bot.domain.post import Options, Post
from bot.domain.release import Release
from bot.rendering.house import compose
from bot.rendering.media import parts


def render(release: Release, style: HouseStyle) -> Post:
    """What readers of a channel of this style will see."""
    options = Options(link_preview=style.link_preview, caption_above=style.caption_above)
    return Post(parts(compose(release, style), release.media), options)


def plain(post: Post) -> str:
    """What readers see, without formatting."""
    return "\n\n".join(part.text.text for part in post.parts if part.text)

"""In what two versions of a post differ."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from bot.domain.post import Post
from bot.domain.release import RawRelease, Wishes

Aspect = Literal[
    "text", "headline", "rubric", "source", "photos", "cuts", "buttons", "options", "notes",
    "style",
]  # fmt: skip

Content = tuple[RawRelease, Wishes, Post]  # what was sent, what was wished, what readers see


def aspects(old: Content, new: Content) -> tuple[Aspect, ...]:
    """What an editor did from one to the other; `style` where only the channel's style did."""
    (raw, wishes, post), (raw_now, wishes_now, post_now) = old, new
    look, look_now = wishes.look, wishes_now.look
    changed: dict[Aspect, bool] = {
        "text": raw.text != raw_now.text,
        "headline": (wishes.headline, wishes.normal_case)
        != (wishes_now.headline, wishes_now.normal_case),
        "rubric": wishes.rubric != wishes_now.rubric,
        "source": wishes.source != wishes_now.source,
        "photos": raw.media != raw_now.media,
        "cuts": wishes.keep != wishes_now.keep,
        "buttons": look.buttons != look_now.buttons,
        "options": replace(look, buttons=()) != replace(look_now, buttons=()),
        "notes": (wishes.corrections, wishes.sequel)
        != (wishes_now.corrections, wishes_now.sequel),
    }
    found = tuple(aspect for aspect, differs in changed.items() if differs)
    return found or (("style",) if post != post_now else ())

"""Who may do what with a post: asked for every button that is drawn, and at every press."""

from __future__ import annotations

from bot.domain.people import Person
from bot.services.views import PostView


def may(person: Person | None, act: str, view: PostView) -> bool:
    """Whether the person may do the act with the post.

    Nobody (None) reads a card that several people see: it has all the buttons, presses are judged.
    """
    return person is None or person.role.at_the_desk

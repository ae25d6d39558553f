"""Who may do what with a post: asked for every button that is drawn, and at every press."""

from __future__ import annotations

from bot.domain.errors import InputError
from bot.domain.people import Person, Right
from bot.domain.post import Status
from bot.services.drafts import Drafts
from bot.services.views import PostView

# What an author may do with a draft of their own, and an editor with anybody's post.
WORDING = frozenset({
    "edit", "rubric", "headline", "case", "cuts", "back", "again", "silent", "link_preview",
    "caption_above", "rich", "photos", "delete", "delete!", "join", "keep",
})  # fmt: skip
SEEING = frozenset({"card", "menu", "page", "open"})

NEEDED: dict[str, Right] = {
    **dict.fromkeys(("queue", "now", "time", "at", "earlier", "later", "take_out"), Right.PUBLISH),
    **dict.fromkeys(("before", "after", "swap", "to_day", "calendar"), Right.PUBLISH),
    **dict.fromkeys(("flash", "flash!", "repeat"), Right.PUBLISH),
    **dict.fromkeys(("went_out", "did_not", "consent"), Right.PUBLISH),
    **dict.fromkeys(WORDING, Right.EDIT),
    **dict.fromkeys(SEEING, Right.SEE),
}


def may(person: Person | None, act: str, view: PostView) -> bool:
    """Whether the person may do the act with the post; an act of no known right, nobody may.

    Nobody (None) reads a card that several people see: it has all the buttons, presses are judged.
    """
    if person is None:
        return True
    channel_id, row = view.channel.id, view.row
    needed = NEEDED.get(act)
    if needed is None:
        return False
    if person.may(needed, channel_id):
        return True
    own = row.editor_id == person.user_id and row.status is Status.DRAFT
    return act in WORDING and own and person.may(Right.DRAFT, channel_id)


async def look_up(person: Person, number: int, act: str, drafts: Drafts) -> PostView:
    """The post, for an act on it. Raises InputError for one that the person may not see, in the
    words for one that does not exist, and for an act that they may not do.
    """
    view = await drafts.view(number)
    if not person.may(Right.SEE, view.channel.id):
        raise InputError("There is no post № {number}.", number=number)
    if not may(person, act, view):
        raise InputError("You may not do this with № {number}.", number=number)
    return view

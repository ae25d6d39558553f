"""Who may do what with a post: asked for every button that is drawn, and at every press."""

from __future__ import annotations

from bot.domain.errors import InputError
from bot.domain.people import Person, Right
from bot.services.approving import may_approve
from bot.services.drafts import Drafts
from bot.services.ownership import is_own_draft
from bot.services.views import PostView

# What an author may do with a draft of their own, and an editor with anybody's post.
WORDING = frozenset({
    "edit", "rubric", "headline", "case", "cuts", "back", "again", "silent", "link_preview",
    "copy", "keep",
    "caption_above", "rich", "photos", "delete", "delete!", "join", "protect", "pin", "expire",
    "expire_in", "comment", "files", "files_add", "files_clear", "file_replace", "file_remove",
    "file_earlier", "file_later", "bring_back", "source", "buttons", "buttons_write",
    "buttons_clear", "button_remove", "sequel", "sequel_of", "no_sequel",
})  # fmt: skip
CORRECTING = frozenset({
    "mend", "mend_headline", "typo", "fact", "addition", "withdraw", "withdraw!", "note",
    "republish", "pin_out", "unpin", "retry", "forgive",
})  # fmt: skip
# Of these, what changes a post's words: nobody does it to a post that another has in hand unasked.
CHANGING = WORDING - {"cuts"}

# What else is an author's with such a draft: to hand it on, and to take it back.
HANDING_ON = frozenset({"submit", "time", "at", "calendar", "recall"})
DECIDING = frozenset({"approve", "reject", "reject_own", "reject!"})
SEEING = frozenset({"card", "menu", "page", "open", "history", "versions", "compare", "present"})

NEEDED: dict[str, Right] = {
    **dict.fromkeys(("queue", "now", "time", "at", "earlier", "later", "take_out"), Right.PUBLISH),
    **dict.fromkeys(("went_out", "did_not", "consent", "queue_all"), Right.PUBLISH),
    **dict.fromkeys(("before", "after", "swap", "to_day", "calendar"), Right.PUBLISH),
    **dict.fromkeys(("flash", "flash!", "repeat"), Right.PUBLISH),
    **dict.fromkeys(("alert", "alert_all", "alert_fit"), Right.PUBLISH),
    **dict.fromkeys(("submit", "recall"), Right.PUBLISH),
    **dict.fromkeys(DECIDING, Right.APPROVE),
    **dict.fromkeys(("lift", "lift!"), Right.LIFT_EMBARGO),
    **dict.fromkeys(WORDING, Right.EDIT),
    **dict.fromkeys(CORRECTING, Right.CORRECT),
    **dict.fromkeys(SEEING, Right.SEE),
    "dossier": Right.LOG,
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
    if act in DECIDING:
        return may_approve(person, row, view.channel)
    if person.may(needed, channel_id):
        return True
    return act in WORDING | HANDING_ON and is_own_draft(person, row)


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

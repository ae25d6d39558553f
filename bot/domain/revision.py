"""Which published message becomes which message of the new version."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from bot.domain.errors import InputError, mark
from bot.domain.post import Delivery, Post

Place = tuple[int, int]  # the number of a part, and of the message in it, both from 0

OTHER_KIND = mark(
    "A published text can't become a photo or a file, nor a file a text. Keep the files as they "
    "are, or withdraw the post and publish it anew."
)
UNDER_ALBUM = mark("Photos published as an album can't get buttons. Leave the buttons out.")
NEVER = 10**6  # a cost

_WORDS = frozenset({"text", "rich"})
# What an item of an album may become (bot-api.md §3).
_FAMILY = {"photo": "visual", "video": "visual", "document": "document", "audio": "audio"}


@dataclass(frozen=True, slots=True)
class Revision:
    """What becomes of one published message: it stays, is edited, or goes (`new` is None).

    `was` and `becomes` are its places in the old and the new version.
    """

    was: Place
    old: Delivery
    becomes: Place | None = None
    new: Delivery | None = None

    @property
    def changes(self) -> bool:
        """Whether there is anything to do."""
        old, new = self.old, self.new
        return new is None or (old.look, old.buttons) != (new.look, new.buttons)


@dataclass(frozen=True, slots=True)
class _Message:
    place: Place
    delivery: Delivery
    in_album: bool
    look: str


def plan_edit(old: Post, new: Post) -> tuple[Revision, ...]:
    """A revision for every message of the published version, in their order.

    The messages keep their order, and as many as possible stay as they are. Raises InputError
    where the new version needs more messages than were published, or other kinds of them.
    """
    before, after = _messages(old), _messages(new)
    if len(after) > len(before):
        raise InputError(
            "The new version takes up more messages ({new}) than the published one ({old}). "
            "Shorten the text, or leave files or buttons out.",
            new=len(after),
            old=len(before),
        )

    @cache
    def cost(i: int, j: int) -> int:
        """Of making what is published from `i` on into the new messages from `j` on."""
        if len(after) - j > len(before) - i:
            return NEVER
        if j == len(after):
            return 0
        return min(_cost(before[i], after[j]) + cost(i + 1, j + 1), cost(i + 1, j))

    if cost(0, 0) >= NEVER:
        if new.buttons:
            plan_edit(old, replace(new, buttons=()))  # else the kinds are to blame
            raise InputError(UNDER_ALBUM)
        raise InputError(OTHER_KIND)
    plan, j = list[Revision](), 0
    for i, message in enumerate(before):
        stays = j < len(after) and cost(i, j) == _cost(message, after[j]) + cost(i + 1, j + 1)
        if not stays:
            plan.append(Revision(message.place, message.delivery))
            continue
        plan.append(Revision(message.place, message.delivery, after[j].place, after[j].delivery))
        j += 1
    return tuple(plan)


def _messages(post: Post) -> list[_Message]:
    found = list[_Message]()
    for number, delivery in enumerate(post.deliveries()):
        for index, part in enumerate(delivery.part.items()):
            one = replace(delivery, part=part)
            found.append(_Message((number, index), one, delivery.part.kind == "album", one.look))
    return found


def _cost(old: _Message, new: _Message) -> int:
    """How much of the message changes; NEVER if Telegram would not change it so."""
    was, part = old.delivery.part, new.delivery.part
    if (was.kind in _WORDS) != (part.kind in _WORDS):
        return NEVER
    if old.in_album and (
        new.delivery.buttons or _FAMILY.get(was.kind) != _FAMILY.get(part.kind, "none")
    ):
        return NEVER
    if old.look == new.look:
        return int(old.delivery.buttons != new.delivery.buttons)
    files = [[file.file_unique_id for file in each.media] for each in (was, part)]
    return 2 if files[0] == files[1] else 3

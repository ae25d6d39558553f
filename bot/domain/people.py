"""Who speaks to the bot, and what they may do in which channel."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field


class Right(enum.StrEnum):
    """What a person at the desk may do in a channel."""

    SEE = "see"  # the desk's lists and cards
    DRAFT = "draft"  # hand releases in, change one's own drafts, submit them
    EDIT = "edit"  # change anybody's post
    PUBLISH = "publish"  # give a post its time, take it out, move it
    APPROVE = "approve"  # say yes or no to somebody else's post
    CORRECT = "correct"  # change, withdraw, pin what is published
    PAUSE = "pause"  # stop the channel and let it go on
    TIMETABLE = "timetable"
    LOG = "log"
    SETTINGS = "settings"  # house style, rules, rights of the bot
    TEAM = "team"  # invite and remove people
    LIFT_EMBARGO = "lift_embargo"
    CHANNELS = "channels"  # add and remove channels
    BACKUP = "backup"


class Role(enum.StrEnum):
    """What a person is in a channel; everybody without a stored role is a subscriber."""

    OWNER = "owner"
    CHIEF = "chief"
    EDITOR = "editor"
    AUTHOR = "author"
    SUBSCRIBER = "subscriber"

    @property
    def at_the_desk(self) -> bool:
        """Whether the person sees the editors' side at all."""
        return self is not Role.SUBSCRIBER

    @property
    def rights(self) -> frozenset[Right]:
        """Everything that the role may do."""
        return RIGHTS[self]


_AUTHOR = frozenset({Right.SEE, Right.DRAFT})
_EDITOR = _AUTHOR | {
    Right.EDIT, Right.PUBLISH, Right.APPROVE, Right.CORRECT, Right.PAUSE, Right.TIMETABLE,
    Right.LOG,
}  # fmt: skip
_CHIEF = _EDITOR | {Right.SETTINGS, Right.TEAM, Right.LIFT_EMBARGO}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.CHIEF: _CHIEF,
    Role.EDITOR: _EDITOR,
    Role.AUTHOR: _AUTHOR,
    Role.SUBSCRIBER: frozenset(),
}

# From the least to the most; the owner is not given by anybody.
GIVEN = (Role.AUTHOR, Role.EDITOR, Role.CHIEF)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has written to the bot.

    `language` is the IETF tag of their Telegram, `speaks` the one that they chose instead.

    `roles` holds the role in each channel (by our own number) where the person is at the desk;
    the owner is at the desk of every channel. `chosen` are the channels that the person's next
    release is for, as last chosen; empty for the main one.
    """

    user_id: int
    name: str
    username: str | None = None
    language: str | None = None
    speaks: str | None = None
    owner: bool = False
    roles: dict[int, Role] = field(default_factory=dict)
    chosen: tuple[int, ...] = ()

    @property
    def role(self) -> Role:
        """The highest role anywhere: whether the person is at a desk, and which menu they get."""
        if self.owner:
            return Role.OWNER
        return max(self.roles.values(), key=GIVEN.index, default=Role.SUBSCRIBER)

    def role_in(self, channel_id: int) -> Role:
        """The role in one channel."""
        return Role.OWNER if self.owner else self.roles.get(channel_id, Role.SUBSCRIBER)

    def may(self, right: Right, channel_id: int) -> bool:
        """Whether the person has the right in the channel."""
        return right in self.role_in(channel_id).rights

    def may_anywhere(self, right: Right) -> bool:
        """Whether the person has the right in some channel."""
        return self.owner or any(right in role.rights for role in self.roles.values())

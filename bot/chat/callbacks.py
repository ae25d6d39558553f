"""What buttons carry. Never trusted: handlers look everything up."""

from __future__ import annotations

from typing import ClassVar, Protocol, runtime_checkable

from aiogram.filters.callback_data import CallbackData


@runtime_checkable
class OnPost(Protocol):
    """What every press about a post as it was at `version` has; `act` is what is wanted of it.

    `PostPresses` handles what these have in common.
    """

    @property
    def act(self) -> str:
        """The name of the act; rights go by it."""

    @property
    def post(self) -> int:
        """The number of the post."""

    @property
    def version(self) -> int:
        """The version of the post that the button was drawn for."""

    def pack(self) -> str:
        """What the button carries."""


class PostButton(CallbackData, prefix="p"):
    """An act on a post as it was at `version`."""

    act: str
    post: int
    version: int


class MenuButton(CallbackData, prefix="m"):
    """Opens a menu of a post's card, by its name; without one, the card's own buttons."""

    act: ClassVar[str] = "menu"
    post: int
    version: int
    name: str


class TimeButton(CallbackData, prefix="t"):
    """The choice of an instant (seconds since the epoch) for a post as it was at `version`."""

    act: ClassVar[str] = "at"
    post: int
    version: int
    at: int


class ConsentButton(CallbackData, prefix="c"):
    """«Да» to one caution of a post, by its number, and the act that was wanted.

    `at` is the instant (seconds since the epoch) where the act names one.
    """

    post: int
    version: int
    caution: int
    act: str
    at: int


class ReasonButton(CallbackData, prefix="rj"):
    """Gives a submitted post back for one of the ready reasons."""

    act: ClassVar[str] = "reject!"
    post: int
    version: int
    reason: str


class JoinButton(CallbackData, prefix="j"):
    """Two drafts, each as it was at its version, that are to be one."""

    act: ClassVar[str] = "join"
    post: int
    version: int
    other: int
    other_version: int


class CutButton(CallbackData, prefix="k"):
    """A page of what was cut from a post, or the return of one of its lines."""

    act: str
    post: int
    version: int
    number: int


class OpenButton(CallbackData, prefix="o"):
    """Opens a post from a list."""

    post: int


class ListButton(CallbackData, prefix="l"):
    """Another page of a list."""

    name: str
    page: int


class PersonButton(CallbackData, prefix="e"):
    """An act on a person at the desk."""

    act: str
    user: int
    channel: int


class InviteButton(CallbackData, prefix="iv"):
    """What has been chosen of an invite; `channels` are numbers, joined by «-»."""

    step: str
    role: str = ""
    channels: str = ""
    hours: int = 0

    @property
    def chosen(self) -> tuple[int, ...]:
        """The numbers of the channels; a forged button may hold anything."""
        words = self.channels.split("-")
        return tuple(int(word) for word in words if word.isascii() and word.isdigit())


class RevokeButton(CallbackData, prefix="ir"):
    """Ends an invite that nobody has used, seen in the list of a channel's desk."""

    invite: int
    channel: int


class CloseButton(CallbackData, prefix="x"):
    """Leaves the dialogue that asks `what` of a post."""

    what: str
    post: int


class StyleButton(CallbackData, prefix="s"):
    """A change of the house style: the act, and the field or element it is about."""

    act: str
    what: str

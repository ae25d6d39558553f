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


class QuietButton(CallbackData, prefix="q"):
    """«Да» to a time in the quiet hours, and the act that was wanted; `at` as in ConsentButton."""

    post: int
    version: int
    act: str
    at: int


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


class BesideButton(CallbackData, prefix="b"):
    """A move of a queued post to (before, after, swap) another."""

    act: str
    post: int
    version: int
    other: int


class PickButton(CallbackData, prefix="g"):
    """A step of the calendar for a post: `m` a month, `h` the hours of a day, `n` the minutes of
    an hour, `x` nothing.

    `at` is the day's ordinal; of minutes, the hours since ordinal 0.
    """

    act: str
    post: int
    version: int
    step: str
    at: int


class OrderButton(CallbackData, prefix="r"):
    """Another order of a channel's queue: the menu, a proposal, or the consent to one."""

    act: str  # menu, shuffle, refill
    channel: int
    seed: int = 0
    plan: str = ""  # the fingerprint of what was shown; its press is the consent


class DaysButton(CallbackData, prefix="d"):
    """A page of a channel's queue: from a day (its ordinal) on, and the part of those days."""

    channel: int
    day: int
    part: int


class SlotButton(CallbackData, prefix="f"):
    """A free slot (seconds since the epoch) of a channel, for which a draft is wanted."""

    channel: int
    at: int


class ReviveButton(CallbackData, prefix="v"):
    """Brings an expired draft back."""

    post: int


class PersonButton(CallbackData, prefix="e"):
    """An act on a person at the desk."""

    act: str
    user: int
    channel: int


class CloseButton(CallbackData, prefix="x"):
    """Leaves the dialogue that asks `what` of a post."""

    what: str
    post: int


class StyleButton(CallbackData, prefix="s"):
    """A change of the house style: the act, and the field or element it is about."""

    act: str
    what: str

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


class QuietButton(CallbackData, prefix="qh"):
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


class SequelButton(CallbackData, prefix="q"):
    """The earlier post that a post as it was at `version` continues."""

    act: ClassVar[str] = "sequel"
    post: int
    version: int
    earlier: int


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


class BesideButton(CallbackData, prefix="by"):
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


class OrderButton(CallbackData, prefix="or"):
    """Another order of a channel's queue: the menu, a proposal, or the consent to one."""

    act: str  # menu, shuffle, refill
    channel: int
    seed: int = 0
    plan: str = ""  # the fingerprint of what was shown; its press is the consent


class DaysButton(CallbackData, prefix="ds"):
    """A page of a channel's queue: from a day (its ordinal) on, and the part of those days."""

    channel: int
    day: int
    part: int


class SlotButton(CallbackData, prefix="fs"):
    """A free slot (seconds since the epoch) of a channel, for which a draft is wanted."""

    channel: int
    at: int


class ReviveButton(CallbackData, prefix="rv"):
    """Brings an expired draft back."""

    post: int


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
    """Leaves the dialogue that asks `what` of a post; `done`: what was sent was taken."""

    what: str
    post: int
    done: bool = False


class StyleButton(CallbackData, prefix="s"):
    """A change of a channel's house style: the act, and the field or element it is about."""

    act: str
    what: str
    channel: int


class ChannelButton(CallbackData, prefix="h"):
    """An act on a channel, by our own number; 0 where it is about all of them."""

    act: str
    channel: int


class CopyButton(CallbackData, prefix="y"):
    """Whether the story of a post, as it was at `version`, is told in a channel too."""

    act: ClassVar[str] = "copy"
    post: int
    version: int
    channel: int
    wanted: bool


class PeriodButton(CallbackData, prefix="d"):
    """How long something is to last (`pin`, `expire`), in seconds: 0 not at all, -1 for ever."""

    act: str
    post: int
    version: int
    seconds: int


class FileButton(CallbackData, prefix="f"):
    """An act on one file of a post, by its number from 0."""

    act: str
    post: int
    version: int
    number: int


class VersionButton(CallbackData, prefix="v"):
    """The list of a post's versions (`number` is its page), or one version by its number."""

    act: str
    post: int
    version: int
    number: int


class UndoButton(CallbackData, prefix="u"):
    """Undoes the presser's last act of a kind, which left the post at `version`."""

    kind: str
    post: int
    version: int


class PlanButton(CallbackData, prefix="plan"):
    """The plan up to an instant (seconds since the epoch): a page of it, or its picture."""

    act: str
    until: int
    page: int


class StopButton(CallbackData, prefix="stop"):
    """A stop of a channel (0: of all), and how long; drawn at `at` (seconds since the epoch)."""

    act: str
    channel: int
    at: int


class ResumeButton(CallbackData, prefix="go"):
    """The end of a stop of a channel (0: of all), by the plan that `sealed` stands for."""

    act: str
    channel: int
    sealed: str


class SwitchButton(CallbackData, prefix="w"):
    """Shows a view, by its name, of another channel."""

    view: str
    channel: int


class RuleButton(CallbackData, prefix="r"):
    """A change of a channel's rules: the act, and the rule it is about."""

    act: str
    what: str
    channel: int


class ZoneButton(CallbackData, prefix="z"):
    """Another time zone for a channel: `act` is pick, or what its queue is to keep."""

    act: str
    channel: int
    zone: str


class LinkButton(CallbackData, prefix="b"):
    """An act on the buttons that readers will see, or on one of them, counted from 0."""

    act: str
    post: int
    version: int
    number: int = 0


class LogButton(CallbackData, prefix="log"):
    """A page of the log, and how many acts a page has."""

    page: int
    size: int


class AsideButton(CallbackData, prefix="aside"):
    """Tries an update that was set aside, by Telegram's number of it, once more."""

    update: int

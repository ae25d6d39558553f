"""What buttons of subscriptions and broadcasts carry. Never trusted: all of it is looked up."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData


class FollowButton(CallbackData, prefix="fw"):
    """A page of the subscription (rubrics, districts, words, zones), or the wish `what`."""

    act: str
    what: str = ""


class PickInterest(CallbackData, prefix="fi"):
    """Follows something, or no longer; it is named by `key_of` of the interest."""

    page: str
    key: str


class FollowZone(CallbackData, prefix="fz"):
    """The reader's time zone."""

    zone: str


class BroadcastButton(CallbackData, prefix="bc"):
    """An act on a broadcast: pause, go_on, stop, look."""

    act: str
    number: int

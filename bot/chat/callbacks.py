"""What buttons carry. Never trusted: handlers look everything up."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData


class PostButton(CallbackData, prefix="p"):
    """An act on a post as it was at `version`."""

    act: str
    post: int
    version: int


class TimeButton(CallbackData, prefix="t"):
    """The choice of an instant (seconds since the epoch) for a post as it was at `version`."""

    post: int
    version: int
    at: int


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


class CloseButton(CallbackData, prefix="x"):
    """Leaves the dialogue that asks `what` of a post."""

    what: str
    post: int


class ConsentButton(CallbackData, prefix="c"):
    """«Да» to one caution of a post, by its number, and the act that was wanted.

    `at` is the instant (seconds since the epoch) where the act names one.
    """

    post: int
    version: int
    caution: int
    act: str
    at: int


class JoinButton(CallbackData, prefix="j"):
    """Two drafts, each as it was at its version, that are to be one."""

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


class StyleButton(CallbackData, prefix="s"):
    """A change of the house style: the act, and the field or element it is about."""

    act: str
    what: str

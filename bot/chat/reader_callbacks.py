"""What buttons of readers' searches and lists carry. Never trusted: all of it is looked up."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData


class FindButton(CallbackData, prefix="fd"):
    """Another page of the answers that the message shows, within a rubric or (empty) none."""

    page: int
    rubric: str = ""


class LatestButton(CallbackData, prefix="la"):
    """So many publications before (`way` -1) or after (1) the one of a message."""

    way: int
    message: int
    count: int

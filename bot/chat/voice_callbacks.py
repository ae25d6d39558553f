"""What the buttons of readers' own voice carry. Never trusted: handlers look everything up."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData


class SendButton(CallbackData, prefix="sg"):
    """The author's word on what they handed in: `named`, `unnamed`, `drop`."""

    act: str


class TipButton(CallbackData, prefix="tp"):
    """An act of the desk on what a reader handed in; `reason` is the name of a ready one."""

    act: str
    tip: int
    reason: str = ""


class SilenceButton(CallbackData, prefix="sl"):
    """Blocks, mutes or hears a reader: the one whom the pressed message stands for."""

    act: str

"""What the buttons of readers' own voice carry. Never trusted: handlers look everything up."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData


class SendButton(CallbackData, prefix="sg"):
    """The author's word on what they handed in: `named`, `unnamed`, `drop`."""

    act: str


class ErrataButton(CallbackData, prefix="er"):
    """A page of the public corrections, from 0."""

    page: int


class LanguageButton(CallbackData, prefix="lg"):
    """The language that a person wants; empty: as their Telegram."""

    locale: str


class ForgetButton(CallbackData, prefix="fg"):
    """«Да» to the removal of everything that is stored of the presser, or «Нет»."""

    act: str


class ImprintButton(CallbackData, prefix="im"):
    """What readers are told of a channel: the menu, a wish to write a line, the next value."""

    act: str
    what: str
    channel: int


class TipButton(CallbackData, prefix="tp"):
    """An act of the desk on what a reader handed in; `reason` is the name of a ready one."""

    act: str
    tip: int
    reason: str = ""


class SilenceButton(CallbackData, prefix="sl"):
    """Blocks, mutes or hears a reader: the one whom the pressed message stands for."""

    act: str

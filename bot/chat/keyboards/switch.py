"""The row that switches a view of one channel to another, for people of several channels."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardMarkup

from bot.chat.callbacks import SwitchButton
from bot.chat.keyboards.building import MAX_LABEL, Row, button, keyboard
from bot.chat.texts.cuts import short
from bot.domain.channel import Channel

IN_ROW = 2


def switch(name: str, mine: Sequence[Channel], current: Channel) -> list[Row]:
    """A button for each channel of the view `name`, with a mark on the current one.

    None where there is but one channel to look at.
    """
    if len(mine) < 2:
        return []
    buttons = [
        button(
            short(f"• {one.title}" if one.id == current.id else one.title, MAX_LABEL),
            SwitchButton(view=name, channel=one.id),
        )
        for one in mine
    ]
    return [buttons[at : at + IN_ROW] for at in range(0, len(buttons), IN_ROW)]


def with_switch(
    shown: InlineKeyboardMarkup | None, name: str, mine: Sequence[Channel], current: Channel
) -> InlineKeyboardMarkup | None:
    """The keyboard with that row above."""
    below = shown.inline_keyboard if shown else []
    return keyboard([*switch(name, mine, current), *below])

"""Buttons of a reply keyboard, which arrive as words; whoever types them is heard as well."""

from __future__ import annotations

from aiogram.filters import Filter
from aiogram.types import Message
from aiogram.utils.i18n import gettext as _


class Says(Filter):
    """Passes the label of a button, a gettext id, in the language in force."""

    def __init__(self, label: str) -> None:
        self._label = label

    async def __call__(self, message: Message) -> bool:
        """Whether the message is the label and nothing else."""
        return (message.text or "").strip().casefold() == _(self._label).casefold()

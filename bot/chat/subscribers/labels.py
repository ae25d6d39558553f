"""Buttons of a reply keyboard, which arrive as words; whoever types them is heard as well."""

from __future__ import annotations

from aiogram.filters import Filter
from aiogram.types import Message
from aiogram.utils.i18n.context import get_i18n


class Says(Filter):
    """Passes the label of a button, a gettext id, in any language: a keyboard stays as it was."""

    def __init__(self, label: str) -> None:
        self._label = label

    async def __call__(self, message: Message) -> bool:
        """Whether the message is the label and nothing else."""
        catalogs = get_i18n()
        said = (message.text or "").strip().casefold()
        spoken = (catalogs.gettext(self._label, locale=one) for one in catalogs.available_locales)
        return said in {label.casefold() for label in (self._label, *spoken)}

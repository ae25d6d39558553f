"""Our text among aiogram's."""

from __future__ import annotations

from typing import Any

from aiogram.utils.formatting import Text

from bot.domain.text import FormattedText
from bot.telegram.entities import to_telegram


class Formatted(Text):
    """A formatted text of ours as aiogram's; its entities may overlap, which Text can't say."""

    def __init__(self, text: FormattedText) -> None:
        super().__init__(text.text)
        self._said = text

    def as_kwargs(self, **_names: Any) -> dict[str, Any]:
        """The text and its entities, as arguments of a message."""
        entities = to_telegram(self._said)
        return {"text": self._said.text, "entities": entities, "parse_mode": None}

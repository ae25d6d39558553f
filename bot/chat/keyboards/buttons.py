"""«Кнопки»: what can be done with the buttons that readers will see."""

from __future__ import annotations

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import LinkButton
from bot.chat.keyboards.building import MAX_LABEL, button, keyboard
from bot.chat.texts.cuts import short
from bot.domain.post import EDITABLE
from bot.services.views import PostView


def buttons(view: PostView) -> InlineKeyboardMarkup | None:
    """A row for each button, and the ways to write them anew and to drop them all."""
    row = view.row
    if row.status not in EDITABLE:
        return None

    def data(act: str, number: int = 0) -> LinkButton:
        return LinkButton(act=act, post=row.id, version=row.version, number=number)

    links = [link for line in view.wishes.look.buttons for link in line]
    rows = [
        [button(short(f"✖️ {link.text}", MAX_LABEL), data("button_remove", number))]
        for number, link in enumerate(links)
    ]
    last = [button(_("Write the buttons"), data("buttons_write"))]
    if len(links) > 1:
        last.append(button(_("Remove all"), data("buttons_clear")))
    return keyboard([*rows, last])

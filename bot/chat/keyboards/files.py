"""«Фото»: a row for each file of a post."""

from __future__ import annotations

from collections.abc import Collection

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import FileButton
from bot.chat.keyboards.building import Row, button, keyboard
from bot.domain import limits
from bot.domain.post import EDITABLE
from bot.services.views import PostView


def files(view: PostView) -> InlineKeyboardMarkup | None:
    """What can be done with each file, and with all of them."""
    row, count = view.row, len(view.raw.media)
    if row.status not in EDITABLE:
        return None

    def data(act: str, number: int = 0) -> FileButton:
        return FileButton(act=act, post=row.id, version=row.version, number=number)

    rows = list[Row]()
    for number in range(count):
        line = [button(f"🔁 {number + 1}", data("file_replace", number))]
        if number:
            line.append(button("⬆️", data("file_earlier", number)))
        if number + 1 < count:
            line.append(button("⬇️", data("file_later", number)))
        rows.append([*line, button("✖️", data("file_remove", number))])
    last = []
    if count < limits.ALBUM:
        last.append(button(_("Add photos"), data("files_add")))
    if count > 1:
        last.append(button(_("Remove all"), data("files_clear")))
    return keyboard([*rows, last])


def replacements(view: PostView, lost: Collection[int]) -> Row:
    """A button for each file that Telegram no longer has."""
    row = view.row
    return [
        button(
            _("Replace photo {number}").format(number=number + 1),
            FileButton(act="file_replace", post=row.id, version=row.version, number=number),
        )
        for number in sorted(lost)
    ]

"""The buttons that readers will see, listed, and how to write them."""

from __future__ import annotations

from aiogram.utils.formatting import Bold, Text, TextLink, as_list
from aiogram.utils.i18n import gettext as _

from bot.services.views import PostView


def buttons(view: PostView) -> Text:
    """The rows, each button a link."""
    title = Bold(_("Buttons of № {number}").format(number=view.row.id))
    lines = [
        as_list(*(TextLink(button.text, url=button.url) for button in row), sep=" · ")
        for row in view.wishes.look.buttons
    ]
    return as_list(title, *(lines or [Text(_("There are none."))]))


def how_to_write(number: int) -> str:
    """What an editor is asked for."""
    return _(
        "Send the buttons of № {number}: a label and an address on a line, for example "
        "«More — example.org». Several in a row: with «;» between them. «-» for none."
    ).format(number=number)

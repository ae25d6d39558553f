"""What readers are told of a channel, for the desk that sets it."""

from __future__ import annotations

from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _

from bot.domain.channel import Channel
from bot.services.imprints import LINES


def line_name(line: str) -> str:
    """A line, as buttons and readers call it."""
    return {
        "name": _("Medium"),
        "registration": _("Registration"),
        "founder": _("Founder"),
        "editor": _("Editor-in-chief"),
        "contacts": _("Contacts"),
        "office": _("Office hours"),
        "tips": _("News a day"),
    }[line]


def menu(channel: Channel) -> Text:
    """Everything with its value."""
    rules, none = channel.rules, _("none")
    values = {line: getattr(rules.imprint, line) or none for line in LINES}
    values["office"] = rules.office or none
    values["tips"] = str(rules.tips_a_day) if rules.tips_a_day else none
    title = Bold(_("For the readers of {channel}").format(channel=channel.title))
    lines = [Text(f"• {line_name(line)}: {value}") for line, value in values.items()]
    return as_list(title, *lines, Text("\n", _("Readers see it with /about.")))


def question(line: str) -> str:
    """What is asked for a line."""
    if line == "office":
        return _(
            "When does the newsroom answer readers? For example mon-fri 9:00-18:00; sat "
            "10:00-14:00, or «-» for none."
        )
    return _("Send the line «{line}», or «-» for none.").format(line=line_name(line))

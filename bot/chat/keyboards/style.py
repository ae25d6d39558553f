"""The buttons that change the house style of a channel."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import RuleButton, StyleButton
from bot.chat.keyboards.building import Row, button, keyboard
from bot.chat.texts import style as texts
from bot.chat.voice_callbacks import ImprintButton
from bot.domain.channel import ELEMENTS, Channel
from bot.services.styling import VALUES


def menu(channel: Channel) -> InlineKeyboardMarkup | None:
    """Everything that can be changed, and the way to the rules."""
    names = {
        "hashtags": _("Hashtags"),
        "expandable_from": _("Quotations"),
        "long_text": _("Long text"),
        "tables": _("Tables"),
        "long_with_photo": _("Photo and long text"),
        "caption_above": _("Text of a photo"),
        "link_preview": _("Links"),
    }
    buttons: Row = [
        _to(channel, _("Order"), "elements", ""),
        _to(channel, _("Emoji"), "ask", "emoji"),
        _to(channel, _("Footer"), "ask", "footer"),
        *(_to(channel, names[field], "next", field) for field in VALUES),
    ]
    rows = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    rules = RuleButton(act="menu", what="", channel=channel.id)
    readers = ImprintButton(act="menu", what="", channel=channel.id)
    onward = [
        [button(_("Rules of the channel ›"), rules)],
        [button(_("For readers ›"), readers)],
    ]
    return keyboard([*rows, *onward])


def elements(channel: Channel) -> InlineKeyboardMarkup | None:
    """What a post consists of: shown or not, and in which order."""
    shown, rows = channel.style.elements, list[Row]()
    for name in shown:
        switch = _to(channel, f"✅ {texts.element(name)}", "switch", name)
        rows.append([switch, _to(channel, "↑", "up", name), _to(channel, "↓", "down", name)])
    rows += [
        [_to(channel, f"▫️ {texts.element(name)}", "switch", name)]
        for name in ELEMENTS
        if name not in shown
    ]
    return keyboard([*rows, [_to(channel, _("‹ Back"), "menu", "")]])


def _to(channel: Channel, label: str, act: str, what: str) -> InlineKeyboardButton:
    return button(label, StyleButton(act=act, what=what, channel=channel.id))

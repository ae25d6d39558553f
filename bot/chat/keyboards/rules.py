"""The buttons that change the rules of a channel."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import RuleButton, StyleButton, ZoneButton
from bot.chat.keyboards.building import Row, button, keyboard
from bot.chat.texts.rules import rule_name
from bot.chat.zones import OFFERED, city
from bot.domain.channel import Channel
from bot.services.ruling import PRESSED, WRITTEN

ORDER = (
    "zone", "quiet", "morning", "day", "evening", "least_gap", "overdue_limit", "age_mark",
    "four_eyes", "draft_life", "dry_warning", "duty", "districts", "again", "journal",
    "desk",
)  # fmt: skip


def menu(channel: Channel) -> InlineKeyboardMarkup | None:
    """A button for each rule."""

    def to(rule: str) -> RuleButton:
        act = "next" if rule in PRESSED else "ask" if rule in WRITTEN else "open"
        return RuleButton(act=act, what=rule, channel=channel.id)

    buttons = [button(rule_name(rule), to(rule)) for rule in ORDER]
    look = StyleButton(act="menu", what="", channel=channel.id)
    return keyboard([*_pairs(buttons), [button(_("‹ The look of posts"), look)]])


def zones(channel: Channel, now: datetime) -> InlineKeyboardMarkup | None:
    """Zones to choose from, with the time there."""
    buttons = [
        button(
            f"{city(zone)} {now.astimezone(ZoneInfo(zone)):%H:%M}",
            ZoneButton(act="pick", channel=channel.id, zone=zone),
        )
        for zone in OFFERED
        if zone != channel.timezone
    ]
    other = RuleButton(act="ask", what="zone", channel=channel.id)
    return keyboard([*_pairs(buttons), [button(_("Another zone"), other)], _back(channel)])


def to_keep(channel: Channel, zone: str) -> InlineKeyboardMarkup | None:
    """What the queue keeps in another zone."""

    def to(act: str) -> ZoneButton:
        return ZoneButton(act=act, channel=channel.id, zone=zone)

    return keyboard(
        [
            [button(_("Keep the time on the clock"), to("clock"))],
            [button(_("Keep the moments"), to("moments"))],
            _back(channel),
        ]
    )


def chat(channel: Channel, rule: str, *, chosen: bool) -> InlineKeyboardMarkup | None:
    """Choosing a chat for a rule, or doing without it again."""

    def to(act: str) -> RuleButton:
        return RuleButton(act=act, what=rule, channel=channel.id)

    off = [button(_("Do without"), to("off"))] if chosen else []
    return keyboard([[button(_("Choose"), to("choose"))], off, _back(channel)])


def _back(channel: Channel) -> Row:
    return [button(_("‹ Back"), RuleButton(act="menu", what="", channel=channel.id))]


def _pairs(buttons: Row) -> list[Row]:
    return [buttons[at : at + 2] for at in range(0, len(buttons), 2)]

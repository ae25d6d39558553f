"""The buttons of a reader's subscription."""

from __future__ import annotations

import zlib
from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _

from bot.chat.follow_callbacks import FollowButton, FollowZone, PickInterest
from bot.chat.keyboards.building import MAX_LABEL, Row, button, keyboard
from bot.chat.texts.cuts import short
from bot.chat.texts.following import interest_name
from bot.chat.zones import OFFERED, city
from bot.domain.following import Interest, InterestKind
from bot.parsing.interests import district, rubric
from bot.services.following import Wanted

IN_ROW = 2  # on a narrow phone


def key_of(interest: Interest) -> str:
    """A short name of an interest; buttons carry it."""
    return f"{zlib.crc32(f'{interest.kind}:{interest.text}'.encode()):08x}"


def offered(wanted: Wanted, page: str) -> dict[Interest, str]:
    """The interests of a page and their names: what the channel offers, and what is followed."""
    followed = wanted.subscription.interests if wanted.subscription else frozenset()
    found = dict[Interest, str]()
    if page == "rubrics":
        found = {rubric(tag): tag for tag in wanted.rubrics}
    elif page == "districts":
        found = {district(name): name for name in wanted.districts}
    kinds = {
        "rubrics": InterestKind.RUBRIC,
        "districts": InterestKind.DISTRICT,
        "words": InterestKind.WORDS,
    }
    for each in sorted(followed):
        if each.kind is kinds.get(page):
            found.setdefault(each, interest_name(each, wanted))
    return found


def panel(wanted: Wanted) -> InlineKeyboardMarkup | None:
    """Everything that can be wished."""
    known = wanted.subscription

    def to(label: str, act: str, *, on: bool = False) -> Row:
        return [button(f"✓ {label}" if on else label, FollowButton(act=act))]

    what = [*to(_("Rubrics"), "rubrics"), *to(_("Words"), "words")]
    if wanted.districts:
        what[1:1] = to(_("Districts"), "districts")
    everything = to(_("All news"), "everything", on=bool(known and known.everything))
    if known is None or known.idle:
        return keyboard([what, everything, to(_("Best of the week"), "weekly_on")])
    hours = to(_("Hours"), "hours") if known.digest else to(_("Quiet hours"), "quiet")
    weekly = "weekly_off" if known.weekly else "weekly_on"
    return keyboard([
        what,
        everything,
        [
            *to(_("At once"), "at_once", on=not known.digest),
            *to(_("Digest"), "digest", on=known.digest),
        ],
        [*hours, *to(_("Time zone"), "zones")],
        to(_("Best of the week"), weekly, on=known.weekly),
        to(_("Unsubscribe"), "quit"),
    ])  # fmt: skip


def page(wanted: Wanted, name: str) -> InlineKeyboardMarkup | None:
    """Rubrics, districts or words, to be followed or no longer."""
    followed = wanted.subscription.interests if wanted.subscription else frozenset()
    choices = [
        button(
            short(f"✓ {label}" if interest in followed else label, MAX_LABEL),
            PickInterest(page=name, key=key_of(interest)),
        )
        for interest, label in offered(wanted, name).items()
    ]
    wide = name == "words"
    rows = [[each] for each in choices] if wide else _in_rows(choices)
    if wide:
        rows.append([button(_("Add words"), FollowButton(act="write"))])
    done = wanted.subscription is not None and not wanted.subscription.idle
    back = _("Done") if done else _("‹ Back")
    return keyboard([*rows, [button(back, FollowButton(act="panel"))]])


def zones(now: datetime) -> InlineKeyboardMarkup | None:
    """Time zones with the time there."""
    choices = [
        button(f"{city(zone)} {now.astimezone(ZoneInfo(zone)):%H:%M}", FollowZone(zone=zone))
        for zone in OFFERED
    ]
    other = [button(_("Another zone"), FollowButton(act="zone"))]
    return keyboard([*_in_rows(choices), other, *back()])


def back() -> list[Row]:
    """The way back to the subscription."""
    return [[button(_("‹ Back"), FollowButton(act="panel"))]]


def again() -> InlineKeyboardMarkup | None:
    """For those who have left."""
    return keyboard([[button(_("Subscribe again"), FollowButton(act="open"))]])


def _in_rows(buttons: Row) -> list[Row]:
    return [buttons[at : at + IN_ROW] for at in range(0, len(buttons), IN_ROW)]

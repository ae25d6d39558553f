"""The buttons of readers' own voice, for readers and for the desk."""

from __future__ import annotations

from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)
from aiogram.utils.i18n import gettext as _

from bot.chat.keyboards.building import MAX_LABEL, Row, button, keyboard
from bot.chat.texts import short
from bot.chat.voice_callbacks import SendButton, SilenceButton, TipButton
from bot.services.tips import TipView
from bot.store.tips import Tip


def gathering() -> ReplyKeyboardMarkup:
    """Below the field while a reader puts news together: it stays there, whatever is sent."""
    row = [KeyboardButton(text=_("Done")), KeyboardButton(text=_("Cancel"))]
    return ReplyKeyboardMarkup(keyboard=[row], resize_keyboard=True)


def talking() -> ReplyKeyboardMarkup:
    """Below the field while a reader talks with the newsroom."""
    return ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text=_("Finish"))]], resize_keyboard=True)


def consent(name: str) -> InlineKeyboardMarkup | None:
    """Yes with the author's name, yes without, no."""
    named = short(_("Yes, named: {name}").format(name=name), MAX_LABEL)
    rows = [
        [button(_("Yes, without my name"), SendButton(act="unnamed"))],
        [button(_("Don't send"), SendButton(act="drop"))],
    ]
    return keyboard([[button(named, SendButton(act="named"))], *rows] if name else rows)


def tip(view: TipView) -> InlineKeyboardMarkup | None:
    """What the desk does with a reader's news."""
    found = view.tip
    ask, decline = _of_tip(_("Ask the author"), "ask", found), _("Decline")
    if found.state != "sent":
        return keyboard([[ask]]) if found.user_id else None
    if view.direct:
        whole, ours = _("Publish as it is"), _("Take as a draft")
        return keyboard(
            [
                [_of_tip(whole, "publish", found), _of_tip(ours, "accept", found)],
                [_of_tip(decline, "decline", found), ask],
                silence(),
            ]
        )
    accept = _of_tip(_("Accept"), "accept", found)
    return keyboard([[accept, _of_tip(decline, "decline", found)], [ask], silence()])


def tip_reasons(found: Tip) -> InlineKeyboardMarkup | None:
    """Ready reasons to decline, one in the editor's own words, and the way back."""
    ready = [
        [button(words, TipButton(act="because", tip=found.id, reason=name))]
        for name, words in reasons().items()
    ]
    own = _of_tip(_("In my own words…"), "own", found)
    return keyboard([*ready, [own], [_of_tip(_("‹ Back"), "card", found)]])


def reasons() -> dict[str, str]:
    """Reasons that are given often, by name."""
    return {
        "known": _("We have written about it"),
        "topic": _("It is not our subject"),
        "unproven": _("We could not confirm it"),
        "advert": _("It is advertising"),
    }


def silence(*, silenced: bool = False) -> Row:
    """Not to hear a reader, or to hear them again."""
    if silenced:
        return [button(_("Hear again"), SilenceButton(act="lift"))]
    return [
        button(_("Mute for a day"), SilenceButton(act="mute")),
        button(_("Block"), SilenceButton(act="block")),
    ]


def _of_tip(label: str, act: str, found: Tip) -> InlineKeyboardButton:
    return button(label, TipButton(act=act, tip=found.id))

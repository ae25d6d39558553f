"""The acts of the log in words: one table for /log and for dossiers."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram.utils.i18n import gettext as _

from bot.chat.texts.cuts import short
from bot.chat.texts.people import role_name
from bot.domain.chain import Entry
from bot.domain.errors import mark
from bot.domain.people import Role

VALUE = 40  # characters of a value that are shown

# Of a post, the words follow its number.
ACTS: dict[str, str] = {
    "draft": mark("handed in"),
    "alert": mark("sent to the subscribers"),
    "alert_pause": mark("paused a broadcast"),
    "alert_go_on": mark("let a broadcast go on"),
    "alert_stop": mark("stopped a broadcast"),
    "edit": mark("changed, edition"),
    "queue": mark("queued"),
    "at": mark("given a time"),
    "now": mark("sent out at once"),
    "move": mark("moved in the queue"),
    "lay_out": mark("moved after the pause"),
    "take_out": mark("taken out of the queue"),
    "confirm": mark("confirmed in spite of a warning"),
    "delete": mark("deleted"),
    "join": mark("joined with another draft"),
    "resolve": mark("an editor said whether it is out"),
    "unknown": mark("Telegram did not confirm the sending"),
    "found": mark("found in the channel"),
    "absent": mark("proven not to be in the channel"),
    "asked": mark("nothing could be found out, an editor is asked"),
    "twin": mark("a late second copy"),
    "submit": mark("submitted for approval"),
    "approve": mark("approved"),
    "not_approved": mark("approval lapsed"),
    "reject": mark("rejected"),
    "recall": mark("called back from approval"),
    "ask_lift": mark("asked to lift the embargo"),
    "lift_embargo": mark("embargo lifted"),
    "correct": mark("corrected in the channel"),
    "continue": mark("continues an earlier post"),
    "replace": mark("text replaced in the channel"),
    "withdraw": mark("withdrawn from the channel"),
    "refused": mark("Telegram refused a change"),
    "pin": mark("pinned"),
    "unpin": mark("unpinned"),
    "undo": mark("last act undone"),
    "flash": mark("sent out at once as urgent"),
    "to_day": mark("moved to another day"),
    "swap": mark("changed places with another post"),
    "repeat": mark("repeated by a rule"),
    "keep": mark("kept although untouched"),
    "expire": mark("expired untouched"),
    "bring_back": mark("brought back"),
    "dry": mark("the queue runs dry"),
    "pause": mark("the channel paused"),
    "calm": mark("mourning: only urgent posts"),
    "resume": mark("publishing goes on"),
    "pause_over": mark("the pause ended by itself"),
    "slots": mark("another timetable"),
    "zone": mark("another time zone"),
    "style": mark("house style"),
    "rules": mark("rules of the desk"),
    "add_channel": mark("channel added"),
    "remove_channel": mark("channel removed"),
    "lost": mark("the bot lost the channel"),
    "regained": mark("the bot has the channel again"),
    "invite": mark("an invite made"),
    "remove": mark("removed from the desk"),
    "role": mark("another role"),
    "revoke": mark("an invite revoked"),
    "desk": mark("another editors' group"),
    "journal": mark("another journal chat"),
    "import": mark("messages imported from an export:"),
    "backup": mark("backup made"),
    "block": mark("a reader blocked"),
    "mute": mark("a reader muted for a day"),
    "unblock": mark("a reader heard again"),
    "approve_tip": mark("a reader's suggested post approved"),
    "decline_tip": mark("a reader's news declined"),
    "restore": mark("the database restored from a copy of"),
}
CAME = mark("came to the desk")

_FIELD = re.compile(r", (?=\w+=)")


def act_name(act: str, *, of_post: bool) -> str:
    """An act in the reader's language; one that nobody knows, by its code."""
    if act == "join" and not of_post:
        return _(CAME)
    return _(ACTS[act]) if act in ACTS else act


def change(entry: Entry, zone: ZoneInfo) -> str:
    """What was before and what is after, as far as it is short enough to be read."""
    before, after = _differing(entry.before, entry.after)
    shown = [_value(side, zone) for side in (before, after)]
    if entry.act == "draft":
        return f"«{shown[1]}»" if shown[1] else ""
    if all(shown) and shown[0] != shown[1]:
        return f"{shown[0]} → {shown[1]}"
    return shown[1] or (f"{shown[0]} →" if shown[0] else "")


def _differing(before: str | None, after: str | None) -> tuple[str | None, str | None]:
    """Of two values with fields, the fields that differ."""
    if before is None or after is None or not ("(" in before and "(" in after):
        return before, after
    old, new = (_FIELD.split(side.split("(", 1)[1].removesuffix(")")) for side in (before, after))
    came = [field for field in new if field not in old]
    went = [field for field in old if field not in new]
    return ", ".join(went) or before, ", ".join(came) or after


def _value(text: str | None, zone: ZoneInfo) -> str:
    if text is None or text in ("", "None"):
        return ""
    if text in set(Role):
        return role_name(Role(text))
    if text in ("went_out", "did_not"):
        return _("it is out") if text == "went_out" else _("it is not out")
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return short(" ".join(text.split()), VALUE)
    if at.tzinfo is None:
        return text
    return f"{at.astimezone(zone):%d.%m %H:%M}"

"""What is said late: of updates whose answer was lost, or that could not be handled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiogram.utils.formatting import BlockQuote, Text, as_list
from aiogram.utils.i18n import gettext as _

from bot.chat.texts.acts import act_name, change
from bot.chat.texts.cuts import short
from bot.domain.chain import Entry
from bot.domain.channel import Channel

MOST = 10  # acts that are told
QUOTE = 200  # characters of a message that are shown


def owed(entries: Sequence[Entry], channels: Sequence[Channel]) -> Text:
    """What was done, where its own answer was lost."""
    known = {channel.id: channel for channel in channels}
    lines = [Text(_("It is done, only my answer comes late:"))]
    lines += [_line(entry, known) for entry in entries[:MOST]]
    if len(entries) > MOST:
        lines.append(Text("…"))
    if any(entry.act == "invite" for entry in entries):
        lines.append(Text(_("The link was lost with my answer. Make another one: /invite")))
    return as_list(*lines)


def _line(entry: Entry, known: dict[int, Channel]) -> Text:
    channel = known.get(entry.channel_id or 0)
    about = f"№ {entry.post_id}" if entry.post_id else channel.title if channel else ""
    what = act_name(entry.act, of_post=entry.post_id is not None)
    values = change(entry, channel.zone) if channel else ""
    return Text(f"{about}: {what}" if about else what, f": {values}" if values else "")


def aside(raw: dict[str, Any]) -> Text:
    """What it was, and from whom."""
    content: dict[str, Any] = next((v for v in raw.values() if isinstance(v, dict)), {})
    message = _inside(content, "message") or content
    sender = _inside(content, "from") or _inside(message, "chat")
    name = str(sender.get("first_name") or sender.get("title") or "?")
    pressed = "callback_query" in raw
    words = str(message.get("text") or message.get("caption") or "")
    if pressed:
        said = _("⚠️ I could not handle a press of {name}, three times. It is kept.")
    else:
        said = _("⚠️ I could not handle a message of {name}, three times. It is kept.")
    head = Text(said.format(name=short(name, 40)))
    why = Text(_("The server's log says why. Update {number}.").format(
        number=raw.get("update_id", "?")
    ))  # fmt: skip
    return as_list(head, *([BlockQuote(short(words, QUOTE))] if words else []), why)


def _inside(content: dict[str, Any], key: str) -> dict[str, Any]:
    """What was set aside may have any shape."""
    found = content.get(key)
    return found if isinstance(found, dict) else {}

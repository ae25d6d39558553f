"""What is said of readers' own voice, to readers and at the desk."""

from __future__ import annotations

from datetime import datetime

from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat.moments import moment_text
from bot.domain.channel import Channel
from bot.planning import Office
from bot.services.tips import TipView
from bot.store.suggested import Suggested
from bot.store.tips import Tip


def closed(channel: Channel, now: datetime) -> str:
    """When the newsroom answers, where it does not just now; nothing where that is not set."""
    office = Office.parse(channel.rules.office)
    opens = office.next_opening(now, channel.zone) if office else None
    if opens is None:
        return ""
    moment = moment_text(opens, now, channel.zone)
    return _("The newsroom is closed now. It answers from {moment}.").format(moment=moment)


def tip(found: TipView, now: datetime) -> Text:
    """The card of what a reader handed in."""
    told, lines = found.tip, list[Text]()
    title = _("News from a reader, № {number}").format(number=told.id)
    lines.append(Text("💡 ", Bold(title), f" · {found.channel.title}"))
    files = len(found.media)
    if files:
        lines.append(Text(ngettext("{n} file", "{n} files", files).format(n=files)))
    if told.contact:
        author = _("Author: {contact} (for the newsroom only)").format(contact=told.contact)
        lines.append(Text(author))
    if found.direct:
        lines += [Text(line) for line in _suggested(found, found.direct, now)]
    elif told.named:
        lines.append(Text(_("Agrees to publication, named: {name}").format(name=told.named)))
    else:
        lines.append(Text(_("Agrees to publication without a name")))
    lines.append(Text(_state(found)))
    return as_list(*lines)


def _suggested(found: TipView, post: Suggested, now: datetime) -> list[str]:
    lines = [_("A post suggested in the channel's direct messages")]
    if post.wanted_at:
        moment = moment_text(post.wanted_at, now, found.channel.zone)
        lines.append(_("To go out: {moment}").format(moment=moment))
    if post.price:
        lines.append(
            _("⚠️ The author offers {price}. Paid news is advertising and needs its label.").format(
                price=post.price
            )
        )
    return lines


def _state(found: TipView) -> str:
    match found.tip.state:
        case "accepted":
            return _("Accepted: № {number}").format(number=found.tip.post_id or "—")
        case "published":
            return _("Published: № {number}").format(number=found.tip.post_id or "—")
        case "declined":
            return _("Declined")
        case "approved":
            return _("Approved: Telegram publishes it")
    return _("Waits for your decision. A reply to this message goes to the author.")


def from_reader(found: Tip) -> str:
    """In the card of a post that a reader's news became."""
    named = found.named
    name = _("named: {name}").format(name=named) if named else _("without a name")
    return _("💡 From a reader, news № {number}, {name}").format(number=found.id, name=name)

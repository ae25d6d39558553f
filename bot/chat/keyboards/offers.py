"""What the messages around the text of a post offer: photos of the document, a partner."""

from __future__ import annotations

from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat.callbacks import JoinButton
from bot.chat.keyboards.building import Row, acts, button
from bot.chat.rights import may
from bot.domain.people import Person
from bot.domain.post import EDITABLE
from bot.services.photos import taken, to_add
from bot.services.views import PostView


def photos(view: PostView, person: Person | None) -> list[Row]:
    """Photos of the document are taken into the post, or out of it."""
    if view.row.status not in EDITABLE:
        return []
    if taken(view.raw):
        return [acts(view, person, ("photos", _("Remove the photos of the file")))]
    if fresh := len(to_add(view.raw)):
        label = ngettext("Add {n} photo", "Add {n} photos", fresh).format(n=fresh)
        return [acts(view, person, ("photos", label))]
    return []


def join(view: PostView, person: Person | None) -> list[Row]:
    """A draft that may be the other half of this one."""
    row, partner = view.row, view.partner
    if partner is None or row.status not in EDITABLE or not may(person, JoinButton.act, view):
        return []
    label = _("Join with № {number}").format(number=partner.id)
    halves = JoinButton(
        post=row.id, version=row.version, other=partner.id, other_version=partner.version
    )
    return [[button(label, halves)]]

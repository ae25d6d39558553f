"""«Ещё»: what an editor may wish of a post beside its text."""

from __future__ import annotations

from aiogram.utils.i18n import gettext as _

from bot.chat.keyboards.building import Row, acts
from bot.domain.channel import LinkPreview
from bot.domain.people import Person
from bot.domain.release import Table
from bot.services.views import PostView


def headline(view: PostView, person: Person | None) -> list[Row]:
    """Another headline, or the same in another case."""
    rows = [acts(view, person, ("headline", _("Headline")))]
    if view.wishes.normal_case:
        rows.append(acts(view, person, ("case", _("Headline in capitals"))))
    elif any(caution.code == "headline_caps" for caution in view.row.cautions):
        rows.append(acts(view, person, ("case", _("In normal case"))))
    return rows


def cuts(view: PostView, person: Person | None) -> list[Row]:
    """The list of what was cut."""
    if not view.release.cuts and not view.wishes.keep:
        return []
    return [acts(view, person, ("cuts", _("What was cut")))]


def calendar(view: PostView, person: Person | None) -> list[Row]:
    """A time by buttons, also in a group; or at once, whatever holds the others."""
    return [
        acts(view, person, ("calendar", _("📅 Calendar")), ("flash", _("⚡ Urgent"))),
        repeat(view, person),
    ]


def repeat(view: PostView, person: Person | None) -> Row:
    """Again by a rule."""
    return acts(view, person, ("repeat", _("🔁 Repeat")))


def look(view: PostView, person: Person | None) -> list[Row]:
    """How this one post is sent."""
    options = view.row.post.options
    sound = _("🔔 With sound") if options.silent else _("🔕 Without sound")
    return [
        acts(view, person, ("silent", sound)),
        acts(view, person, ("link_preview", link_preview(options.link_preview))),
        *_shape(view, person),
    ]


def _shape(view: PostView, person: Person | None) -> list[Row]:
    post, rows = view.row.post, list[Row]()
    if any(part.media and part.text for part in post.parts if part.kind != "rich"):
        above = post.options.caption_above
        label = _("Text: above the photo") if above else _("Text: below the photo")
        rows.append(acts(view, person, ("caption_above", label)))
    if any(part.kind == "rich" for part in post.parts):
        rows.append(acts(view, person, ("rich", _("Send as usual messages"))))
    elif len(post.parts) > 1 or any(isinstance(block, Table) for block in view.release.blocks):
        rows.append(acts(view, person, ("rich", _("Send as one rich message"))))
    return rows


def link_preview(where: LinkPreview) -> str:
    """Where the preview of a link stands."""
    return {
        "off": _("Links: no preview"),
        "below": _("Links: preview below the text"),
        "above": _("Links: preview above the text"),
    }[where]

"""The keyboards of cards, questions and lists."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext
from aiogram.utils.keyboard import InlineKeyboardBuilder, KeyboardBuilder

from bot.chat.callbacks import (
    CloseButton,
    ConsentButton,
    CutButton,
    JoinButton,
    ListButton,
    OpenButton,
    PostButton,
    TimeButton,
)
from bot.chat.texts import cautions
from bot.chat.texts.cuts import page_of, pages, short
from bot.domain.channel import LinkPreview
from bot.domain.post import EDITABLE, Status
from bot.domain.release import Caution, Table
from bot.services.photos import taken, to_add
from bot.services.scheduling import Page
from bot.services.views import PostView

MAX_LABEL = 48


def markup(keyboard: KeyboardBuilder[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """The built keyboard; the builder's own `as_markup` is typed for both kinds."""
    return InlineKeyboardMarkup(inline_keyboard=keyboard.export())


def card(view: PostView, *, more: bool = False) -> InlineKeyboardMarkup | None:
    """The buttons of a post's card, by its state."""
    row = view.row
    keyboard = InlineKeyboardBuilder()

    def add(act: str, label: str) -> None:
        data = PostButton(act=act, post=row.id, version=row.version)
        keyboard.button(text=label, callback_data=data)

    if more:
        return _more(view)
    match row.status:
        case Status.QUEUED:
            add("earlier", _("Earlier"))
            add("later", _("Later"))
            add("time", _("Time"))
            add("take_out", _("Take out"))
            add("now", _("Now"))
            add("edit", _("Edit"))
            return markup(keyboard.adjust(3, 3, *_offers(keyboard, view)))
        case status if status in EDITABLE:
            add("queue", _("Queue"))
            add("now", _("Now"))
            add("time", _("At a time"))
            add("edit", _("Edit"))
            add("rubric", _("Rubric"))
            add("more", _("More"))
            add("delete", _("Delete"))
            return markup(keyboard.adjust(3, 2, 2, *_offers(keyboard, view)))
        case Status.UNCERTAIN:
            add("went_out", _("Yes, it is out"))
            add("did_not", _("No, send it again"))
            return markup(keyboard.adjust(1))
        case Status.SENT if view.links:
            keyboard.button(text=_("Open in the channel"), url=view.links[0])
            return markup(keyboard)
        case _:
            return None


def _offers(keyboard: InlineKeyboardBuilder, view: PostView) -> list[int]:
    """What the messages around the text offer, a row each: photos of the document, a partner."""
    row, raw, partner = view.row, view.raw, view.partner
    rows = []
    photos = PostButton(act="photos", post=row.id, version=row.version)
    if taken(raw):
        keyboard.button(text=_("Remove the photos of the file"), callback_data=photos)
        rows.append(1)
    elif fresh := len(to_add(raw)):
        label = ngettext("Add {n} photo", "Add {n} photos", fresh).format(n=fresh)
        keyboard.button(text=label, callback_data=photos)
        rows.append(1)
    if partner is not None:
        keyboard.button(
            text=_("Join with № {number}").format(number=partner.id),
            callback_data=JoinButton(
                post=row.id,
                version=row.version,
                other=partner.id,
                other_version=partner.version,
            ),
        )
        rows.append(1)
    return rows


def _more(view: PostView) -> InlineKeyboardMarkup:
    """What an editor may wish of the post beside its text."""
    row, release, options = view.row, view.release, view.row.post.options
    keyboard = InlineKeyboardBuilder()

    def add(act: str, label: str) -> None:
        data = PostButton(act=act, post=row.id, version=row.version)
        keyboard.button(text=label, callback_data=data)

    add("headline", _("Headline"))
    if view.wishes.normal_case:
        add("case", _("Headline in capitals"))
    elif any(caution.code == "headline_caps" for caution in row.cautions):
        add("case", _("In normal case"))
    if release.cuts or view.wishes.keep:
        add("cuts", _("What was cut"))
    add("silent", _("🔔 With sound") if options.silent else _("🔕 Without sound"))
    add("link_preview", link_preview(options.link_preview))
    if any(part.media and part.text for part in row.post.parts if part.kind != "rich"):
        above = options.caption_above
        add("caption_above", _("Text: above the photo") if above else _("Text: below the photo"))
    if any(part.kind == "rich" for part in row.post.parts):
        add("rich", _("Send as usual messages"))
    elif len(row.post.parts) > 1 or any(isinstance(block, Table) for block in release.blocks):
        add("rich", _("Send as one rich message"))
    add("card", _("‹ Back"))
    return markup(keyboard.adjust(1))


def link_preview(where: LinkPreview) -> str:
    """Where the preview of a link stands."""
    return {
        "off": _("Links: no preview"),
        "below": _("Links: preview below the text"),
        "above": _("Links: preview above the text"),
    }[where]


def delete(view: PostView) -> InlineKeyboardMarkup:
    """One question, two answers."""
    keyboard = InlineKeyboardBuilder()
    yes = PostButton(act="delete!", post=view.row.id, version=view.row.version)
    keyboard.button(text=_("Yes, delete"), callback_data=yes)
    return _with_no(keyboard, view)


def consent(view: PostView, caution: Caution, act: str, at: int) -> InlineKeyboardMarkup:
    """«Да» to one caution, what can be mended at once, and the way back."""
    row, embargo = view.row, view.release.embargo
    keyboard = InlineKeyboardBuilder()
    number = row.cautions.index(caution)
    yes = ConsentButton(post=row.id, version=row.version, caution=number, act=act, at=at)
    keyboard.button(text=cautions.consent(caution, view), callback_data=yes)
    if caution.code in ("no_headline", "headline_long", "headline_case"):
        write = PostButton(act="headline", post=row.id, version=row.version)
        keyboard.button(text=_("Write a headline"), callback_data=write)
    if caution.code == "headline_caps":
        case = PostButton(act="case", post=row.id, version=row.version)
        keyboard.button(text=_("In normal case"), callback_data=case)
    if caution.code == "embargo" and embargo and embargo.until:
        seconds = int(embargo.until.timestamp())
        until = TimeButton(post=row.id, version=row.version, at=seconds)
        local = embargo.until.astimezone(view.channel.zone)
        label = _("After the embargo: {time}").format(time=f"{local:%d.%m, %H:%M}")
        keyboard.button(text=label, callback_data=until)
    return _with_no(keyboard, view)


def _with_no(keyboard: InlineKeyboardBuilder, view: PostView) -> InlineKeyboardMarkup:
    no = PostButton(act="card", post=view.row.id, version=view.row.version)
    keyboard.button(text=_("No"), callback_data=no)
    return markup(keyboard.adjust(1))


def cuts(view: PostView, page: int) -> InlineKeyboardMarkup:
    """A button for each line of a page: one press puts it back, or cuts it again."""
    row = view.row
    keyboard = InlineKeyboardBuilder()

    def add(act: str, number: int, label: str) -> None:
        data = CutButton(act=act, post=row.id, version=row.version, number=number)
        keyboard.button(text=short(label, MAX_LABEL), callback_data=data)

    shown = page_of(view, page)
    for entry in shown:
        label = _("Put back: {line}") if entry.reason else _("Cut again: {line}")
        add("back" if entry.reason else "again", entry.number, label.format(line=entry.text))
    turns = [(page - 1, "‹")] if page > 0 else []
    turns += [(page + 1, "›")] if page + 1 < pages(view) else []
    for number, arrow in turns:
        add("page", number, arrow)
    return markup(keyboard.adjust(*[1] * len(shown), *([len(turns)] if turns else [])))


def leave(what: str, post_id: int) -> InlineKeyboardMarkup:
    """The way out of a dialogue."""
    keyboard = InlineKeyboardBuilder()
    keyboard.button(text=_("Cancel"), callback_data=CloseButton(what=what, post=post_id))
    return markup(keyboard)


def times(view: PostView, choices: list[tuple[str, int]]) -> InlineKeyboardMarkup:
    """Instants to choose from, as label and seconds since the epoch."""
    row = view.row
    keyboard = InlineKeyboardBuilder()
    for label, at in choices:
        keyboard.button(
            text=label, callback_data=TimeButton(post=row.id, version=row.version, at=at)
        )
    keyboard.button(text=_("Cancel"), callback_data=CloseButton(what="time", post=row.id))
    return markup(keyboard.adjust(1))


def posts(name: str, page: Page, labels: list[str]) -> InlineKeyboardMarkup | None:
    """A button for each post of a list, and the way to its other pages."""
    if not page.lines:
        return None
    keyboard = InlineKeyboardBuilder()
    for line, label in zip(page.lines, labels, strict=True):
        keyboard.button(text=short(label, MAX_LABEL), callback_data=OpenButton(post=line.id))
    rows = [1] * len(page.lines)
    arrows = 0
    if page.number > 0:
        keyboard.button(text="‹", callback_data=ListButton(name=name, page=page.number - 1))
        arrows += 1
    if page.number + 1 < page.pages:
        keyboard.button(text="›", callback_data=ListButton(name=name, page=page.number + 1))
        arrows += 1
    return markup(keyboard.adjust(*rows, *([arrows] if arrows else [])))

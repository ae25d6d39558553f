"""Buttons and what they carry. Callback data is never trusted: handlers look everything up."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.utils.i18n import gettext as _
from aiogram.utils.keyboard import InlineKeyboardBuilder, KeyboardBuilder

from bot.domain.post import Status
from bot.services.scheduling import Page
from bot.services.views import PostView

MAX_LABEL = 48


class PostButton(CallbackData, prefix="p"):
    """An act on a post as it was at `version`."""

    act: str
    post: int
    version: int


class TimeButton(CallbackData, prefix="t"):
    """The choice of an instant (seconds since the epoch) for a post as it was at `version`."""

    post: int
    version: int
    at: int


class OpenButton(CallbackData, prefix="o"):
    """Opens a post from a list."""

    post: int


class ListButton(CallbackData, prefix="l"):
    """Another page of a list."""

    name: str
    page: int


class PersonButton(CallbackData, prefix="e"):
    """An act on a person at the desk."""

    act: str
    user: int


class CloseButton(CallbackData, prefix="x"):
    """Leaves the dialogue that asks `what` of a post."""

    what: str
    post: int


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
        silent, preview = row.post.options.silent, row.post.options.link_preview != "off"
        add("silent", _("🔔 With sound") if silent else _("🔕 Without sound"))
        add("preview", _("Hide link preview") if preview else _("Show link preview"))
        if view.release.cuts:
            add("cuts", _("What was cut"))
        add("card", _("‹ Back"))
        return markup(keyboard.adjust(1))
    match row.status:
        case Status.QUEUED:
            add("earlier", _("Earlier"))
            add("later", _("Later"))
            add("time", _("Time"))
            add("take_out", _("Take out"))
            add("now", _("Now"))
            add("edit", _("Edit"))
            return markup(keyboard.adjust(3, 3))
        case Status.DRAFT | Status.HELD | Status.FAILED:
            add("queue", _("Queue"))
            add("now", _("Now"))
            add("time", _("At a time"))
            add("edit", _("Edit"))
            add("rubric", _("Rubric"))
            add("more", _("More"))
            add("delete", _("Delete"))
            return markup(keyboard.adjust(3, 2, 2))
        case Status.UNCERTAIN:
            add("went_out", _("Yes, it is out"))
            add("did_not", _("No, send it again"))
            return markup(keyboard.adjust(1))
        case Status.SENT if view.links:
            keyboard.button(text=_("Open in the channel"), url=view.links[0])
            return markup(keyboard)
        case _:
            return None


def consent(view: PostView, act: str, label: str) -> InlineKeyboardMarkup:
    """One question, two answers; `label` begins with «Да»."""
    row = view.row
    keyboard = InlineKeyboardBuilder()
    yes = PostButton(act=f"{act}!", post=row.id, version=row.version)
    keyboard.button(text=label, callback_data=yes)
    no = PostButton(act="card", post=row.id, version=row.version)
    keyboard.button(text=_("No"), callback_data=no)
    return markup(keyboard.adjust(1))


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
        short = label if len(label) <= MAX_LABEL else label[: MAX_LABEL - 1] + "…"
        keyboard.button(text=short, callback_data=OpenButton(post=line.id))
    rows = [1] * len(page.lines)
    arrows = 0
    if page.number > 0:
        keyboard.button(text="‹", callback_data=ListButton(name=name, page=page.number - 1))
        arrows += 1
    if page.number + 1 < page.pages:
        keyboard.button(text="›", callback_data=ListButton(name=name, page=page.number + 1))
        arrows += 1
    return markup(keyboard.adjust(*rows, *([arrows] if arrows else [])))

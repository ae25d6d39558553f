"""A post's card itself: opened from a list, its menus, and dropping the post."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat import keyboards
from bot.chat.callbacks import MenuButton, OpenButton, PostButton
from bot.chat.places import Spot
from bot.chat.pressing import Instead, Menu, Pressed
from bot.chat.rights import look_up
from bot.domain.errors import StateError
from bot.domain.people import Person
from bot.services.drafts import Drafts
from bot.services.views import PostView

router = Router(name=__name__)


@router.callback_query(OpenButton.filter())
async def open_post(
    _query: CallbackQuery, callback_data: OpenButton, spot: Spot, person: Person, drafts: Drafts
) -> None:
    """Shows a post of a list with its card."""
    view = await look_up(person, callback_data.post, "open", drafts)
    await drafts.show(view.row.id, spot.place)


@router.callback_query(PostButton.filter(F.act == "card"))
async def back(_query: CallbackQuery, pressed: Pressed) -> PostView:
    """The card again, in the place of a question."""
    return pressed.view


@router.callback_query(MenuButton.filter())
async def open_menu(
    _query: CallbackQuery, callback_data: MenuButton, pressed: Pressed
) -> Menu | PostView:
    """A menu of the card, or the card again."""
    if not callback_data.name:
        return pressed.view
    if callback_data.name not in keyboards.MENUS:
        raise StateError("This button no longer works.")
    return Menu(callback_data.name)


@router.callback_query(PostButton.filter(F.act == "delete"))
async def ask_to_delete(_query: CallbackQuery, pressed: Pressed) -> Instead:
    """One question before a post is dropped."""
    text = _("Delete № {number}? /undo brings it back until you delete another one.").format(
        number=pressed.number
    )
    return Instead(Text(text), keyboards.confirm(pressed.view, "delete!", _("Yes, delete")))


@router.callback_query(PostButton.filter(F.act == "delete!"))
async def delete(_query: CallbackQuery, pressed: Pressed, drafts: Drafts) -> Instead:
    """Drops the post."""
    row = await drafts.delete(pressed.number, pressed.version, pressed.actor_id)
    text = _("№ {number} is deleted.").format(number=pressed.number)
    back = keyboards.keyboard([keyboards.undo_row("delete", row.id, row.version)])
    return Instead(Text(text), back)

"""«Оставить» a draft that expires, «Вернуть» one that has expired."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import PostButton, ReviveButton
from bot.chat.cards import Cards
from bot.chat.places import Spot
from bot.chat.presses import Toast
from bot.chat.pressing import Pressed
from bot.domain.errors import InputError
from bot.domain.people import Person, Right
from bot.services.drafts import Drafts
from bot.services.upkeep import Upkeep
from bot.services.views import PostView

router = Router(name=__name__)


@router.callback_query(PostButton.filter(F.act == "keep"))
async def keep(_query: CallbackQuery, pressed: Pressed, toast: Toast, upkeep: Upkeep) -> PostView:
    """The draft lives on."""
    view = await upkeep.keep(pressed.number, pressed.version, pressed.actor_id)
    toast.text = _("№ {number} stays.").format(number=pressed.number)
    return view


@router.callback_query(ReviveButton.filter())
async def bring_back(
    _query: CallbackQuery,
    callback_data: ReviveButton,
    spot: Spot,
    person: Person,
    cards: Cards,
    drafts: Drafts,
    upkeep: Upkeep,
) -> None:
    """The draft is there again."""
    row = await upkeep.expired(callback_data.post)
    own = row.editor_id == person.user_id and person.may(Right.DRAFT, row.channel_id)
    if not own and not person.may(Right.EDIT, row.channel_id):
        raise InputError("There is no post № {number}.", number=callback_data.post)
    await upkeep.bring_back(row.id, person.user_id)
    await cards.rewrite(spot, Text(_("№ {number} is a draft again.").format(number=row.id)))
    await drafts.show(row.id, spot.place)

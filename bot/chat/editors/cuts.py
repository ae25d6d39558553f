"""What was cut from a post: listed on request, put back with one press."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram.utils.i18n import gettext as _

from bot.chat import keyboards, texts
from bot.chat.asking import Anew
from bot.chat.callbacks import CutButton, PostButton
from bot.chat.cards import Cards
from bot.chat.places import Spot
from bot.chat.presses import Toast
from bot.chat.pressing import Instead, Pressed
from bot.chat.texts.cuts import CUTS_SHOWN, pages
from bot.domain.people import Person
from bot.services.drafts import Drafts
from bot.services.views import PostView
from bot.services.wishing import Wishing

router = Router(name=__name__)


def listed(view: PostView, page: int = 0) -> Instead:
    """A page of the list."""
    page = min(max(0, page), pages(view) - 1)
    return Instead(texts.cuts(view, page), keyboards.cuts(view, page))


async def restore(cards: Cards, spot: Spot, view: PostView, _person: Person) -> str:
    """The pressed message is a list of what was cut, not a card."""
    page = listed(view)
    await cards.rewrite(spot, page.text, page.keyboard)
    return _("This list was old. Now it shows the post as it is.")


@router.callback_query(PostButton.filter(F.act == "cuts"))
async def show(_query: CallbackQuery, pressed: Pressed, cards: Cards) -> None:
    """Sends the list."""
    page = listed(pressed.view)
    await cards.say(pressed.place, page.text, page.keyboard)


@router.callback_query(CutButton.filter(F.act == "page"), flags={"restore": restore})
async def turn(_query: CallbackQuery, callback_data: CutButton, pressed: Pressed) -> Instead:
    """Turns the page."""
    return listed(pressed.view, callback_data.number)


@router.callback_query(CutButton.filter(F.act.in_({"back", "again"})), flags={"restore": restore})
async def press(
    _query: CallbackQuery,
    callback_data: CutButton,
    pressed: Pressed,
    toast: Toast,
    cards: Cards,
    drafts: Drafts,
    wishing: Wishing,
) -> Anew:
    """Puts a line back or cuts it again, and shows the list and the post anew."""
    number, version, chosen = pressed.number, pressed.version, callback_data.number
    if pressed.act == "back":
        await wishing.put_back(number, version, chosen, pressed.actor_id)
        toast.text = _("The line is back in the post.")
        at = len(pressed.view.wishes.keep) + chosen
    else:
        await wishing.cut_again(number, version, chosen, pressed.actor_id)
        toast.text = _("The line is cut.")
        at = chosen
    page = listed(await drafts.view(number), at // CUTS_SHOWN)
    await cards.rewrite(pressed.spot, page.text, page.keyboard)
    return Anew()

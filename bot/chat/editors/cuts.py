"""What was cut from a post: listed on request, put back with one press."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery
from aiogram.utils.i18n import gettext as _

from bot.chat import buttons, texts
from bot.chat.callbacks import CutButton
from bot.chat.cards import Cards
from bot.chat.presses import Toast
from bot.chat.texts.cuts import CUTS_SHOWN, pages
from bot.domain.desk import Place
from bot.domain.people import Person
from bot.services.drafts import Drafts
from bot.services.views import PostView
from bot.services.wishing import Wishing

router = Router(name=__name__)


async def show(cards: Cards, view: PostView, chat_id: int, page: int = 0, place: int = 0) -> None:
    """A page of the list; in the place of message `place`, or anew."""
    page = min(max(0, page), pages(view) - 1)
    text, keyboard = texts.cuts(view, page), buttons.cuts(view, page)
    if place:
        await cards.rewrite(chat_id, place, text, keyboard)
    else:
        await cards.say(chat_id, text, keyboard)


@router.callback_query(CutButton.filter())
async def press(
    query: CallbackQuery,
    callback_data: CutButton,
    person: Person,
    toast: Toast,
    cards: Cards,
    drafts: Drafts,
    wishing: Wishing,
) -> None:
    """Puts a line back or cuts it again, and shows the post anew; or turns the page."""
    if query.message is None:
        return
    chat_id, place = query.message.chat.id, query.message.message_id
    number, version = callback_data.post, callback_data.version
    view = await drafts.view(number)
    if view.row.version != version:
        await show(cards, view, chat_id, 0, place)
        toast.text = _("This list was old. Now it shows the post as it is.")
        return
    chosen, page = callback_data.number, 0
    match callback_data.act:
        case "page":
            await show(cards, view, chat_id, chosen, place)
            return
        case "back":
            await wishing.put_back(number, version, chosen, person.user_id)
            toast.text = _("The line is back in the post.")
            page = (len(view.wishes.keep) + chosen) // CUTS_SHOWN
        case "again":
            await wishing.cut_again(number, version, chosen, person.user_id)
            page = chosen // CUTS_SHOWN
            toast.text = _("The line is cut.")
        case _:
            toast.text = _("This button no longer works.")
            return
    await show(cards, await drafts.view(number), chat_id, page, place)
    await drafts.show(number, Place(chat_id))

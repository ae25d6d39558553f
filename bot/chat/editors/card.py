"""The buttons of a post's card."""

from __future__ import annotations

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat import buttons
from bot.chat.callbacks import OpenButton, PostButton
from bot.chat.cards import Cards
from bot.chat.editors import consents, cuts, questions
from bot.chat.presses import Toast
from bot.domain.desk import Place
from bot.domain.errors import BotError
from bot.domain.people import Person
from bot.services.drafts import Drafts
from bot.services.photos import Photos
from bot.services.publishing import Publishing
from bot.services.scheduling import Scheduling
from bot.services.wishing import Wishing

router = Router(name=__name__)

TOWARDS_READERS = ("queue", "now", "earlier", "later")


@router.callback_query(OpenButton.filter())
async def open_post(query: CallbackQuery, callback_data: OpenButton, drafts: Drafts) -> None:
    """Shows a post of a list with its card."""
    if query.message is not None:
        await drafts.show(callback_data.post, Place(query.message.chat.id))


@router.callback_query(PostButton.filter())
async def press(
    query: CallbackQuery,
    callback_data: PostButton,
    cards: Cards,
    state: FSMContext,
    person: Person,
    toast: Toast,
    drafts: Drafts,
    wishing: Wishing,
    scheduling: Scheduling,
    publishing: Publishing,
    photos: Photos,
) -> None:
    """Acts on a post and brings its card up to date, also when the act came too late."""
    if query.message is None:
        return
    await state.clear()  # whoever presses something else has dropped the open question
    chat_id, card_id = query.message.chat.id, query.message.message_id
    act, number, version = callback_data.act, callback_data.post, callback_data.version
    view = await drafts.view(number)
    if view.row.version != version:
        await cards.refresh(chat_id, card_id, view)
        toast.text = _("This card was old. Now it shows the post as it is.")
        return
    if act in TOWARDS_READERS:
        wanted = consents.Wanted(act, number, version)
        await consents.press(wanted, chat_id, card_id, person, toast, cards, drafts, scheduling)
        return
    try:
        match act:
            case "take_out":
                view = await scheduling.take_out(number, version, person.user_id)
                toast.text = _("Taken out of the queue.")
            case "delete":
                text = _("Delete № {number}? It can't be brought back.").format(number=number)
                await cards.rewrite(chat_id, card_id, Text(text), buttons.delete(view))
                return
            case "delete!":
                await drafts.delete(number, version, person.user_id)
                deleted = _("№ {number} is deleted.").format(number=number)
                await cards.rewrite(chat_id, card_id, Text(deleted))
                return
            case "went_out" | "did_not":
                view = await publishing.resolve(
                    number, version, person.user_id, went_out=act == "went_out"
                )
            case "silent":
                await wishing.switch(number, version, "silent", person.user_id)
                await cards.refresh(chat_id, card_id, await drafts.view(number), more=True)
                return
            case "link_preview" | "caption_above" | "rich":
                await wishing.switch(number, version, act, person.user_id)
                await drafts.show(number, Place(chat_id))
                return
            case "photos":
                await photos.switch(number, version, person.user_id)
                await drafts.show(number, Place(chat_id))
                return
            case "case":
                await wishing.switch_case(number, version, person.user_id)
                await drafts.show(number, Place(chat_id))
                return
            case "more":
                await cards.refresh(chat_id, card_id, view, more=True)
                return
            case "cuts":
                await cuts.show(cards, view, chat_id)
                return
            case "edit" | "time" | "rubric" | "headline":
                await questions.ask(act, view, chat_id, cards, state)
                return
            case "card":
                pass
            case _:
                toast.text = _("This button no longer works.")
    except BotError:
        await cards.refresh(chat_id, card_id, await drafts.view(number))
        raise
    await cards.refresh(chat_id, card_id, view)

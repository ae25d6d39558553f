"""The presses that plan a post: into the queue, through it, out of it, out at once."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat import keyboards
from bot.chat.callbacks import PostButton, TimeButton
from bot.chat.cards import Cards
from bot.chat.editors.consents import Wanted, go
from bot.chat.presses import Toast
from bot.chat.pressing import Instead, Pressed, Result
from bot.services.drafts import Drafts
from bot.services.publishing import Publishing
from bot.services.scheduling import Scheduling
from bot.services.views import PostView

router = Router(name=__name__)


@router.callback_query(PostButton.filter(F.act.in_({"queue", "now", "earlier", "later"})))
async def towards_readers(
    _query: CallbackQuery,
    pressed: Pressed,
    toast: Toast,
    cards: Cards,
    drafts: Drafts,
    scheduling: Scheduling,
) -> Result:
    """Plans the post, or asks what stands before that."""
    wanted = Wanted(pressed.act, pressed.number, pressed.version)
    return await go(wanted, pressed, toast, cards, drafts, scheduling)


@router.callback_query(PostButton.filter(F.act == "flash"))
async def ask_about_urgent(_query: CallbackQuery, pressed: Pressed) -> Instead:
    """One question before a post passes everything that holds the others."""
    text = _("№ {number} goes out at once, even in quiet hours and in calm mode. Is it urgent?")
    keyboard = keyboards.confirm(pressed.view, "flash!", _("Yes, urgent"))
    return Instead(Text(text.format(number=pressed.number)), keyboard)


@router.callback_query(PostButton.filter(F.act == "flash!"))
async def flash(
    _query: CallbackQuery,
    pressed: Pressed,
    toast: Toast,
    cards: Cards,
    drafts: Drafts,
    scheduling: Scheduling,
) -> Result:
    """«Молния»."""
    wanted = Wanted("flash", pressed.number, pressed.version)
    return await go(wanted, pressed, toast, cards, drafts, scheduling)


@router.callback_query(TimeButton.filter())
async def choose_time(
    _query: CallbackQuery,
    callback_data: TimeButton,
    pressed: Pressed,
    toast: Toast,
    cards: Cards,
    drafts: Drafts,
    scheduling: Scheduling,
) -> Result:
    """Takes one of the instants that were offered."""
    wanted = Wanted("at", pressed.number, pressed.version, callback_data.at)
    return await go(wanted, pressed, toast, cards, drafts, scheduling)


@router.callback_query(PostButton.filter(F.act == "take_out"))
async def take_out(
    _query: CallbackQuery, pressed: Pressed, toast: Toast, scheduling: Scheduling
) -> PostView:
    """Takes the post out of the queue; it stays a draft."""
    view = await scheduling.take_out(pressed.number, pressed.version, pressed.actor_id)
    toast.text = _("Taken out of the queue.")
    return view


@router.callback_query(PostButton.filter(F.act.in_({"went_out", "did_not"})))
async def resolve(_query: CallbackQuery, pressed: Pressed, publishing: Publishing) -> PostView:
    """Takes an editor's word for whether a post is out."""
    return await publishing.resolve(
        pressed.number, pressed.version, pressed.actor_id, went_out=pressed.act == "went_out"
    )

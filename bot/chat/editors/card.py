"""The buttons of a post's card."""

from __future__ import annotations

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat import buttons, texts
from bot.chat.buttons import OpenButton, PostButton
from bot.chat.cards import Cards
from bot.chat.editors import questions
from bot.chat.moments import moment_text
from bot.chat.presses import Toast
from bot.domain.errors import BotError
from bot.domain.people import Person
from bot.services.drafts import Drafts
from bot.services.ports import Clock
from bot.services.publishing import Publishing
from bot.services.scheduling import Scheduling
from bot.services.views import PostView

router = Router(name=__name__)

# Acts that lead to the channel: a post with warnings goes there only after a second «Да».
TOWARDS_READERS = ("queue", "now", "time")


@router.callback_query(OpenButton.filter())
async def open_post(query: CallbackQuery, callback_data: OpenButton, drafts: Drafts) -> None:
    """Shows a post of a list with its card."""
    if query.message is not None:
        await drafts.show(callback_data.post, query.message.chat.id)


@router.callback_query(PostButton.filter())
async def press(
    query: CallbackQuery,
    callback_data: PostButton,
    cards: Cards,
    state: FSMContext,
    person: Person,
    toast: Toast,
    clock: Clock,
    drafts: Drafts,
    scheduling: Scheduling,
    publishing: Publishing,
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
    if question := _question(view, act):
        text, keyboard = question
        await cards.rewrite(chat_id, card_id, Text(text), keyboard)
        return
    try:
        match act.removesuffix("!"):
            case "queue":
                view = await scheduling.enqueue(number, version, person.user_id)
                toast.text = texts.state_line(view, clock.now())
            case "now":
                view = await scheduling.publish_now(number, version, person.user_id)
                toast.text = _("Publishing…")
            case "earlier" | "later":
                step = -1 if act == "earlier" else 1
                view = await scheduling.move(number, version, person.user_id, step)
                toast.text = _moved(view, clock)
            case "take_out":
                view = await scheduling.take_out(number, version, person.user_id)
                toast.text = _("Taken out of the queue.")
            case "delete":
                await drafts.delete(number, version, person.user_id)
                deleted = _("№ {number} is deleted.").format(number=number)
                await cards.rewrite(chat_id, card_id, Text(deleted))
                return
            case "went_out" | "did_not":
                view = await publishing.resolve(
                    number, version, person.user_id, went_out=act == "went_out"
                )
            case "silent" | "preview":
                option = "silent" if act == "silent" else "link_preview"
                await drafts.toggle(number, version, option, person.user_id)  # type: ignore[arg-type]
                view = await drafts.view(number)
                await cards.refresh(chat_id, card_id, view, more=True)
                return
            case "more":
                await cards.refresh(chat_id, card_id, view, more=True)
                return
            case "cuts":
                await cards.say(chat_id, texts.cuts(view))
                return
            case "edit" | "time" | "rubric":
                await questions.ask(act.removesuffix("!"), view, chat_id, cards, state)
                if not act.endswith("!"):
                    return
            case "card":
                pass
            case _:
                toast.text = _("This button no longer works.")
    except BotError:
        await cards.refresh(chat_id, card_id, await drafts.view(number))
        raise
    await cards.refresh(chat_id, card_id, view)


def _question(view: PostView, act: str) -> tuple[str, InlineKeyboardMarkup] | None:
    """The question before a dangerous act, with its two answers; None if there is none."""
    number = view.row.id
    if act == "delete":
        text = _("Delete № {number}? It can't be brought back.").format(number=number)
        return text, buttons.consent(view, act, _("Yes, delete"))
    if act in TOWARDS_READERS and view.row.unconfirmed:
        return texts.warned(view), buttons.consent(view, act, _("Yes, all the same"))
    return None


def _moved(view: PostView, clock: Clock) -> str | None:
    due = view.row.due_at
    return moment_text(due, clock.now(), view.channel.zone) if due else None

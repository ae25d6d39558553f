"""Dialogues: the bot asks for a text, a time or a rubric. Leaving is one press or a command."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat import buttons, texts
from bot.chat.buttons import CloseButton, TimeButton
from bot.chat.cards import Cards
from bot.chat.dialogs import Ask
from bot.chat.moments import moment_text
from bot.chat.presses import Toast
from bot.domain.people import Person
from bot.domain.post import Status
from bot.planning import Moment, when
from bot.services.drafts import Drafts
from bot.services.scheduling import Scheduling
from bot.services.views import PostView

router = Router(name=__name__)

# A longer answer is no time and no rubric, but the next release.
LONGEST_ANSWER = 100

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAST_SECOND = 2**34  # a forged button may carry any number

STATES = {"edit": Ask.text, "time": Ask.time, "rubric": Ask.rubric}


async def ask(what: str, view: PostView, chat_id: int, cards: Cards, state: FSMContext) -> None:
    """Asks for a text (`edit`), a `time` or a `rubric` for the post."""
    number = view.row.id
    question = {
        "edit": _("Send the new text of № {number}: it replaces the old one. Photos stay."),
        "time": _("When should № {number} go out? For example: «tomorrow at 9», «in 2 hours»."),
        "rubric": _("Send the rubric of № {number}, or «-» for none."),
    }[what]
    await state.set_state(STATES[what])
    await state.set_data({"what": what, "post": number, "version": view.row.version})
    text = question.format(number=number)
    if what == "time":
        zone = view.channel.zone
        text += "\n" + _("Now it is {time} ({zone}).").format(
            time=f"{cards.clock.now().astimezone(zone):%H:%M}", zone=zone.key
        )
    await cards.say(chat_id, Text(text), buttons.leave(what, number))


@router.callback_query(CloseButton.filter())
async def leave(
    query: CallbackQuery, callback_data: CloseButton, state: FSMContext, cards: Cards
) -> None:
    """Leaves the dialogue; the post stays as it was. Another question stays open."""
    data = await state.get_data()
    if (data.get("what"), data.get("post")) == (callback_data.what, callback_data.post):
        await state.clear()
    if query.message is not None:
        said = Text(_("All right, nothing is changed."))
        await cards.rewrite(query.message.chat.id, query.message.message_id, said)


@router.message(StateFilter(Ask.rubric), F.text.len() <= LONGEST_ANSWER)
async def take_rubric(message: Message, state: FSMContext, person: Person, drafts: Drafts) -> None:
    """Sets the rubric and shows the post anew."""
    number = int((await state.get_data())["post"])
    rubric = None if message.text in ("-", "—", "–") else message.text
    await drafts.set_rubric(number, rubric, person.user_id)
    await state.clear()
    await drafts.show(number, message.chat.id)


@router.message(StateFilter(Ask.time), F.text.len() <= LONGEST_ANSWER)
async def take_time(
    message: Message,
    state: FSMContext,
    person: Person,
    cards: Cards,
    drafts: Drafts,
    scheduling: Scheduling,
) -> None:
    """Understands the phrase or asks back; the dialogue goes on until a time is set."""
    number = int((await state.get_data())["post"])
    phrase = message.text or ""
    if await set_time(message, number, phrase, person, cards, drafts, scheduling):
        await state.clear()


@router.message(StateFilter(Ask.time, Ask.rubric))
async def something_else(_message: Message, state: FSMContext) -> None:
    """A photo or a long text is the next release: the dialogue ends and intake takes it."""
    await state.clear()
    raise SkipHandler


@router.callback_query(TimeButton.filter())
async def choose_time(
    query: CallbackQuery,
    callback_data: TimeButton,
    state: FSMContext,
    person: Person,
    cards: Cards,
    toast: Toast,
    scheduling: Scheduling,
) -> None:
    """Takes one of the instants that were offered."""
    at = EPOCH + timedelta(seconds=min(max(callback_data.at, 0), LAST_SECOND))
    view = await scheduling.at(callback_data.post, callback_data.version, at, person.user_id)
    await state.clear()
    toast.text = texts.state_line(view, cards.clock.now())
    if query.message is not None:
        chat_id = query.message.chat.id
        await cards.refresh_known(chat_id, view)
        await cards.refresh(chat_id, query.message.message_id, view)


async def set_time(
    message: Message,
    number: int,
    phrase: str,
    person: Person,
    cards: Cards,
    drafts: Drafts,
    scheduling: Scheduling,
) -> bool:
    """Gives the post the time that the phrase names; False if the bot had to ask back.

    Raises TimeError for a phrase that can't be taken.
    """
    view = await drafts.view(number)
    now = cards.clock.now()
    moment = when(phrase, now, view.channel.zone)
    if moment.kind == "confirm" or _unconfirmed(view):
        await _ask_back(message, view, moment, now)
        return False
    view = await scheduling.at(number, None, moment.at, person.user_id)
    await cards.answer(message.chat.id, view, _(moment.note) if moment.note else None)
    return True


def _unconfirmed(view: PostView) -> bool:
    """Whether the post has warnings that nobody has consented to yet."""
    return bool(view.row.unconfirmed) and view.row.status is not Status.QUEUED


async def _ask_back(message: Message, view: PostView, moment: Moment, now: datetime) -> None:
    choices = [
        (
            _("Yes, {moment}").format(moment=moment_text(at, now, view.channel.zone)),
            int(at.timestamp()),
        )
        for at in (moment.at, *moment.alternatives)
    ]
    text = texts.warned(view) if _unconfirmed(view) else _("Did I get the time right?")
    await message.answer(text, reply_markup=buttons.times(view, choices))

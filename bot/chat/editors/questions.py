"""Dialogues: the bot asks for a text, a time, a rubric, a headline.

Leaving is one press or a command; a photo or a long text is no answer but the next release.
"""

from __future__ import annotations

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat import buttons
from bot.chat.callbacks import CloseButton, TimeButton
from bot.chat.cards import Cards
from bot.chat.dialogs import Ask
from bot.chat.editors import consents
from bot.chat.editors.consents import Wanted
from bot.chat.moments import moment_text
from bot.chat.presses import Toast
from bot.domain.desk import Place
from bot.domain.people import Person
from bot.planning import Moment, when
from bot.services.cautions import Unconfirmed
from bot.services.drafts import Drafts
from bot.services.scheduling import Scheduling
from bot.services.views import PostView
from bot.services.wishing import Wishing

router = Router(name=__name__)

# A longer answer is no time and no rubric.
LONGEST_ANSWER = 100

# A headline that is too long is still meant as one; it is refused with a sentence.
LONGEST_HEADLINE = 400

NONE = ("-", "—", "–")

STATES = {"edit": Ask.text, "time": Ask.time, "rubric": Ask.rubric, "headline": Ask.headline}


async def ask(what: str, view: PostView, chat_id: int, cards: Cards, state: FSMContext) -> None:
    """Asks for a text (`edit`), a `time`, a `rubric` or a `headline` for the post."""
    number = view.row.id
    question = {
        "edit": _("Send the new text of № {number}: it replaces the old one. Photos stay."),
        "time": _("When should № {number} go out? For example: «tomorrow at 9», «in 2 hours»."),
        "rubric": _("Send the rubric of № {number}, or «-» for none."),
        "headline": _("Send the headline of № {number}, or «-» for the one of the release."),
    }[what]
    await state.set_state(STATES[what])
    await state.set_data({"what": what, "post": number, "edition": view.row.edition})
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
async def take_rubric(
    message: Message, state: FSMContext, person: Person, drafts: Drafts, wishing: Wishing
) -> None:
    """Sets the rubric and shows the post anew."""
    number = int((await state.get_data())["post"])
    rubric = None if message.text in NONE else message.text
    await wishing.set_rubric(number, rubric, person.user_id)
    await state.clear()
    await drafts.show(number, Place(message.chat.id))


@router.message(
    StateFilter(Ask.headline), F.text.len() <= LONGEST_HEADLINE, ~F.text.contains("\n")
)
async def take_headline(
    message: Message, state: FSMContext, person: Person, drafts: Drafts, wishing: Wishing
) -> None:
    """Sets the headline and shows the post anew."""
    number = int((await state.get_data())["post"])
    headline = None if message.text in NONE else message.text
    await wishing.set_headline(number, headline, person.user_id)
    await state.clear()
    await drafts.show(number, Place(message.chat.id))


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


@router.callback_query(TimeButton.filter())
async def choose_time(
    query: CallbackQuery,
    callback_data: TimeButton,
    state: FSMContext,
    person: Person,
    cards: Cards,
    toast: Toast,
    drafts: Drafts,
    scheduling: Scheduling,
) -> None:
    """Takes one of the instants that were offered."""
    if query.message is None:
        return
    await state.clear()
    chat_id, place = query.message.chat.id, query.message.message_id
    wanted = Wanted("at", callback_data.post, callback_data.version, callback_data.at)
    await consents.press(wanted, chat_id, place, person, toast, cards, drafts, scheduling)


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
    if moment.kind == "confirm":
        await _ask_back(message, view, moment, now)
        return False
    try:
        view = await scheduling.at(number, None, moment.at, person.user_id)
    except Unconfirmed as found:
        wanted = Wanted("at", number, view.row.version, int(moment.at.timestamp()))
        await consents.ask(cards, view, found, wanted, message.chat.id)
        return True
    await cards.answer(message.chat.id, view, _(moment.note) if moment.note else None)
    return True


async def _ask_back(message: Message, view: PostView, moment: Moment, now: datetime) -> None:
    choices = [
        (
            _("Yes, {moment}").format(moment=moment_text(at, now, view.channel.zone)),
            int(at.timestamp()),
        )
        for at in (moment.at, *moment.alternatives)
    ]
    keyboard = buttons.times(view, choices)
    await message.answer(_("Did I get the time right?"), reply_markup=keyboard)

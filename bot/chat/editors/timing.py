"""The time of a post, asked for and understood."""

from __future__ import annotations

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text, as_list
from aiogram.utils.i18n import gettext as _

from bot.chat import keyboards, texts
from bot.chat.asking import Ask, Asked, Question, StillOpen
from bot.chat.callbacks import PostButton
from bot.chat.cards import Cards
from bot.chat.editors import consents
from bot.chat.editors.consents import Wanted
from bot.chat.moments import moment_text
from bot.chat.places import place_of
from bot.chat.pressing import Pressed
from bot.domain.desk import Place
from bot.domain.people import Person
from bot.planning import Defaults, Moment, when
from bot.services.calendars import Calendars
from bot.services.drafts import Drafts
from bot.services.scheduling import Scheduling
from bot.services.views import PostView

router = Router(name=__name__)

# A longer answer is no time but the next release.
LONGEST_PHRASE = 100

TIME = Question("time", about_content=False)


@router.callback_query(PostButton.filter(F.act == "time"))
async def ask_time(_query: CallbackQuery, pressed: Pressed, calendars: Calendars) -> Ask:
    """Asks for a time, by words or by the calendar below."""
    view, now = pressed.view, calendars.clock.now()
    grid = await calendars.month(view.channel.id, now.astimezone(view.channel.zone).date())
    choices = tuple(keyboards.month(view, "time", grid))
    return Ask(TIME, texts.when_question(view, now), rows=choices)


@router.message(TIME, F.text.len() <= LONGEST_PHRASE)
async def take_time(
    message: Message,
    asked: Asked,
    person: Person,
    cards: Cards,
    drafts: Drafts,
    scheduling: Scheduling,
) -> StillOpen | None:
    """Understands the phrase or asks back; the dialogue goes on until a time is set."""
    phrase, place = message.text or "", place_of(message)
    is_set = await set_time(place, asked.post, phrase, person, cards, drafts, scheduling)
    return None if is_set else StillOpen()


async def set_time(
    place: Place,
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
    rules = view.channel.rules
    defaults = Defaults(rules.morning, rules.day, rules.evening)
    moment = when(phrase, now, view.channel.zone, defaults)
    note = _(moment.note) if moment.note else None
    if moment.kind == "confirm":
        await _ask_back(place, view, moment, now, cards)
        return False
    wanted = Wanted("at", number, None, int(moment.at.timestamp()))
    found = await consents.attempt(wanted, person, now, drafts, scheduling)
    if isinstance(found, PostView):
        await cards.answer(place, found, person, note and f"⚠️ {note}")
        return True
    text = as_list(found.text, Text("⚠️ ", note)) if note else found.text
    await cards.say(place, text, found.keyboard)
    return True


async def _ask_back(
    place: Place, view: PostView, moment: Moment, now: datetime, cards: Cards
) -> None:
    choices = [
        (
            _("Yes, {moment}").format(moment=moment_text(at, now, view.channel.zone)),
            int(at.timestamp()),
        )
        for at in (moment.at, *moment.alternatives)
    ]
    said = [_("Did I get the time right?"), *([_(moment.note)] if moment.note else [])]
    await cards.say(place, Text("\n".join(said)), keyboards.times(view, choices))

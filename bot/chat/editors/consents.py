"""The way towards readers: an act, and the questions that stand before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aiogram import Router
from aiogram.types import CallbackQuery
from aiogram.utils.i18n import gettext as _

from bot.chat import buttons, texts
from bot.chat.callbacks import ConsentButton
from bot.chat.cards import Cards
from bot.chat.moments import moment_text
from bot.chat.presses import Toast
from bot.domain.errors import BotError, StateError
from bot.domain.people import Person
from bot.services.cautions import Consents, Unconfirmed
from bot.services.drafts import Drafts
from bot.services.scheduling import Scheduling
from bot.services.views import PostView

router = Router(name=__name__)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAST_SECOND = 2**34  # a forged button may carry any number


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an editor wants to be done with a post: queue, now, earlier, later, or `at` a time."""

    act: str
    post: int
    version: int | None
    at: int = 0  # seconds since the epoch

    async def carry_out(self, scheduling: Scheduling, actor_id: int) -> PostView:
        """Does it. Raises Unconfirmed while something is to be confirmed first."""
        match self.act:
            case "queue":
                return await scheduling.enqueue(self.post, self.version, actor_id)
            case "now":
                return await scheduling.publish_now(self.post, self.version, actor_id)
            case "earlier" | "later":
                step = -1 if self.act == "earlier" else 1
                return await scheduling.move(self.post, self.version, actor_id, step)
            case "at":
                at = EPOCH + timedelta(seconds=min(max(self.at, 0), LAST_SECOND))
                return await scheduling.at(self.post, self.version, at, actor_id)
        raise StateError("This button no longer works.")

    def said(self, view: PostView, now: datetime) -> str | None:
        """What the press of the button is answered with."""
        if self.act == "now":
            return _("Publishing…")
        if self.act in ("earlier", "later") and view.row.due_at:
            return moment_text(view.row.due_at, now, view.channel.zone)
        return texts.state_line(view, now)


async def ask(
    cards: Cards, view: PostView, found: Unconfirmed, wanted: Wanted, chat_id: int, place: int = 0
) -> None:
    """Asks about the first thing to be confirmed; in the place of message `place`, or anew."""
    if wanted.act in ("earlier", "later"):  # the free slot that was found
        wanted = Wanted("at", wanted.post, wanted.version, int(found.due.timestamp()))
    caution = found.cautions[0]
    text = texts.question(caution, view, cards.clock.now())
    keyboard = buttons.consent(view, caution, wanted.act, wanted.at)
    if place:
        await cards.rewrite(chat_id, place, text, keyboard)
    else:
        await cards.say(chat_id, text, keyboard)


async def press(
    wanted: Wanted,
    chat_id: int,
    place: int,
    person: Person,
    toast: Toast,
    cards: Cards,
    drafts: Drafts,
    scheduling: Scheduling,
) -> None:
    """Carries out what a button wants, or asks in the button's place; cards are brought up to
    date, also when the act came too late.
    """
    try:
        view = await wanted.carry_out(scheduling, person.user_id)
    except Unconfirmed as found:
        await ask(cards, await drafts.view(wanted.post), found, wanted, chat_id, place)
        return
    except BotError:
        await cards.refresh(chat_id, place, await drafts.view(wanted.post))
        raise
    toast.text = wanted.said(view, cards.clock.now())
    await cards.refresh_known(chat_id, view, place)


@router.callback_query(ConsentButton.filter())
async def consent(
    query: CallbackQuery,
    callback_data: ConsentButton,
    person: Person,
    toast: Toast,
    cards: Cards,
    drafts: Drafts,
    consents: Consents,
    scheduling: Scheduling,
) -> None:
    """Notes the «Да», then asks the next question or does what was wanted."""
    if query.message is None:
        return
    chat_id, place = query.message.chat.id, query.message.message_id
    asked = callback_data
    try:
        await consents.confirm(asked.post, asked.version, asked.caution, person.user_id)
    except StateError:
        await cards.refresh(chat_id, place, await drafts.view(asked.post))
        raise
    wanted = Wanted(asked.act, asked.post, asked.version, asked.at)
    await press(wanted, chat_id, place, person, toast, cards, drafts, scheduling)

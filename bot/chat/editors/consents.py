"""The way towards readers: an act, and the questions that stand before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat import keyboards, texts
from bot.chat.callbacks import ConsentButton, QuietButton
from bot.chat.cards import Cards
from bot.chat.moments import moment_text
from bot.chat.presses import Toast
from bot.chat.pressing import Instead, Pressed, Result
from bot.chat.texts import error_text
from bot.domain.errors import StateError
from bot.domain.people import Person
from bot.domain.post import Status
from bot.services.cautions import Consents, Unconfirmed
from bot.services.drafts import Drafts
from bot.services.embargoes import Embargoed
from bot.services.moving import Moving
from bot.services.obstacles import Obstacle
from bot.services.placing import InQuiet
from bot.services.scheduling import Scheduling
from bot.services.views import PostView

router = Router(name=__name__)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# What a «Да» may be given for: all that `Wanted` carries out.
ACTS = frozenset({
    "queue", "submit", "approve", "now", "flash", "earlier", "later", "at", "to_day",
})  # fmt: skip

MOVES = ("earlier", "later", "to_day")
LAST_DAY = 3_000_000
LAST_SECOND = 2**34  # a forged button may carry any number


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an editor wants to be done with a post.

    queue, now, flash, earlier, later, `at` a time, to_day (`at` is its ordinal).
    """

    act: str
    post: int
    version: int | None
    at: int = 0  # seconds since the epoch
    through_quiet: bool = False  # the quiet hours are meant

    async def carry_out(self, scheduling: Scheduling, actor_id: int) -> PostView:
        """Does it. Raises Unconfirmed while something is to be confirmed first."""
        match self.act:
            case "queue" | "submit":
                return await scheduling.enqueue(self.post, self.version, actor_id)
            case "approve" if self.version is not None:
                return await scheduling.approve(
                    self.post, self.version, actor_id, through_quiet=self.through_quiet
                )
            case "now":
                return await scheduling.publish_now(
                    self.post, self.version, actor_id, through_quiet=self.through_quiet
                )
            case "flash":
                return await scheduling.flash(self.post, self.version, actor_id)
            case "earlier" | "later":
                step = -1 if self.act == "earlier" else 1
                return await scheduling.move(self.post, self.version, actor_id, step)
            case "at":
                at = EPOCH + timedelta(seconds=min(max(self.at, 0), LAST_SECOND))
                return await scheduling.at(
                    self.post, self.version, at, actor_id, through_quiet=self.through_quiet
                )
            case "to_day":
                day = date.fromordinal(min(max(self.at, 1), LAST_DAY))
                return await Moving(scheduling).to_day(self.post, self.version, day, actor_id)
        raise StateError("This button no longer works.")

    def said(self, view: PostView, now: datetime) -> str | None:
        """What the press of the button is answered with."""
        at_once = self.act in ("now", "flash") and view.row.status is not Status.REVIEW
        if at_once and view.channel.lost is None:
            return _("Publishing…")
        if self.act in MOVES and view.row.due_at:
            return moment_text(view.row.due_at, now, view.channel.zone)
        return texts.state_line(view, now)


def question(
    view: PostView, found: Obstacle, wanted: Wanted, now: datetime, person: Person | None = None
) -> Instead:
    """The question about the first thing to be confirmed, or what can be done about a lock.

    Raises the obstacle where nothing can be asked about it.
    """
    if isinstance(found, Embargoed):
        return Instead(Text(error_text(found)), keyboards.locked(view, found.until, person))
    if isinstance(found, InQuiet):
        return quiet_question(view, found, wanted)
    if not isinstance(found, Unconfirmed):
        raise found
    if wanted.act in MOVES:  # the free slot that was found
        wanted = Wanted("at", wanted.post, wanted.version, int(found.due.timestamp()))
    caution = found.cautions[0]
    keyboard = keyboards.consent(view, caution, wanted.act, wanted.at)
    return Instead(texts.question(caution, view, now), keyboard)


def quiet_question(view: PostView, found: InQuiet, wanted: Wanted) -> Instead:
    """Whether the quiet hours are meant, or their end is better."""
    end = found.end.astimezone(view.channel.zone)
    text = _("№ {number} would go out in the quiet hours, at {time}. They end at {end}.").format(
        number=view.row.id,
        time=f"{found.due.astimezone(view.channel.zone):%H:%M}",
        end=f"{end:%H:%M}",
    )
    return Instead(Text(text), keyboards.quiet(view, wanted.act, wanted.at, end))


async def attempt(
    wanted: Wanted, person: Person, now: datetime, drafts: Drafts, scheduling: Scheduling
) -> PostView | Instead:
    """Carries out what is wanted; or the question that stands before it."""
    try:
        return await wanted.carry_out(scheduling, person.user_id)
    except Obstacle as found:
        return question(await drafts.view(wanted.post), found, wanted, now, person)


async def go(
    wanted: Wanted,
    pressed: Pressed,
    toast: Toast,
    cards: Cards,
    drafts: Drafts,
    scheduling: Scheduling,
) -> Result:
    """Carries out what a button wants, or asks in the button's place."""
    now = cards.clock.now()
    view = await attempt(wanted, pressed.person, now, drafts, scheduling)
    if isinstance(view, PostView):
        toast.text = wanted.said(view, now)
    return view


@router.callback_query(QuietButton.filter(F.act.in_(ACTS)))
async def in_quiet(
    _query: CallbackQuery,
    callback_data: QuietButton,
    pressed: Pressed,
    toast: Toast,
    cards: Cards,
    drafts: Drafts,
    scheduling: Scheduling,
) -> Result:
    """«Да, в тихие часы»."""
    act, at = pressed.act, callback_data.at
    wanted = Wanted(act, pressed.number, pressed.version, at, through_quiet=True)
    return await go(wanted, pressed, toast, cards, drafts, scheduling)


@router.callback_query(ConsentButton.filter(F.act.in_(ACTS)))
async def consent(
    _query: CallbackQuery,
    callback_data: ConsentButton,
    pressed: Pressed,
    toast: Toast,
    cards: Cards,
    drafts: Drafts,
    consents: Consents,
    scheduling: Scheduling,
) -> Result:
    """Notes the «Да», then asks the next question or does what was wanted."""
    number, version = pressed.number, pressed.version
    await consents.confirm(number, version, callback_data.caution, pressed.actor_id)
    wanted = Wanted(pressed.act, number, version, callback_data.at)
    return await go(wanted, pressed, toast, cards, drafts, scheduling)

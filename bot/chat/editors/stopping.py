"""The stop-crane: /pause and /resume, of one channel or of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import ResumeButton, StopButton
from bot.chat.cards import Cards
from bot.chat.keyboards import stops as keyboards
from bot.chat.keyboards.stops import ALL
from bot.chat.places import Spot, place_of
from bot.chat.presses import Toast
from bot.chat.texts import stops as texts
from bot.domain.channel import Channel
from bot.domain.errors import InputError, StateError
from bot.domain.people import Person, Right
from bot.planning import when
from bot.services.channels import Channels
from bot.services.stopping import NOT_PAUSED, PlanChanged, Resumption, Stopping, seal

router = Router(name=__name__)

GOOD_FOR = timedelta(hours=1)  # a question; its «until tomorrow» is another day later on

ALL_WORDS = ("all", "все", "всё")
CALM_WORDS = ("calm", "mourning", "траур", "траурный", "тишина")
USAGE = "/pause до завтра 9:00"


@dataclass(frozen=True, slots=True)
class Wish:
    """What was written behind /pause: whether of all channels, in mourning, and until when."""

    everywhere: bool
    calm: bool
    phrase: str


@router.message(Command("pause"))
async def pause(
    message: Message,
    command: CommandObject,
    person: Person,
    cards: Cards,
    channels: Channels,
    stopping: Stopping,
) -> None:
    """/pause asks by buttons; /pause with a phrase, or all, or calm, stops at once."""
    mine = await _mine(person, channels)
    current = await channels.current(person, Right.PAUSE)
    now, place = cards.clock.now(), place_of(message)
    if not command.args:
        shown = keyboards.how_long(mine, current.id, now)
        await cards.say(place, _words(mine, current.id), shown)
        return
    wish = read(command.args)
    chosen = mine if wish.everywhere else [current]
    ends = {channel.id: _end(wish.phrase, channel, now) for channel in chosen}
    stopped = await stopping.stop(ends, person.user_id, calm=wish.calm)
    await cards.say(
        place,
        texts.stopped(stopped, now),
        keyboards.way_on(ALL if wish.everywhere else current.id),
    )


@router.callback_query(StopButton.filter())
async def choose(
    _query: CallbackQuery,
    callback_data: StopButton,
    spot: Spot,
    person: Person,
    cards: Cards,
    channels: Channels,
    stopping: Stopping,
) -> None:
    """Another channel for the question, or the stop itself."""
    mine, now = await _mine(person, channels), cards.clock.now()
    number = callback_data.channel
    chosen = [channel for channel in mine if number in (ALL, channel.id)]
    if not chosen:
        raise InputError("There is no such channel any more. See /channels")
    if not 0 <= now.timestamp() - callback_data.at <= GOOD_FOR.total_seconds():
        raise StateError("This question is old. Send /pause again.")
    if callback_data.act == "choose":
        await cards.rewrite(spot, _words(mine, number), keyboards.how_long(mine, number, now))
        return
    ends: dict[int, datetime | None] = {}
    for channel in chosen:
        match callback_data.act:
            case "morning":
                ends[channel.id] = _morning(channel, now)
            case "hours":
                ends[channel.id] = now + timedelta(hours=2)
            case "open" | "calm":
                ends[channel.id] = None
            case _:
                raise StateError("This button no longer works.")
    stopped = await stopping.stop(ends, person.user_id, calm=callback_data.act == "calm")
    await cards.rewrite(spot, texts.stopped(stopped, now), keyboards.way_on(number))


@router.message(Command("resume"))
async def resume(
    message: Message,
    command: CommandObject,
    person: Person,
    cards: Cards,
    channels: Channels,
    stopping: Stopping,
) -> None:
    """/resume shows the new plan first; of several paused channels it asks which."""
    now, place = cards.clock.now(), place_of(message)
    stopped = [each for each in await _mine(person, channels) if each.stopped(now)]
    if not stopped:
        raise StateError(NOT_PAUSED)
    everywhere = (command.args or "").strip().lower() in ALL_WORDS
    if len(stopped) > 1 and not everywhere:
        await cards.say(place, Text(_("Which channel goes on?")), keyboards.which(stopped))
        return
    number = ALL if everywhere else stopped[0].id
    text, shown = await _plan(number, stopped, person, now, stopping)
    await cards.say(place, text, shown)


@router.callback_query(ResumeButton.filter(F.act.in_({"show", "yes", "plain", "no"})))
async def go_on(
    _query: CallbackQuery,
    callback_data: ResumeButton,
    spot: Spot,
    toast: Toast,
    person: Person,
    cards: Cards,
    channels: Channels,
    stopping: Stopping,
) -> None:
    """Carries out exactly the plan that was shown, or shows the one that it has become."""
    number, now = callback_data.channel, cards.clock.now()
    mine = [each for each in await _mine(person, channels) if number in (ALL, each.id)]
    if not mine:
        raise InputError("There is no such channel any more. See /channels")
    stopped = [each for each in mine if each.stopped(now)]
    ids = [channel.id for channel in mine]
    if not stopped:
        await cards.rewrite(spot, Text(_(NOT_PAUSED)))
        return
    match callback_data.act:
        case "no":
            await cards.rewrite(spot, Text(_("The pause stays. Later: /resume")))
            return
        case "plain":
            await stopping.release(ids, person.user_id)
            await cards.rewrite(spot, texts.resumed((), now))
            return
        case "yes":
            try:
                planned = await stopping.resume(ids, callback_data.sealed, person.user_id)
            except PlanChanged:
                toast.text = _("The queue has changed meanwhile. Look at the new plan.")
            else:
                await cards.rewrite(spot, texts.resumed(planned, now))
                return
    text, shown = await _plan(number, stopped, person, now, stopping)
    await cards.rewrite(spot, text, shown)


def read(words: str) -> Wish:
    """What is written behind /pause."""
    everywhere = calm = False
    rest = words.split()
    while rest:
        word = rest[0].lower()
        if word in ALL_WORDS:
            everywhere = True
        elif word in CALM_WORDS:
            calm = True
        elif not (calm and word in ("режим", "mode")) and not (everywhere and word == "каналы"):
            break
        rest = rest[1:]
    return Wish(everywhere, calm, " ".join(rest))


def _end(phrase: str, channel: Channel, now: datetime) -> datetime | None:
    if phrase.lower() in ("", "до отмены", "until cancelled"):
        return None
    for word in ("до ", "until "):
        phrase = phrase.removeprefix(word)
    for word, instead in (("на ", "через "), ("for ", "in ")):
        if phrase.startswith(word):
            phrase = instead + phrase.removeprefix(word)
    moment = when(phrase, now, channel.zone)
    if moment.kind == "confirm":
        raise InputError("Say the time exactly, for example {usage}.", usage=USAGE)
    return moment.at


def _morning(channel: Channel, now: datetime) -> datetime:
    """Tomorrow's morning by the channel's clock and settings."""
    tomorrow = now.astimezone(channel.zone).date() + timedelta(days=1)
    at = datetime.combine(tomorrow, channel.rules.morning, channel.zone)
    return at.astimezone(UTC)


async def _mine(person: Person, channels: Channels) -> list[Channel]:
    """The channels that the person may stop. Raises InputError where there is none."""
    mine = await channels.seen_by(person, Right.PAUSE)
    if not mine:
        raise InputError("You may not stop a channel. Ask an editor.")
    return mine


def _words(mine: Sequence[Channel], number: int) -> Text:
    if number == ALL:
        return Text(_("⏸ Stop all channels?"))
    title = next((each.title for each in mine if each.id == number), "")
    return Text(_("⏸ Stop {channel}?").format(channel=title))


async def _plan(
    number: int, stopped: Sequence[Channel], person: Person, now: datetime, stopping: Stopping
) -> tuple[Text, InlineKeyboardMarkup | None]:
    """The plan and its buttons; where nothing was held back, the channels go on at once."""
    ids = [channel.id for channel in stopped]
    planned: list[Resumption] = await stopping.outlook(ids)
    if not any(each.moves or each.at_once for each in planned):
        await stopping.release(ids, person.user_id)
        return texts.resumed((), now), None
    return texts.resumption(planned, now), keyboards.consent(number, seal(planned))

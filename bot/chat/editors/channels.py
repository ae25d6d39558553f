"""/channels: which channels the desk has, what the bot may do there, adding and removing."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardMarkup,
    Message,
    MessageOriginChannel,
    ReplyKeyboardRemove,
)
from aiogram.utils.formatting import Text, as_list
from aiogram.utils.i18n import gettext as _

from bot.chat.access import Has
from bot.chat.asking import Ask, Question, StillOpen, ask, close
from bot.chat.callbacks import ChannelButton, RuleButton
from bot.chat.cards import Cards
from bot.chat.keyboards import sharing
from bot.chat.keyboards.building import Row, button, keyboard
from bot.chat.places import Spot, place_of
from bot.chat.presses import Toast
from bot.chat.texts import channels as texts
from bot.domain.channel import Channel
from bot.domain.desk import Place
from bot.domain.errors import InputError, StateError
from bot.domain.people import Person, Right
from bot.services.adding import Adding, Seen
from bot.services.channels import Channels

router = Router(name=__name__)

CHANNEL = Question("channel")
LONGEST_NAME = 100

# Several channels on one screen of a phone.
MOST = 30


@router.message(Command("channels"), Has(Right.CHANNELS))
async def show_channels(
    message: Message, person: Person, cards: Cards, channels: Channels, adding: Adding
) -> None:
    """/channels: every channel with its state, and a button for each."""
    text, buttons = await _overview(person, cards, channels, adding)
    await cards.say(place_of(message), text, buttons)


@router.message(Command("channels"))
async def owners_only(message: Message) -> None:
    """Somebody at the desk asks for what only the owner may do."""
    await message.answer(_("Only the owner can do this."))


@router.callback_query(ChannelButton.filter(), Has(Right.CHANNELS))
async def press(
    _query: CallbackQuery,
    callback_data: ChannelButton,
    spot: Spot,
    state: FSMContext,
    person: Person,
    cards: Cards,
    toast: Toast,
    channels: Channels,
    adding: Adding,
) -> None:
    """The list, one channel, adding one, or removing one after one question."""
    if callback_data.act == "list":
        await cards.rewrite(spot, *await _overview(person, cards, channels, adding))
        return
    if callback_data.act == "add":
        await ask(_which(spot.place), spot.place, person, cards, state)
        return
    channel = await channels.get(callback_data.channel)
    if not channel.active:
        raise InputError("There is no such channel any more. See /channels")
    match callback_data.act:
        case "open" | "check":
            await cards.rewrite(spot, *await _one(channel, cards, adding))
            if callback_data.act == "check":
                toast.text = _("Checked.")
        case "remove":
            question = texts.to_remove(channel, await adding.waiting(channel.id))
            await cards.rewrite(spot, question, _sure(channel))
        case "remove!":
            gone = await adding.remove(channel.id, person.user_id)
            said = _("{channel} is no longer at the desk. Its posts are kept; add it to go on.")
            await cards.rewrite(spot, Text(said.format(channel=gone.title)), _back())
        case _:
            raise StateError("This button no longer works.")


@router.callback_query(ChannelButton.filter())
async def refused(_query: CallbackQuery, toast: Toast) -> None:
    """A button that somebody else was shown, or forged."""
    toast.text, toast.alert = _("Only the owner can do this."), True


@router.message(F.chat_shared.request_id == sharing.request_number(sharing.CHANNEL))
async def take_shared(
    message: Message, state: FSMContext, person: Person, cards: Cards, adding: Adding
) -> None:
    """A channel was chosen by the button."""
    if message.chat_shared is None:
        return
    await close(state)
    await _add(message.chat_shared.chat_id, place_of(message), person, cards, adding)


@router.message(CHANNEL, F.forward_origin)
async def take_forward(
    message: Message, person: Person, cards: Cards, adding: Adding
) -> StillOpen | None:
    """A post of the channel was forwarded."""
    origin = message.forward_origin
    if not isinstance(origin, MessageOriginChannel):
        raise InputError("This was not published in a channel. Forward a post of the channel.")
    return await _add(origin.chat.id, place_of(message), person, cards, adding)


@router.message(CHANNEL, F.text.len() <= LONGEST_NAME)
async def take_name(
    message: Message, person: Person, cards: Cards, adding: Adding
) -> StillOpen | None:
    """The channel's name was written, its address, or its number."""
    words = (message.text or "").strip()
    place = place_of(message)
    if words == _("Cancel"):
        await cards.say(place, Text(_("All right, nothing is changed.")), ReplyKeyboardRemove())
        return None
    name = words.removeprefix("https://").removeprefix("t.me/").removeprefix("@")
    if name.startswith("-100") and name[1:].isdecimal():
        return await _add(int(name), place, person, cards, adding)
    if not (name.isascii() and name.replace("_", "").isalnum()):
        raise InputError("Send the name of the channel, for example @khabvesti.")
    return await _add(f"@{name}", place, person, cards, adding)


def _which(place: Place) -> Ask:
    text = _(
        "Choose the channel by the button below: it also makes me an administrator there. "
        "Or send its @name, or forward one of its posts."
    )
    in_group = _("Send the @name of the channel, or forward one of its posts.")
    # Telegram lets people choose chats in private chats only (Bot API, KeyboardButton).
    if not place.private:
        return Ask(CHANNEL, in_group)
    return Ask(CHANNEL, text, keyboard=sharing.channel())


async def _add(
    chat_id: int | str, place: Place, person: Person, cards: Cards, adding: Adding
) -> StillOpen | None:
    """Adds the channel and tells its rights; says whether another one may still be named."""
    seen = await adding.add(chat_id, person)
    rights = texts.rights_lines(seen.rights)
    if seen.channel is None:
        refusal = _("The channel is not added yet: I can't publish there.")
        last = _("When that is done, send the channel once more.")
        await cards.say(place, as_list(Text(refusal), rights, Text(last)))
        return StillOpen()
    added = _("{channel} is at the desk now, with the settings of the main channel.")
    words = as_list(Text("✅ ", added.format(channel=texts.name(seen.channel))), rights)
    await cards.say(place, words, ReplyKeyboardRemove())
    await cards.say(place, *await _one(seen.channel, cards, adding, seen))
    return None


async def _overview(
    person: Person, cards: Cards, channels: Channels, adding: Adding
) -> tuple[Text, InlineKeyboardMarkup | None]:
    mine = await channels.seen_by(person, Right.CHANNELS)
    seen = await adding.look_at(mine[:MOST])
    rows = [
        [button(one.channel.title, ChannelButton(act="open", channel=one.channel.id))]
        for one in seen
        if one.channel
    ]
    rows.append([button(_("Add a channel"), ChannelButton(act="add", channel=0))])
    return texts.overview(seen, cards.clock.now()), keyboard(rows)


async def _one(
    channel: Channel, cards: Cards, adding: Adding, seen: Seen | None = None
) -> tuple[Text, InlineKeyboardMarkup | None]:
    seen = seen or await adding.look(channel)
    channel = seen.channel or channel
    waiting = await adding.waiting(channel.id)
    text = texts.one(channel, seen.rights, waiting.total, cards.clock.now())
    rules = RuleButton(act="menu", what="", channel=channel.id)
    rows: list[Row] = [
        [button(_("Check the rights"), ChannelButton(act="check", channel=channel.id))],
        [button(_("Rules of the channel ›"), rules)],
    ]
    if not channel.main:
        rows.append([button(_("Remove"), ChannelButton(act="remove", channel=channel.id))])
    rows.append([button(_("‹ Back"), ChannelButton(act="list", channel=0))])
    return text, keyboard(rows)


def _sure(channel: Channel) -> InlineKeyboardMarkup | None:
    yes = ChannelButton(act="remove!", channel=channel.id)
    no = ChannelButton(act="open", channel=channel.id)
    return keyboard([[button(_("Yes, remove"), yes)], [button(_("No"), no)]])


def _back() -> InlineKeyboardMarkup | None:
    return keyboard([[button(_("‹ Back"), ChannelButton(act="list", channel=0))]])

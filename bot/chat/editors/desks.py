"""The editors' group of a channel and its journal: chosen by a button, or by /desk on the spot."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, ReplyKeyboardRemove
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat import menu
from bot.chat.asking import Ask, Question, StillOpen, ask, close
from bot.chat.callbacks import RuleButton
from bot.chat.cards import Cards
from bot.chat.editors.rules import page
from bot.chat.keyboards import rules as keyboards
from bot.chat.keyboards import sharing
from bot.chat.keyboards.building import button, keyboard
from bot.chat.places import Spot, place_of
from bot.chat.texts import rules as texts
from bot.domain.channel import Channel
from bot.domain.desk import Place
from bot.domain.errors import InputError, StateError
from bot.domain.people import Person, Right
from bot.services.channels import Channels
from bot.services.desks import Desks

router = Router(name=__name__)

CHAT = Question("chat")

JOURNALS = (sharing.JOURNAL_GROUP, sharing.JOURNAL_CHANNEL)


@router.message(Command("desk"))
async def here(
    message: Message, bot: Bot, person: Person, cards: Cards, channels: Channels, desks: Desks
) -> None:
    """/desk in a group or topic: the desk of a channel talks there from now on."""
    place = place_of(message)
    if place.private:
        raise InputError("Send /desk in the editors' group, in the topic that is to be the desk.")
    mine = await channels.seen_by(person, Right.SETTINGS)
    if not mine:
        raise InputError("Only the owner or the chief editor can do this.")
    if len(mine) == 1:
        await _settle(mine[0], place, person, bot, desks)
        return
    rows = [
        [button(one.title, RuleButton(act="here", what="desk", channel=one.id))] for one in mine
    ]
    await cards.say(place, Text(_("Of which channel is this the desk?")), keyboard(rows))


@router.callback_query(RuleButton.filter(F.act == "here"))
async def choose_channel(
    _query: CallbackQuery,
    callback_data: RuleButton,
    spot: Spot,
    bot: Bot,
    person: Person,
    cards: Cards,
    channels: Channels,
    desks: Desks,
) -> None:
    """The channel whose desk the group is."""
    channel = await channels.governed(callback_data.channel, person)
    if spot.place.private:
        raise StateError("This button no longer works.")
    await cards.rewrite(spot, Text(channel.title))
    await _settle(channel, spot.place, person, bot, desks)


@router.callback_query(
    RuleButton.filter(F.act.in_({"open", "choose", "off"}) & F.what.in_({"desk", "journal"}))
)
async def press(
    _query: CallbackQuery,
    callback_data: RuleButton,
    spot: Spot,
    state: FSMContext,
    person: Person,
    cards: Cards,
    channels: Channels,
    desks: Desks,
) -> None:
    """What the chat is for, choosing one, or doing without."""
    channel, rule = await channels.governed(callback_data.channel, person), callback_data.what
    match callback_data.act:
        case "open":
            rules = channel.rules
            chosen = rules.desk_chat_id if rule == "desk" else rules.journal_chat_id
            below = keyboards.chat(channel, rule, chosen=chosen is not None)
            await cards.rewrite(spot, Text(texts.chat(rule)), below)
        case "choose":
            if (
                not spot.place.private
            ):  # Telegram shows such buttons there only (Bot API, KeyboardButton)
                raise InputError("Open /settings in a private chat with me to choose a chat.")
            choice = sharing.desk if rule == "desk" else sharing.journal
            text = _("Choose the chat by the button below: it also lets me in.")
            await ask(
                Ask(CHAT, text, keyboard=choice(channel.id)), spot.place, person, cards, state
            )
        case "off":
            if rule == "desk":
                channel = await desks.settle(channel.id, None, person.user_id)
            else:
                channel = await desks.keep_journal(channel.id, None, person.user_id)
            await cards.rewrite(spot, *page(channel, cards))


@router.message(CHAT, F.text)
async def leave(message: Message, cards: Cards) -> StillOpen | None:
    """Only the buttons choose a chat; one of them says no."""
    place = place_of(message)
    if message.text == _("Cancel"):
        await cards.say(place, Text(_("All right, nothing is changed.")), ReplyKeyboardRemove())
        return None
    await cards.say(place, Text(_("Press the button below the field, or «Cancel».")))
    return StillOpen()


@router.message(F.chat_shared)
async def take(
    message: Message,
    state: FSMContext,
    bot: Bot,
    person: Person,
    cards: Cards,
    channels: Channels,
    desks: Desks,
) -> None:
    """A chat was chosen by a button."""
    shared = message.chat_shared
    if shared is None:
        return
    kind, number = sharing.kind_and_channel(shared.request_id)
    channel = await channels.governed(number, person)
    await close(state)
    place = place_of(message)
    if kind == sharing.DESK:
        channel = await _settle(channel, Place(shared.chat_id), person, bot, desks)
        done = _("The desk of {channel} is in the group now. For a topic of it send /desk there.")
    elif kind in JOURNALS:
        channel = await desks.keep_journal(channel.id, shared.chat_id, person.user_id)
        done = _("The journal of {channel} is kept there now.")
    else:
        raise StateError("This button no longer works.")
    await cards.say(place, Text(done.format(channel=channel.title)), ReplyKeyboardRemove())
    await cards.say(place, *page(channel, cards))


async def _settle(
    channel: Channel, place: Place, person: Person, bot: Bot, desks: Desks
) -> Channel:
    channel = await desks.settle(channel.id, place, person.user_id)
    await menu.set_at(bot, place.chat_id)
    return channel

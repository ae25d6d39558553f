"""What readers are told of a channel: the imprint, office hours, how much they may hand in."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat.asking import Ask, Asked, Question, ask, said
from bot.chat.callbacks import StyleButton
from bot.chat.cards import Cards
from bot.chat.keyboards.building import button, keyboard
from bot.chat.places import Spot, place_of
from bot.chat.texts import imprint as texts
from bot.chat.voice_callbacks import ImprintButton
from bot.domain.channel import Channel
from bot.domain.errors import StateError
from bot.domain.people import Person
from bot.services.channels import Channels
from bot.services.imprints import LINES, Imprints

router = Router(name=__name__)

LINE = Question("imprint")

LONGEST_ANSWER = 1000  # a longer one is the next release


@router.callback_query(ImprintButton.filter(F.act.in_({"menu", "next"})))
async def turn(
    _query: CallbackQuery,
    callback_data: ImprintButton,
    spot: Spot,
    person: Person,
    cards: Cards,
    channels: Channels,
    imprints: Imprints,
) -> None:
    """The menu, or another number of news a day."""
    channel = await channels.governed(callback_data.channel, person)
    if callback_data.act == "next":
        channel = await imprints.next_tips(channel.id, person.user_id)
    await cards.rewrite(spot, *page(channel))


@router.callback_query(ImprintButton.filter(F.act == "ask"))
async def ask_for(
    _query: CallbackQuery,
    callback_data: ImprintButton,
    spot: Spot,
    state: FSMContext,
    person: Person,
    cards: Cards,
    channels: Channels,
) -> None:
    """Asks for a line."""
    channel, line = await channels.governed(callback_data.channel, person), callback_data.what
    if line not in (*LINES, "office"):
        raise StateError("This button no longer works.")
    wish = Ask(LINE, texts.question(line), {"channel": channel.id, "line": line})
    await ask(wish, spot.place, person, cards, state)


@router.message(LINE, F.text.len() <= LONGEST_ANSWER)
async def take(
    message: Message,
    asked: Asked,
    person: Person,
    cards: Cards,
    channels: Channels,
    imprints: Imprints,
) -> None:
    """Sets the line and shows all of them."""
    channel = await channels.governed(asked.extra["channel"], person)
    line, words = asked.extra.get("line", ""), said(message) or ""
    channel = await imprints.write(channel.id, line, words, person.user_id)
    await cards.say(place_of(message), *page(channel))


def page(channel: Channel) -> tuple[Text, InlineKeyboardMarkup | None]:
    """All lines with their buttons."""

    def to(act: str, line: str) -> ImprintButton:
        return ImprintButton(act=act, what=line, channel=channel.id)

    buttons = [button(texts.line_name(line), to("ask", line)) for line in (*LINES, "office")]
    buttons.append(button(texts.line_name("tips"), to("next", "tips")))
    rows = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    back = button(_("‹ Back"), StyleButton(act="menu", what="", channel=channel.id))
    return texts.menu(channel), keyboard([*rows, [back]])

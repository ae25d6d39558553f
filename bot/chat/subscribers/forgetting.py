"""/privacy and /forgetme: what is stored, and its removal."""

from __future__ import annotations

from itertools import groupby

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, ReplyKeyboardRemove
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat.cards import Cards
from bot.chat.courtesy import Courtesy
from bot.chat.keyboards.building import button, keyboard
from bot.chat.places import Spot, place_of
from bot.chat.texts import privacy as texts
from bot.chat.voice_callbacks import ForgetButton
from bot.domain.desk import Place
from bot.domain.people import Person
from bot.services.channels import Channels
from bot.services.forgetting import Forgetting

router = Router(name=__name__)
router.message.filter(F.chat.type == "private")

AT_ONCE = 100  # messages that one call deletes (Bot API, deleteMessages)


@router.message(Command("privacy"))
async def privacy(message: Message, cards: Cards, channels: Channels) -> None:
    """The notice."""
    await cards.say(place_of(message), texts.privacy((await channels.main()).title))


@router.message(Command("forgetme"))
async def forget_me(
    message: Message, person: Person, cards: Cards, forgetting: Forgetting
) -> None:
    """Shows what is stored, and asks."""
    found = await forgetting.stored(person)
    choice = keyboard(
        [
            [button(_("Yes, remove all"), ForgetButton(act="yes"))],
            [button(_("No"), ForgetButton(act="no"))],
        ]
    )
    await cards.say(place_of(message), texts.stored(found), choice)


@router.callback_query(ForgetButton.filter())
async def decide(
    _query: CallbackQuery,
    callback_data: ForgetButton,
    person: Person,
    spot: Spot,
    cards: Cards,
    courtesy: Courtesy,
    forgetting: Forgetting,
) -> None:
    """Removes it all; the desk's copies too, as far as Telegram still lets them be removed."""
    if callback_data.act != "yes":
        await cards.rewrite(spot, Text(_("All right, nothing is changed.")))
        return
    found = await forgetting.forget(person)
    courtesy.forget(person.user_id)
    for chat_id, messages in groupby(sorted(found.shown), key=lambda shown: shown[0]):
        numbers = [number for _chat, number in messages]
        for start in range(0, len(numbers), AT_ONCE):
            await cards.remove(Place(chat_id), numbers[start : start + AT_ONCE])
    await cards.rewrite(spot, texts.forgotten(found))
    if found.gathering:  # its keyboard would stay below the field
        await cards.say(spot.place, Text(_("The talk is over.")), ReplyKeyboardRemove())

"""/lang: the language of the bot."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat import menu
from bot.chat.cards import Cards
from bot.chat.i18n import ENGLISH, RUSSIAN, Catalogs, locale_of
from bot.chat.keyboards.building import button, keyboard
from bot.chat.places import Spot, place_of
from bot.chat.presses import Toast
from bot.chat.voice_callbacks import LanguageButton
from bot.domain.people import Person
from bot.services.team import Team

router = Router(name=__name__)
router.message.filter(F.chat.type == "private")

NAMES = {RUSSIAN: "Русский", ENGLISH: "English"}


@router.message(Command("lang"))
async def lang(
    message: Message,
    command: CommandObject,
    bot: Bot,
    person: Person,
    cards: Cards,
    team: Team,
    catalogs: Catalogs,
) -> None:
    """Speaks the language that was named, or offers those that there are."""
    locale = (command.args or "").strip().lower()
    if locale in NAMES:
        with catalogs.speak(locale_of(await _speak(bot, team, catalogs, person, locale))):
            await cards.say(place_of(message), Text(_("I speak English now.")))
        return
    languages = [button(name, LanguageButton(locale=locale)) for locale, name in NAMES.items()]
    own = [button(_("As in Telegram"), LanguageButton(locale=""))]
    text = Text(_("In which language shall I speak?"))
    await cards.say(place_of(message), text, keyboard([languages, own]))


@router.callback_query(LanguageButton.filter())
async def choose(
    _query: CallbackQuery,
    callback_data: LanguageButton,
    bot: Bot,
    person: Person,
    spot: Spot,
    toast: Toast,
    cards: Cards,
    team: Team,
    catalogs: Catalogs,
) -> None:
    """Speaks the language that was pressed."""
    locale = callback_data.locale or None
    if locale is not None and locale not in NAMES:
        toast.text = _("This button no longer works.")
        return
    with catalogs.speak(locale_of(await _speak(bot, team, catalogs, person, locale))):
        await cards.rewrite(spot, Text(_("I speak English now.")))


async def _speak(
    bot: Bot, team: Team, catalogs: Catalogs, person: Person, locale: str | None
) -> Person:
    """Has the bot speak it from now on, in the menu too."""
    person = await team.speak(person, locale)
    with catalogs.speak(locale_of(person)):
        await menu.set_for(bot, person)
    return person

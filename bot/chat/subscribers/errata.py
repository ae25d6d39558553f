"""/corrections: what the channel had wrong, and says so."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Bold, Text, TextLink, as_list
from aiogram.utils.i18n import gettext as _

from bot.chat.cards import Cards
from bot.chat.keyboards.building import button, keyboard
from bot.chat.moments import date_text
from bot.chat.places import Spot, place_of
from bot.chat.voice_callbacks import ErrataButton
from bot.services.errata import Errata, ErrataPage

router = Router(name=__name__)


@router.message(Command("corrections"))
async def corrections(message: Message, cards: Cards, errata: Errata) -> None:
    """The newest ones."""
    page = await errata.page(0)
    await cards.say(place_of(message), _text(page, cards), _turning(page))


@router.callback_query(ErrataButton.filter())
async def turn(
    _query: CallbackQuery, callback_data: ErrataButton, spot: Spot, cards: Cards, errata: Errata
) -> None:
    """Another page."""
    page = await errata.page(callback_data.page)
    await cards.rewrite(spot, _text(page, cards), _turning(page))


def _text(page: ErrataPage, cards: Cards) -> Text:
    title = Bold(_("Corrections of {channel}").format(channel=page.channel.title))
    if not page.lines:
        return as_list(title, _("Nothing had to be corrected yet. A mistake? Tell us: /feedback"))
    zone, lines = page.channel.zone, list[Text]()
    today = cards.clock.now().astimezone(zone).date()
    for each in page.lines:
        day = date_text(each.row.at.astimezone(zone).date(), today)
        name = f"«{each.title}»"
        about = TextLink(name, url=each.link) if each.link else Text(name)
        lines.append(Text("• ", day, ", ", about, ": ", each.row.text))
    if page.pages > 1:
        number = _("Page {page} of {pages}").format(page=page.number + 1, pages=page.pages)
        lines.append(Text(number))
    return as_list(title, *lines, sep="\n\n")


def _turning(page: ErrataPage) -> InlineKeyboardMarkup | None:
    row = []
    if page.number > 0:
        row.append(button(_("‹ Newer"), ErrataButton(page=page.number - 1)))
    if page.number + 1 < page.pages:
        row.append(button(_("Older ›"), ErrataButton(page=page.number + 1)))
    return keyboard([row])

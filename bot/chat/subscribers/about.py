"""/about: who publishes the channel."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message
from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _

from bot.chat.cards import Cards
from bot.chat.places import place_of
from bot.chat.texts.imprint import line_name
from bot.domain.channel import Channel
from bot.services.channels import Channels
from bot.services.imprints import LINES

router = Router(name=__name__)


@router.message(Command("about"))
async def about(message: Message, cards: Cards, channels: Channels) -> None:
    """The imprint, as far as the desk has filled it in."""
    await cards.say(place_of(message), imprint(await channels.main()))


def imprint(channel: Channel) -> Text:
    """What the law and good manners have a medium tell of itself."""
    told, rules = channel.rules.imprint, channel.rules
    title = f"{told.name or channel.title}, {channel.style.age_mark}"
    lines = [Text(Bold(title))]
    lines += [
        Text(f"{line_name(line)}: {getattr(told, line)}")
        for line in LINES
        if line != "name" and getattr(told, line)
    ]
    if rules.office:
        lines.append(Text(_("The newsroom answers: {hours}").format(hours=rules.office)))
    if channel.username:
        lines.append(Text(f"https://t.me/{channel.username}"))
    lines.append(Text(_("Write to us: /feedback. Corrections: /corrections")))
    return as_list(*lines)

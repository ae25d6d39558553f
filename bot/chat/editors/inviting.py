"""/invite: a one-time link to the desk, by words or by buttons."""

from __future__ import annotations

from datetime import timedelta

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.deep_linking import create_start_link
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat.access import Has
from bot.chat.callbacks import InviteButton
from bot.chat.cards import Cards
from bot.chat.keyboards.building import Row, button
from bot.chat.places import Spot, place_of
from bot.chat.texts.people import role_name
from bot.domain.channel import Channel
from bot.domain.errors import InputError, StateError
from bot.domain.people import GIVEN, Person, Right, Role
from bot.services.channels import Channels
from bot.services.team import Team, stands_above

router = Router(name=__name__)

INVITE = "i-"  # what a deep link to the desk begins with

ROLES = {
    "author": Role.AUTHOR,
    "автор": Role.AUTHOR,
    "editor": Role.EDITOR,
    "редактор": Role.EDITOR,
    "chief": Role.CHIEF,
    "главный": Role.CHIEF,
}

LIVES = (1, 24, 7 * 24)  # hours


@router.message(Command("invite"), Has(Right.TEAM))
async def invite(
    message: Message,
    command: CommandObject,
    bot: Bot,
    person: Person,
    cards: Cards,
    team: Team,
    channels: Channels,
) -> None:
    """/invite editor: a link that works once and for a day; without words, buttons."""
    words = (command.args or "").strip().lower()
    if not words:
        text, keyboard = _roles(person, await channels.seen_by(person, Right.TEAM))
        await cards.say(place_of(message), text, keyboard)
        return
    role = ROLES.get(words)
    if role is None:
        raise InputError("Whom shall I invite? For example: /invite editor")
    channel = await channels.current(person, Right.TEAM)
    await message.answer(await _made(bot, team, person, role, [channel], 24))


@router.callback_query(InviteButton.filter(), Has(Right.TEAM))
async def choose(
    _query: CallbackQuery,
    callback_data: InviteButton,
    spot: Spot,
    bot: Bot,
    person: Person,
    cards: Cards,
    team: Team,
    channels: Channels,
) -> None:
    """Role, channels, how long: a step for each press, then the link."""
    mine = await channels.seen_by(person, Right.TEAM)
    role = next((given for given in GIVEN if given == callback_data.role), None)
    if callback_data.step == "roles" or role is None:
        await cards.rewrite(spot, *_roles(person, mine))
        return
    mine = [channel for channel in mine if stands_above(person, role, channel.id)]
    chosen = [channel for channel in mine if channel.id in callback_data.chosen]
    if callback_data.step == "channels" and len(mine) > 1:
        await cards.rewrite(spot, *_channels(role, mine, chosen))
    elif callback_data.step in ("channels", "lives"):
        await cards.rewrite(spot, *_lives(role, chosen or mine[:1]))
    elif callback_data.step == "link" and chosen and callback_data.hours in LIVES:
        link = await _made(bot, team, person, role, chosen, callback_data.hours)
        await cards.rewrite(spot, Text(link))
    else:
        raise StateError("This button no longer works.")


def _roles(person: Person, mine: list[Channel]) -> tuple[Text, InlineKeyboardMarkup]:
    rows = [
        [button(role_name(role), InviteButton(step="channels", role=role))]
        for role in GIVEN
        if any(stands_above(person, role, channel.id) for channel in mine)
    ]
    return Text(_("Whom do you invite?")), InlineKeyboardMarkup(inline_keyboard=rows)


def _channels(
    role: Role, mine: list[Channel], chosen: list[Channel]
) -> tuple[Text, InlineKeyboardMarkup]:
    rows = list[Row]()
    for channel in mine:
        on = channel in chosen
        then = [c for c in chosen if c != channel] if on else [*chosen, channel]
        data = InviteButton(step="channels", role=role, channels=_joined(then))
        rows.append([button(("✅ " if on else "") + channel.title, data)])
    if chosen:
        onward = InviteButton(step="lives", role=role, channels=_joined(chosen))
        rows.append([button(_("Next ›"), onward)])
    rows.append([button(_("‹ Back"), InviteButton(step="roles"))])
    text = _("To which channels? ({role})").format(role=role_name(role))
    return Text(text), InlineKeyboardMarkup(inline_keyboard=rows)


def _lives(role: Role, chosen: list[Channel]) -> tuple[Text, InlineKeyboardMarkup]:
    names = (_("1 hour"), _("1 day"), _("1 week"))
    rows = [
        [
            button(
                name, InviteButton(step="link", role=role, channels=_joined(chosen), hours=hours)
            )
            for name, hours in zip(names, LIVES, strict=True)
        ],
        [button(_("‹ Back"), InviteButton(step="roles"))],
    ]
    text = _("For how long is the link good?")
    return Text(text), InlineKeyboardMarkup(inline_keyboard=rows)


async def _made(
    bot: Bot, team: Team, person: Person, role: Role, channels: list[Channel], hours: int
) -> str:
    """The link in words."""
    numbers = tuple(channel.id for channel in channels)
    secret = await team.invite(role, numbers, person, timedelta(hours=hours))
    link = await create_start_link(bot, INVITE + secret)
    text = _(
        "A link for one person ({role}, {channel}), good for {life} and one use. "
        "Forward it:\n{link}"
    )
    life = {1: _("1 hour"), 24: _("1 day"), 7 * 24: _("1 week")}[hours]
    titles = ", ".join(channel.title for channel in channels)
    return text.format(role=role_name(role), channel=titles, link=link, life=life)


def _joined(channels: list[Channel]) -> str:
    return "-".join(str(channel.id) for channel in channels)

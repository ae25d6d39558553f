"""Who is at the desk of a channel: /editors and /invite."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.deep_linking import create_start_link
from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.chat import menu
from bot.chat.access import Has
from bot.chat.callbacks import PersonButton
from bot.chat.cards import Cards
from bot.chat.keyboards import markup
from bot.chat.keyboards.switch import with_switch
from bot.chat.places import Spot, place_of
from bot.chat.texts.people import role_name
from bot.domain.channel import Channel
from bot.domain.errors import InputError
from bot.domain.people import GIVEN, Person, Right, Role
from bot.services.channels import Channels
from bot.services.team import Team

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


@router.message(Command("invite"), Has(Right.TEAM))
async def invite(
    message: Message,
    command: CommandObject,
    bot: Bot,
    person: Person,
    team: Team,
    channels: Channels,
) -> None:
    """/invite editor: a link that works once and for a day."""
    role = ROLES.get((command.args or "").strip().lower())
    if role is None:
        raise InputError("Whom shall I invite? For example: /invite editor")
    channel = await channels.current(person, Right.TEAM)
    secret = await team.invite(role, (channel.id,), person)
    link = await create_start_link(bot, INVITE + secret)
    text = _(
        "A link for one person ({role}, {channel}), good for 24 hours and one use. "
        "Forward it:\n{link}"
    )
    await message.answer(text.format(role=role_name(role), channel=channel.title, link=link))


@router.message(Command("editors"), Has(Right.TEAM))
async def editors(
    message: Message, person: Person, cards: Cards, team: Team, channels: Channels
) -> None:
    """/editors: who is at the desk, and a button to remove each."""
    await cards.say(place_of(message), *await view(person, team, channels))


async def view(
    person: Person, team: Team, channels: Channels
) -> tuple[Text, InlineKeyboardMarkup | None]:
    """Who is at the desk of the person's current channel."""
    channel = await channels.current(person, Right.TEAM)
    text, keyboard = await _list(team, channel, person)
    mine = await channels.seen_by(person, Right.TEAM)
    return text, with_switch(keyboard, "editors", mine, channel)


@router.message(Command("invite", "editors"))
async def leaders_only(message: Message) -> None:
    """An editor asks for what only the head of a desk may do."""
    await message.answer(_("Only the owner or the chief editor can do this."))


@router.callback_query(PersonButton.filter(), Has(Right.TEAM))
async def remove(
    _query: CallbackQuery,
    callback_data: PersonButton,
    spot: Spot,
    bot: Bot,
    cards: Cards,
    person: Person,
    team: Team,
    channels: Channels,
) -> None:
    """Removes somebody from a desk after one question."""
    user_id, channel = callback_data.user, await channels.get(callback_data.channel)
    if not person.may(Right.TEAM, channel.id):
        raise InputError("Only somebody above this role can do this.")
    if callback_data.act == "ask":
        keyboard = InlineKeyboardBuilder()
        yes = PersonButton(act="remove", user=user_id, channel=channel.id)
        keyboard.button(text=_("Yes, remove"), callback_data=yes)
        no = PersonButton(act="list", user=0, channel=channel.id)
        keyboard.button(text=_("No"), callback_data=no)
        desk = await team.desk(channel.id)
        name = next((p.name for p in desk if p.user_id == user_id), str(user_id))
        text = _("Remove {name} from the desk of {channel}?").format(
            name=name, channel=channel.title
        )
        await cards.rewrite(spot, Text(text), markup(keyboard.adjust(1)))
        return
    if callback_data.act == "remove":
        await menu.set_for(bot, await team.remove(user_id, channel.id, person))
    content, shown = await _list(team, channel, person)
    await cards.rewrite(spot, content, shown)


async def _list(
    team: Team, channel: Channel, actor: Person
) -> tuple[Text, InlineKeyboardMarkup | None]:
    people = await team.desk(channel.id)
    keyboard = InlineKeyboardBuilder()
    lines: list[Text] = [Bold(_("At the desk of {channel}").format(channel=channel.title))]
    own = actor.role_in(channel.id)
    for member in people:
        role = member.role_in(channel.id)
        name = f"{member.name} (@{member.username})" if member.username else member.name
        lines.append(Text(f"• {name} — {role_name(role)}"))
        below = own is Role.OWNER or (role in GIVEN and GIVEN.index(role) < GIVEN.index(own))
        if role in GIVEN and below:
            label = _("Remove {name}").format(name=member.name)
            data = PersonButton(act="ask", user=member.user_id, channel=channel.id)
            keyboard.button(text=label, callback_data=data)
    lines.append(Text(_("Invite: /invite author, /invite editor, /invite chief")))
    shown = markup(keyboard.adjust(1)) if any(keyboard.buttons) else None
    return as_list(*lines), shown

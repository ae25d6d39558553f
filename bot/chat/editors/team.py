"""/editors: who is at the desk of a channel, in which role, and who is invited."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _

from bot.chat import menu
from bot.chat.access import Has
from bot.chat.callbacks import PersonButton, RevokeButton
from bot.chat.cards import Cards
from bot.chat.keyboards.building import Row, button, keyboard
from bot.chat.keyboards.switch import with_switch
from bot.chat.moments import moment_text
from bot.chat.places import Spot, place_of
from bot.chat.texts.people import role_name
from bot.domain.channel import Channel
from bot.domain.errors import InputError
from bot.domain.people import GIVEN, Person, Right, Role
from bot.services.channels import Channels
from bot.services.team import Team, stands_above

router = Router(name=__name__)

Shown = tuple[Text, InlineKeyboardMarkup | None]

GIVES = {role.value: role for role in GIVEN}  # acts that give a role


@router.message(Command("editors"), Has(Right.TEAM))
async def editors(
    message: Message, person: Person, cards: Cards, team: Team, channels: Channels
) -> None:
    """/editors: who is at the desk, and what can be done about it."""
    await cards.say(place_of(message), *await view(person, team, cards, channels))


async def view(
    person: Person, team: Team, cards: Cards, channels: Channels
) -> tuple[Text, InlineKeyboardMarkup | None]:
    """Who is at the desk of the person's current channel."""
    channel = await channels.current(person, Right.TEAM)
    return await _list(team, channel, person, cards, channels)


@router.message(Command("invite", "editors"))
async def leaders_only(message: Message) -> None:
    """An editor asks for what only the head of a desk may do."""
    await message.answer(_("Only the owner or the chief editor can do this."))


@router.callback_query(PersonButton.filter(), Has(Right.TEAM))
async def act(
    _query: CallbackQuery,
    callback_data: PersonButton,
    spot: Spot,
    bot: Bot,
    cards: Cards,
    person: Person,
    team: Team,
    channels: Channels,
) -> None:
    """Gives somebody another role, or removes them after one question."""
    user_id, channel = callback_data.user, await channels.get(callback_data.channel)
    if not person.may(Right.TEAM, channel.id):
        raise InputError("There is no such channel any more. See /channels")
    if callback_data.act in ("ask", "role"):
        desk = await team.desk(channel.id)
        member = next((member for member in desk if member.user_id == user_id), None)
        if member is not None:
            about = _removal if callback_data.act == "ask" else _roles
            await cards.rewrite(spot, *about(member, channel, person))
            return
    if role := GIVES.get(callback_data.act):
        await menu.set_for(bot, await team.change_role(user_id, channel.id, role, person))
    elif callback_data.act == "remove":
        await menu.set_for(bot, await team.remove(user_id, channel.id, person))
    await cards.rewrite(spot, *await _list(team, channel, person, cards, channels))


@router.callback_query(RevokeButton.filter(), Has(Right.TEAM))
async def revoke(
    _query: CallbackQuery,
    callback_data: RevokeButton,
    spot: Spot,
    cards: Cards,
    person: Person,
    team: Team,
    channels: Channels,
) -> None:
    """Ends an invite that nobody has used."""
    channel = await channels.get(callback_data.channel)
    await team.revoke(callback_data.invite, person)
    await cards.rewrite(spot, *await _list(team, channel, person, cards, channels))


def _removal(
    member: Person, channel: Channel, _actor: Person
) -> tuple[Text, InlineKeyboardMarkup]:
    text = _("Remove {name} from the desk of {channel}?").format(
        name=member.name, channel=channel.title
    )
    rows = [
        [button(_("Yes, remove"), _on("remove", member, channel))],
        [button(_("No"), PersonButton(act="list", user=0, channel=channel.id))],
    ]
    return Text(text), InlineKeyboardMarkup(inline_keyboard=rows)


def _roles(member: Person, channel: Channel, actor: Person) -> Shown:
    own = member.role_in(channel.id)
    rows = [
        [button(role_name(role), _on(role, member, channel))]
        for role in GIVEN
        if role is not own and stands_above(actor, role, channel.id)
    ]
    back = PersonButton(act="list", user=0, channel=channel.id)
    text = _("{name} in {channel}: {role}. Which role instead?").format(
        name=member.name, channel=channel.title, role=role_name(own)
    )
    return Text(text), InlineKeyboardMarkup(inline_keyboard=[*rows, [button(_("‹ Back"), back)]])


async def _list(
    team: Team, channel: Channel, actor: Person, cards: Cards, channels: Channels
) -> Shown:
    lines: list[Text] = [Bold(_("At the desk of {channel}").format(channel=channel.title))]
    rows = list[Row]()
    people = await team.desk(channel.id)
    for member in people:
        role = member.role_in(channel.id)
        name = f"{member.name} (@{member.username})" if member.username else member.name
        lines.append(Text(f"• {name} — {role_name(role)}"))
        if role is not Role.OWNER and stands_above(actor, role, channel.id):
            remove, change = _("Remove {name}"), _("Role of {name}")
            rows.append([
                button(change.format(name=member.name), _on("role", member, channel)),
                button(remove.format(name=member.name), _on("ask", member, channel)),
            ])  # fmt: skip
    for invite in await team.open_invites(channel.id):
        until = moment_text(invite.expires_at, cards.clock.now(), channel.zone)
        said = _("Invite: {role}, good until {moment}")
        lines.append(Text("✉️ ", said.format(role=role_name(invite.role), moment=until)))
        if stands_above(actor, invite.role, channel.id):
            label = _("Revoke: {role}").format(role=role_name(invite.role))
            data = RevokeButton(invite=invite.id, channel=channel.id)
            rows.append([button(label, data)])
    lines.append(Text(_("To invite somebody: /invite")))
    mine = await channels.seen_by(actor, Right.TEAM)
    return as_list(*lines), with_switch(keyboard(rows), "editors", mine, channel)


def _on(act: str, member: Person, channel: Channel) -> PersonButton:
    return PersonButton(act=act, user=member.user_id, channel=channel.id)

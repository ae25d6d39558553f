"""Who is at the desk: /editors and /invite, for the owner."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.deep_linking import create_start_link
from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.keyboard import InlineKeyboardBuilder

from bot.chat import menu
from bot.chat.access import IsOwner
from bot.chat.callbacks import PersonButton
from bot.chat.cards import Cards
from bot.chat.keyboards import markup
from bot.chat.places import Spot
from bot.domain.errors import InputError
from bot.domain.people import Person, Role
from bot.services.team import Team

router = Router(name=__name__)

INVITE = "i-"  # what a deep link to the desk begins with

ROLES = {"editor": Role.EDITOR, "редактор": Role.EDITOR}


@router.message(Command("invite"), IsOwner())
async def invite(
    message: Message, command: CommandObject, bot: Bot, person: Person, team: Team
) -> None:
    """/invite editor: a link that works once and for a day."""
    role = ROLES.get((command.args or "").strip().lower())
    if role is None:
        raise InputError("Whom shall I invite? For example: /invite editor")
    link = await create_start_link(bot, INVITE + await team.invite(role, person.user_id))
    text = _("A link for one editor, good for 24 hours and one use. Forward it:\n{link}")
    await message.answer(text.format(link=link))


@router.message(Command("editors"), IsOwner())
async def editors(message: Message, team: Team) -> None:
    """/editors: who is at the desk, and a button to remove each."""
    text, keyboard = await _list(team)
    await message.answer(**text.as_kwargs(), reply_markup=keyboard)


@router.message(Command("invite", "editors"))
async def owners_only(message: Message) -> None:
    """An editor asks for what only the owner may do."""
    await message.answer(_("Only the owner can do this."))


@router.callback_query(PersonButton.filter(), IsOwner())
async def remove(
    _query: CallbackQuery,
    callback_data: PersonButton,
    spot: Spot,
    bot: Bot,
    cards: Cards,
    person: Person,
    team: Team,
) -> None:
    """Removes an editor after one question."""
    user_id = callback_data.user
    if callback_data.act == "ask":
        keyboard = InlineKeyboardBuilder()
        yes = PersonButton(act="remove", user=user_id)
        keyboard.button(text=_("Yes, remove"), callback_data=yes)
        keyboard.button(text=_("No"), callback_data=PersonButton(act="list", user=0))
        name = next((p.name for p in await team.desk() if p.user_id == user_id), str(user_id))
        text = _("Remove {name} from the desk?").format(name=name)
        await cards.rewrite(spot, Text(text), markup(keyboard.adjust(1)))
        return
    if callback_data.act == "remove":
        await menu.set_for(bot, await team.remove(user_id, person.user_id))
    content, shown = await _list(team)
    await cards.rewrite(spot, content, shown)


async def _list(team: Team) -> tuple[Text, InlineKeyboardMarkup | None]:
    people = await team.desk()
    keyboard = InlineKeyboardBuilder()
    lines: list[Text] = [Bold(_("At the desk"))]
    for member in people:
        name = f"{member.name} (@{member.username})" if member.username else member.name
        role = _("owner") if member.role is Role.OWNER else _("editor")
        lines.append(Text(f"• {name} — {role}"))
        if member.role is Role.EDITOR:
            label = _("Remove {name}").format(name=member.name)
            keyboard.button(text=label, callback_data=PersonButton(act="ask", user=member.user_id))
    lines.append(Text(_("Invite: /invite editor")))
    shown = markup(keyboard.adjust(1)) if len(people) > 1 else None
    return as_list(*lines), shown

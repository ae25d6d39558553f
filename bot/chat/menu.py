"""The command menu, by role and language (setMyCommands scopes)."""

from __future__ import annotations

import logging

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeUnion,
)
from aiogram.utils.i18n import gettext as _

from bot.chat.i18n import ENGLISH, RUSSIAN, Catalogs
from bot.domain.people import Person, Role

log = logging.getLogger(__name__)


# What of the desk's commands is an author's: to look, and to wish for a time.
AUTHORS = frozenset({"queue", "drafts", "review", "sent", "post", "at", "slots"})


def commands(role: Role) -> list[BotCommand]:
    """The menu of a role, in the language in force."""
    reader = [("latest", _("latest news")), ("help", _("what I can do"))]
    desk = [
        ("queue", _("what goes out and when")),
        ("drafts", _("drafts")),
        ("review", _("what waits for approval")),
        ("sent", _("published posts")),
        ("failed", _("what needs you")),
        ("post", _("show a post: /post 12")),
        ("now", _("publish now: /now 12")),
        ("at", _("publish at a time: /at 12 tomorrow 9:00")),
        ("cancel", _("take out of the queue: /cancel 12")),
        ("slots", _("timetable")),
        ("settings", _("how posts look")),
        ("pause", _("stop publishing")),
        ("resume", _("go on publishing")),
    ]
    team = [("editors", _("who is at the desk")), ("invite", _("invite an editor"))]
    chosen = {
        Role.SUBSCRIBER: reader,
        Role.AUTHOR: [item for item in desk if item[0] in AUTHORS] + reader,
        Role.EDITOR: [*desk, *reader],
        Role.CHIEF: [*desk, *team, *reader],
        Role.OWNER: [*desk, *team, *reader],
    }[role]
    return [BotCommand(command=name, description=text) for name, text in chosen]


async def set_default(bot: Bot, catalogs: Catalogs) -> None:
    """The menu of everybody who is not at the desk, in both languages."""
    scope = BotCommandScopeAllPrivateChats()
    for locale, language in ((RUSSIAN, None), (RUSSIAN, RUSSIAN), (ENGLISH, ENGLISH)):
        with catalogs.speak(locale):
            await _set(bot, commands(Role.SUBSCRIBER), scope, language)


async def set_for(bot: Bot, person: Person) -> None:
    """The menu of one person, in the language in force; readers get the common one back."""
    scope = BotCommandScopeChat(chat_id=person.user_id)
    if person.role.at_the_desk:
        await _set(bot, commands(person.role), scope, None)
        return
    try:
        await bot.delete_my_commands(scope=scope)
    except TelegramAPIError as error:
        log.info("a menu was not removed: %s", error.message)


async def _set(
    bot: Bot, menu: list[BotCommand], scope: BotCommandScopeUnion, language: str | None
) -> None:
    try:
        await bot.set_my_commands(menu, scope=scope, language_code=language)
    except TelegramAPIError as error:  # a menu is a comfort, no condition
        log.info("a menu was not set: %s", error.message)

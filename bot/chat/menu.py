"""The command menu, by role and language (setMyCommands scopes)."""

from __future__ import annotations

import logging
from dataclasses import dataclass

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
from bot.domain.people import Person, Right, Role

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Topic:
    """Commands that belong together, as (name, description)."""

    title: str
    items: tuple[tuple[str, str], ...]


def topics(role: Role) -> list[Topic]:
    """What a role can do, by topic, in the language in force; topics without commands are out."""
    found = [
        Topic(title, tuple((name, text) for name, text, right in items if right in role.rights))
        for title, items in _desk()
    ]
    items = tuple(item for item in readers() if not role.at_the_desk or item[0] in ALSO_THE_DESK)
    return [*(topic for topic in found if topic.items), Topic(_("Readers"), items)]


# What of the readers' commands stands in the desk's menu, which is long enough.
ALSO_THE_DESK = frozenset({"latest", "search", "corrections", "about", "lang", "help"})


def readers() -> tuple[tuple[str, str], ...]:
    """The commands of readers, the most useful first."""
    return (
        ("latest", _("latest news")),
        ("search", _("search the channel: /search words")),
        ("rubrics", _("choose rubrics")),
        ("subscribe", _("news on what concerns you")),
        ("digest", _("the news of the day in short")),
        ("suggest", _("send news to the newsroom")),
        ("feedback", _("write to the newsroom")),
        ("corrections", _("what we had wrong")),
        ("about", _("who we are")),
        ("lang", _("language")),
        ("forgetme", _("what I keep of you, and its removal")),
        ("help", _("what I can do")),
    )


def commands(role: Role) -> list[BotCommand]:
    """The menu of a role, in the language in force."""
    return [
        BotCommand(command=name, description=text)
        for topic in topics(role)
        for name, text in topic.items
    ]


def _desk() -> list[tuple[str, list[tuple[str, str, Right]]]]:
    """The commands of the desk, and the right that each needs."""
    return [
        (_("What goes out"), [
            ("queue", _("what goes out and when"), Right.SEE),
            ("plan", _("the plan ahead, also as a picture"), Right.SEE),
            ("drafts", _("drafts"), Right.SEE),
            ("review", _("what waits for approval"), Right.SEE),
            ("sent", _("published posts"), Right.SEE),
            ("failed", _("what needs you"), Right.PUBLISH),
            ("broadcasts", _("what goes to the subscribers"), Right.PUBLISH),
        ]),
        (_("A post"), [
            ("post", _("show a post: /post 12"), Right.SEE),
            ("edit", _("write a new text: /edit 12"), Right.DRAFT),
            ("now", _("publish now: /now 12"), Right.PUBLISH),
            ("at", _("publish at a time: /at 12 tomorrow 9:00"), Right.DRAFT),
            ("cancel", _("take out of the queue: /cancel 12"), Right.PUBLISH),
            ("versions", _("what a post was: /versions 12"), Right.SEE),
            ("dossier", _("everything about a post: /dossier 12"), Right.LOG),
            ("undo", _("undo what you did last"), Right.DRAFT),
        ]),
        (_("A channel"), [
            ("channels", _("channels of the desk"), Right.CHANNELS),
            ("pause", _("stop publishing"), Right.PAUSE),
            ("resume", _("go on publishing"), Right.PAUSE),
            ("slots", _("timetable"), Right.SEE),
            ("settings", _("how posts look and the desk works"), Right.EDIT),
        ]),
        (_("The desk"), [
            ("editors", _("who is at the desk"), Right.TEAM),
            ("invite", _("invite: /invite editor"), Right.TEAM),
            ("desk", _("make a group the desk"), Right.SETTINGS),
            ("log", _("who did what"), Right.LOG),
            ("status", _("how the bot is doing"), Right.SETTINGS),
            ("backup", _("a copy of the database"), Right.BACKUP),
        ]),
    ]  # fmt: skip


async def set_default(bot: Bot, catalogs: Catalogs) -> None:
    """The menu of everybody who is not at the desk, in both languages."""
    scope = BotCommandScopeAllPrivateChats()
    for locale, language in ((RUSSIAN, None), (RUSSIAN, RUSSIAN), (ENGLISH, ENGLISH)):
        with catalogs.speak(locale):
            await _set(bot, commands(Role.SUBSCRIBER), scope, language)


async def set_for(bot: Bot, person: Person) -> None:
    """The menu of one person, in the language in force; readers who chose no
    language get the common one back."""
    scope = BotCommandScopeChat(chat_id=person.user_id)
    if person.role.at_the_desk or person.speaks:
        await _set(bot, commands(person.role), scope, None)
        return
    try:
        await bot.delete_my_commands(scope=scope)
    except TelegramAPIError as error:
        log.info("a menu was not removed: %s", error.message)


async def set_at(bot: Bot, chat_id: int) -> None:
    """The menu of an editors' group, in Russian as everything there."""
    await _set(bot, commands(Role.EDITOR), BotCommandScopeChat(chat_id=chat_id), None)


async def _set(
    bot: Bot, menu: list[BotCommand], scope: BotCommandScopeUnion, language: str | None
) -> None:
    try:
        await bot.set_my_commands(menu, scope=scope, language_code=language)
    except TelegramAPIError as error:  # a menu is a comfort, no condition
        log.info("a menu was not set: %s", error.message)

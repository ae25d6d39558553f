"""The list of routers, in order; services are handed to handlers by name."""

from __future__ import annotations

import logging
from typing import Any

from aiogram import Bot, Dispatcher, F, Router
from aiogram.exceptions import TelegramForbiddenError
from aiogram.filters import Command
from aiogram.fsm.strategy import FSMStrategy
from aiogram.types import Message
from aiogram.utils.i18n import gettext as _

from bot.chat import channel_posts, memberships, reactions, start
from bot.chat.access import AccessMiddleware, AtTheDesk
from bot.chat.answers import TakeAnswers
from bot.chat.courtesy import CourtesyMiddleware
from bot.chat.dialogs import CommandsLeave, DialogStorage
from bot.chat.editors import (
    alerting,
    approval,
    aside,
    backup,
    buttons,
    calendar,
    card,
    channel,
    channels,
    consents,
    copies,
    correcting,
    cuts,
    desks,
    edit,
    embargo,
    files,
    forecast,
    imprint,
    intake,
    inviting,
    joining,
    leaving,
    letters,
    moving,
    options,
    pinning,
    plan,
    queue,
    repeating,
    rules,
    sequels,
    status,
    stopping,
    style,
    switching,
    team,
    timetable,
    timing,
    tips,
    undo,
    upkeep,
    versions,
    withdrawing,
    wording,
)
from bot.chat.editors import (
    log as act_log,
)
from bot.chat.errors import ExplainErrors
from bot.chat.hearing import AtTheGroup, Heard
from bot.chat.holding import Insist, LetGo
from bot.chat.i18n import Catalogs, LanguageMiddleware
from bot.chat.presses import AnswerPresses
from bot.chat.pressing import PostPresses
from bot.chat.subscribers import (
    about,
    digest,
    direct,
    errata,
    fallback,
    feedback,
    following,
    forgetting,
    inline,
    language,
    latest,
    returning,
    search,
    suggesting,
    wishing,
)
from bot.store import Store
from bot.telegram.files import reaching_telegram

log = logging.getLogger(__name__)


def make_dispatcher(store: Store, catalogs: Catalogs, **services: Any) -> Dispatcher:
    """A dispatcher over the given services."""
    for router in ROUTERS:
        router._parent_router = None  # noqa: SLF001 - aiogram can't detach; tests start many
    dispatcher = Dispatcher(
        storage=DialogStorage(store),
        fsm_strategy=FSMStrategy.USER_IN_TOPIC,
        store=store,
        catalogs=catalogs,
        **services,
    )
    dispatcher.update.outer_middleware(AccessMiddleware())
    dispatcher.update.outer_middleware(LanguageMiddleware(catalogs))
    dispatcher.update.outer_middleware(CourtesyMiddleware(services["courtesy"]))
    for observer in (dispatcher.message, dispatcher.callback_query):
        observer.outer_middleware(returning.Returning())
    for observer in (dispatcher.message, dispatcher.callback_query):
        observer.outer_middleware(LetGo())
    dispatcher.message.outer_middleware(ExplainErrors())
    dispatcher.message.outer_middleware(CommandsLeave())
    dispatcher.callback_query.outer_middleware(AnswerPresses())
    for observed in (dispatcher.message, dispatcher.callback_query):
        observed.outer_middleware(AtTheGroup())
    dispatcher.callback_query.outer_middleware(Insist())
    heard = Router(name="heard")
    heard.message.filter(Heard())
    desk = Router(name="desk")
    for observer in (desk.message, desk.edited_message, desk.callback_query):
        observer.filter(AtTheDesk())
    desk.message.middleware(TakeAnswers())
    desk.callback_query.middleware(PostPresses())
    desk.include_routers(*COMMANDS, _unknown_commands(), *PRESSES, intake.router)
    heard.include_routers(start.router, latest.router, search.router, *FOLLOWING, *VOICES, desk)
    heard.include_routers(feedback.going_on, search.plain, fallback.router)
    dispatcher.include_routers(
        channel_posts.router,
        reactions.router,
        memberships.router,
        returning.router,
        inline.router,
        direct.router,
        heard,
    )
    return dispatcher


async def feed(dispatcher: Dispatcher, bot: Bot, raw: dict[str, Any]) -> None:
    """Handles one raw update. Raises TelegramAway where only Telegram stood in the way."""
    try:
        with reaching_telegram():
            await dispatcher.feed_raw_update(bot, raw)
    except TelegramForbiddenError as error:
        log.info("an answer was not wanted: %s", error.message)  # the person blocked the bot


COMMANDS = (
    queue.router,
    timetable.router,
    versions.commands,
    alerting.commands,
    undo.commands,
    edit.commands,
    channel.router,
    channels.router,
    inviting.router,
    team.router,
    style.router,
    forecast.router,
    stopping.router,
    act_log.router,
    backup.router,
    status.router,
    desks.router,
)

# What readers follow.
FOLLOWING = (following.router, wishing.router, digest.router)
# Readers' own voice; commands first, then what belongs to a dialogue of theirs.
VOICES = (
    about.router,
    errata.router,
    forgetting.router,
    language.router,
    suggesting.router,
    feedback.router,
)

# Presses and answers to questions, a router for each feature.
PRESSES = (
    letters.router,
    tips.router,
    card.router,
    plan.router,
    consents.router,
    approval.router,
    embargo.router,
    timing.router,
    calendar.router,
    moving.router,
    repeating.router,
    upkeep.router,
    wording.router,
    options.router,
    cuts.router,
    buttons.router,
    files.router,
    versions.router,
    undo.router,
    joining.router,
    copies.router,
    switching.router,
    rules.router,
    imprint.router,
    leaving.router,
    correcting.router,
    withdrawing.router,
    pinning.router,
    alerting.router,
    sequels.router,
    aside.router,
)

ROUTERS = (
    *(*COMMANDS, *PRESSES, intake.router),
    *FOLLOWING,
    *VOICES,
    *(
        start.router,
        latest.router,
        search.router,
        feedback.going_on,
        search.plain,
        fallback.router,
        channel_posts.router,
        inline.router,
        direct.router,
        memberships.router,
        reactions.router,
        returning.router,
    ),
)


def _unknown_commands() -> Router:
    """A command that does not exist is no release."""
    router = Router(name="unknown commands")

    @router.message(F.text.regexp(r"^/\w*(@\w+)?(\s|$)"), ~Command("start"))
    async def unknown(message: Message) -> None:
        await message.answer(_("There is no such command. All of them: /help"))

    return router

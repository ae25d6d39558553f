"""What the bot listens to: private chats, and in an editors' group what is meant for it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.chat.places import place_of
from bot.domain.channel import Channel
from bot.domain.people import Person, Right
from bot.domain.text import FormattedText
from bot.services.channels import at_desk_of
from bot.services.desks import GROUPS, Desks

COMMAND = re.compile(r"/(?P<name>\w+)(?:@(?P<bot>\w+))?(?:\s|$)")

# The command that makes a group a desk is heard in every group.
MAKES_A_DESK = "desk"

# What readers may ask for in a group, where everybody reads the answer.
IN_GROUPS = frozenset({"start", "help", "latest", "search", "corrections", "about"})


class AtTheGroup(BaseMiddleware):
    """Puts `desk` into the data of what happens in a group: the channels whose desk it is.

    What a person says and presses there is about these channels, whatever they have chosen
    elsewhere.
    """

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Looks the group up; private chats have no such desk."""
        data["desk"] = ()
        message = event.message if isinstance(event, CallbackQuery) else event
        if isinstance(message, Message) and message.chat.type in GROUPS:
            desks: Desks = data["desks"]
            desk = data["desk"] = tuple(await desks.at(place_of(message)))
            person: Person | None = data.get("person")
            if desk and person is not None:
                data["person"] = at_desk_of(person, desk)
        return await handler(event, data)


class Heard(Filter):
    """Passes private messages, and of a group's those of its desk that are meant for the bot.

    In any other group the bot does nothing but answer readers' commands that name it.

    Mentions reach only a bot that is an administrator there (Bot API, privacy mode).
    """

    async def __call__(
        self,
        message: Message,
        bot: Bot,
        desk: tuple[Channel, ...] = (),
        person: Person | None = None,
    ) -> bool:
        """Whether the message is handled at all."""
        if message.chat.type == "private":
            return message.pinned_message is None  # a person tidies their chat
        if person is None or message.chat.type not in GROUPS:
            return False
        username = (await bot.me()).username or ""
        if not desk:
            command = command_of(message, username)
            if command in IN_GROUPS:
                return f"@{username}".lower() in (message.text or "").split(maxsplit=1)[0].lower()
            return person.role.at_the_desk and command == MAKES_A_DESK
        if not any(person.may(Right.SEE, channel.id) for channel in desk):
            return False
        return _meant(message, bot.id, username)


def without_name(text: FormattedText, username: str) -> FormattedText:
    """The text without the bot's name, by which it was called; as it is without a name."""
    if not username:
        return text
    found = re.search(rf"@{re.escape(username)}\b[,:]?", text.text, re.IGNORECASE)
    if found is None:
        return text
    return (text.slice(0, found.start()) + text.slice(found.end())).strip()


def _meant(message: Message, bot_id: int, username: str) -> bool:
    text = message.text or message.caption or ""
    if text.startswith("/"):
        return command_of(message, username) is not None
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == bot_id:
        # What is said in a topic of the bot's making replies to its creation.
        return replied.forum_topic_created is None
    return re.search(rf"@{re.escape(username)}\b", text, re.IGNORECASE) is not None


def command_of(message: Message, username: str | None = None) -> str | None:
    """The command of a message, without the slash; None for another bot's, if ours is told."""
    found = COMMAND.match(message.text or "")
    if found is None:
        return None
    if username is not None and (found["bot"] or username).lower() != username.lower():
        return None
    return found["name"].lower()

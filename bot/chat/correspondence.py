"""The two-way talk between readers and the desk. What is said is passed on and not kept."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import InlineKeyboardMarkup, Message
from aiogram.utils.i18n import gettext as _

from bot.chat.i18n import Catalogs, locale_at
from bot.chat.keyboards import voices as keyboards
from bot.chat.keyboards.building import keyboard
from bot.chat.letter_parts import change, pass_on
from bot.domain.channel import Channel
from bot.domain.desk import Place
from bot.domain.errors import InputError
from bot.services.channels import main_channel
from bot.services.ports import Clock
from bot.services.tips import DAY, voice_places
from bot.store import Store, Transaction
from bot.store.letters import Letter, LetterKind

log = logging.getLogger(__name__)

MOST_A_DAY = 100  # messages of one reader


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Copies messages from one side to the other, and remembers which is which.

    A copy shows no sender: the reader never learns which editor answered.
    """

    bot: Bot
    store: Store
    clock: Clock
    catalogs: Catalogs

    async def to_desk(self, message: Message, about: int | None = None) -> None:
        """Passes a reader's message on, once to each place where the desk reads.

        `about` is the message in the reader's chat that it answers, where it is no reply.

        Raises InputError where nobody is reached, or it is too much for a day.
        """
        user_id, number = message.chat.id, message.message_id

        async def look(tx: Transaction) -> tuple[Channel, list[Place], list[Letter], int]:
            channel = await main_channel(tx)
            places = await voice_places(tx, channel)
            known = await tx.letters.of_reader(user_id, number)
            count = await tx.letters.count(user_id, self.clock.now() - DAY)
            return channel, places, known, count

        _channel, places, known, count = await self.store.run(look)
        if count >= MOST_A_DAY:
            raise InputError("That is all for today. The newsroom will answer what you wrote.")
        reached = {letter.chat_id for letter in known}
        for place in places:
            if place.chat_id not in reached and await self._pass_on(message, place, about):
                reached.add(place.chat_id)
        if not reached:
            raise InputError("I could not reach the newsroom. Try again later, please.")

    async def reader_edited(self, message: Message) -> bool:
        """Changes the copies at the desk; whether there are any."""
        user_id, number = message.chat.id, message.message_id
        known = await self.store.run(lambda tx: tx.letters.of_reader(user_id, number))
        copies = [each for each in known if each.kind == "letter" and each.tip_id is None]
        for copy in copies:
            with self.catalogs.speak(await locale_at(self.store, Place(copy.chat_id))):
                title, below = f"{_title(message)} · " + _("edited by its author"), _below()
            await change(self.bot, copy.chat_id, copy.message_id, message, title, below)
        return bool(copies)

    async def answer(
        self, message: Message, user_id: int, reply_to: int | None, tip_id: int | None = None
    ) -> None:
        """Passes an answer of the desk on to the reader.

        Raises InputError where the reader no longer hears the bot.
        """
        here = Place(message.chat.id, message.message_thread_id)
        number = message.message_id
        known = await self.store.run(lambda tx: tx.letters.at_desk(here.chat_id, number))
        if known is not None:  # the update came twice
            return
        post = await self.store.run(lambda tx: tx.suggested.get(tip_id)) if tip_id else None
        place, topic = Place(post.chat_id if post else user_id), post.topic_id if post else None
        reply_to = post.message_id if post else reply_to
        try:
            sent, _header = await pass_on(self.bot, message, place, reply_to=reply_to, topic=topic)
        except TelegramForbiddenError as error:
            raise InputError(
                "The reader has blocked the bot: the answer did not arrive."
            ) from error
        theirs = None if post else sent  # numbers of another chat than theirs with the bot
        await self._remember(user_id, theirs, here.chat_id, number, "answer", tip_id)
        await self._tell_the_others(message, user_id, None if post else reply_to, theirs)

    async def direct_to_desk(self, message: Message, user_id: int, tip_id: int) -> None:
        """Passes on what the author of a suggested post wrote to the channel, below its card."""

        async def look(tx: Transaction) -> tuple[list[Place], dict[int, int]]:
            cards = {card.chat_id: card.message_id for card in await tx.letters.cards(tip_id)}
            return await voice_places(tx, await main_channel(tx)), cards

        places, cards = await self.store.run(look)
        for place in places:
            with self.catalogs.speak(await locale_at(self.store, place)):
                below = _below()
            card = cards.get(place.chat_id)
            try:
                copy, _header = await pass_on(
                    self.bot, message, place, _title(message), below, card
                )
            except (TelegramForbiddenError, TelegramBadRequest) as error:
                log.warning("a reader's message did not reach the desk: %s", error.message)
                continue
            await self._remember(user_id, None, place.chat_id, copy, "letter", tip_id)

    async def desk_edited(self, message: Message) -> bool:
        """Changes the reader's copy of an answer; whether the message is one."""
        chat_id, number = message.chat.id, message.message_id
        known = await self.store.run(lambda tx: tx.letters.at_desk(chat_id, number))
        if known is None or known.kind != "answer" or known.user_message_id is None:
            return False
        await change(self.bot, known.user_id, known.user_message_id, message)
        return True

    async def _pass_on(self, message: Message, place: Place, about: int | None) -> bool:
        replied = message.reply_to_message
        about = replied.message_id if replied else about
        reply_to = await self._twin(message.chat.id, about, place)
        with self.catalogs.speak(await locale_at(self.store, place)):
            below = _below()
        try:
            copy, header = await pass_on(
                self.bot, message, place, _title(message), below, reply_to
            )
        except (TelegramForbiddenError, TelegramBadRequest) as error:
            log.warning("a reader's message did not reach the desk: %s", error.message)
            return False
        user_id, number = message.chat.id, message.message_id
        if header is not None:
            await self._remember(user_id, number, place.chat_id, header, "header")
        await self._remember(user_id, number, place.chat_id, copy, "letter")
        return True

    async def _tell_the_others(
        self, message: Message, user_id: int, reply_to: int | None, sent: int | None
    ) -> None:
        """Editors who read in person see what a colleague has answered."""

        async def look(tx: Transaction) -> list[Place]:
            return await voice_places(tx, await main_channel(tx))

        editor = message.from_user.full_name if message.from_user else ""
        for place in await self.store.run(look):
            if place.chat_id == message.chat.id:
                continue
            with self.catalogs.speak(await locale_at(self.store, place)):
                title = "↩️ " + _("{editor} answered").format(editor=editor)
            twin = await self._twin(user_id, reply_to, place)
            try:
                copy, _header = await pass_on(self.bot, message, place, title, None, twin)
            except (TelegramForbiddenError, TelegramBadRequest) as error:
                log.info("an editor was not told of an answer: %s", error.message)
                continue
            await self._remember(user_id, sent, place.chat_id, copy, "header")

    async def _twin(self, user_id: int, number: int | None, place: Place) -> int | None:
        """The message at the desk that stands for one in the reader's chat."""
        if number is None:
            return None
        known = await self.store.run(lambda tx: tx.letters.of_reader(user_id, number))
        here = [each.message_id for each in known if each.chat_id == place.chat_id]
        return here[-1] if here else None

    async def _remember(
        self,
        user_id: int,
        user_message_id: int | None,
        chat_id: int,
        message_id: int,
        kind: LetterKind,
        tip_id: int | None = None,
    ) -> None:
        letter = Letter(
            user_id, user_message_id, tip_id, chat_id, message_id, kind, self.clock.now()
        )
        await self.store.run(lambda tx: tx.letters.add(letter))


def _title(message: Message) -> str:
    user = message.from_user
    name = user.full_name if user else ""
    return f"✉️ {name}, @{user.username}" if user and user.username else f"✉️ {name}"


def _below() -> InlineKeyboardMarkup | None:
    return keyboard([keyboards.silence()])

"""A channel's direct messages: suggested posts, and what their authors answer.

Everything else that is said there is between the readers and the channel's administrators.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import Message, SuggestedPostPrice, Update, User

from bot.chat import texts
from bot.chat.correspondence import Correspondence
from bot.chat.direct import COMMENT
from bot.chat.i18n import Catalogs, locale_of
from bot.chat.subscribers.feedback import GOES_ON
from bot.chat.subscribers.suggesting import NO_PROGRAMS, contact_of, files_of, words_in
from bot.chat.tip_cards import TipCards
from bot.domain.channel import Channel
from bot.domain.errors import BotError, InputError
from bot.domain.hazards import hazardous_link
from bot.domain.people import Person
from bot.services.ports import Clock
from bot.services.suggestions import Suggestions
from bot.store import Store
from bot.store.suggested import Suggested
from bot.store.tips import TipPiece, TipState

log = logging.getLogger(__name__)

router = Router(name=__name__)
router.message.filter(F.chat.is_direct_messages)
router.edited_message.filter(F.chat.is_direct_messages)

CURRENCIES = {"XTR": (1, "⭐"), "TON": (10**9, "TON")}  # units, and how they are called


@router.message(F.suggested_post_info.state == "pending")
async def suggested(
    message: Message,
    bot: Bot,
    suggestions: Suggestions,
    catalogs: Catalogs,
    event_update: Update,
    person: Person | None = None,
) -> None:
    """A reader suggests a post: it goes to the desk, or back with a reason."""
    author, channel = _author(message), await _channel(bot, message.chat.id, suggestions)
    if author is None or channel is None:
        return
    with catalogs.speak(locale_of(person)):
        try:
            post, piece = _post(message, author.id), _piece(message, event_update.update_id)
            await suggestions.take(channel, author.id, contact_of(author), post, piece)
        except BotError as error:
            comment = texts.short(texts.error_text(error), COMMENT)
            try:
                await bot.decline_suggested_post(
                    chat_id=message.chat.id, message_id=message.message_id, comment=comment
                )
            except (TelegramBadRequest, TelegramForbiddenError) as refusal:
                # It waits in Telegram, for an administrator.
                log.info("a suggested post was not declined: %s", refusal.message)


@router.edited_message(F.suggested_post_info.state == "pending")
async def edited(message: Message, suggestions: Suggestions) -> None:
    """Its author has changed it."""
    try:
        piece = _piece(message, 0)
    except InputError:
        return
    number = message.message_id
    await suggestions.rewrite(message.chat.id, number, piece.text, piece.media)


@router.message(F.suggested_post_approved | F.suggested_post_declined)
async def settled(message: Message, suggestions: Suggestions, tip_cards: TipCards) -> None:
    """An administrator has decided in Telegram."""
    about = message.suggested_post_approved or message.suggested_post_declined
    post = about.suggested_post_message if about else None
    if post is None:
        return
    state: TipState = "approved" if message.suggested_post_approved else "declined"
    tip_id = await suggestions.settled(message.chat.id, post.message_id, state)
    if tip_id is not None:
        await tip_cards.refresh(tip_id)


@router.message(F.suggested_post_approval_failed)
async def unpaid(message: Message, suggestions: Suggestions) -> None:
    """Its author could not pay what they offered."""
    about = message.suggested_post_approval_failed
    if about is not None and about.suggested_post_message is not None:
        number = about.suggested_post_message.message_id
        await suggestions.unpaid(message.chat.id, number)


@router.message()
async def answered(message: Message, store: Store, clock: Clock, letters: Correspondence) -> None:
    """The author of a suggested post answers what the desk has asked."""
    author = _author(message)
    if author is None:
        return
    last = await store.run(lambda tx: tx.letters.latest_answer(author.id))
    if last is None or last.tip_id is None or clock.now() - last.at > GOES_ON:
        return
    tip_id = last.tip_id
    post = await store.run(lambda tx: tx.suggested.get(tip_id))
    if post is not None and post.chat_id == message.chat.id:
        await letters.direct_to_desk(message, author.id, tip_id)


@router.edited_message()
async def edited_otherwise(_message: Message) -> None:
    """Nobody's business here."""


def _author(message: Message) -> User | None:
    """The reader whose topic it is, if they wrote it: administrators speak as the channel."""
    topic, sender = message.direct_messages_topic, message.from_user
    if topic is None or sender is None or sender.is_bot or message.sender_chat is not None:
        return None
    return sender if topic.user is None or topic.user.id == sender.id else None


async def _channel(bot: Bot, chat_id: int, suggestions: Suggestions) -> Channel | None:
    """The channel whose direct messages the chat is, if it is one of ours."""
    try:
        parent = (await bot.get_chat(chat_id)).parent_chat
    except (TelegramBadRequest, TelegramForbiddenError):
        return None
    return await suggestions.channel_of(parent.id) if parent else None


def _piece(message: Message, update_id: int) -> TipPiece:
    words = words_in(message)
    if hazardous_link(words):
        raise InputError(NO_PROGRAMS)
    number, album = message.message_id, message.media_group_id
    return TipPiece(update_id, number, album, words, files_of(message), message.date)


def _post(message: Message, user_id: int) -> Suggested:
    topic, info = message.direct_messages_topic, message.suggested_post_info
    wanted = info.send_date if info else None
    at = wanted if isinstance(wanted, datetime) or wanted is None else None
    price = _price(info.price) if info and info.price else None
    where = message.chat.id, topic.topic_id if topic else user_id, message.message_id
    return Suggested(0, *where, price, at.astimezone(UTC) if at else None)


def _price(price: SuggestedPostPrice) -> str:
    units, name = CURRENCIES.get(price.currency, (1, price.currency))
    return f"{price.amount / units:g} {name}"

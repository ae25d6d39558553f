"""Answers that come late: to updates whose effect is there, and to those that failed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.domain.chain import Entry
from bot.domain.desk import Place
from bot.domain.errors import InputError, mark
from bot.domain.post import Status
from bot.services.notices import said
from bot.store import Transaction

ASIDE = mark("I could not handle your message. It is kept, and the owner of the bot is told.")

MOST = 3  # posts whose cards are brought; more are said in words


async def give(
    tx: Transaction, number: int, raw: dict[str, Any], acts: Sequence[Entry], now: datetime
) -> None:
    """Has the sender of an update told what it did: the cards of its posts, or in words.

    The card that a press was about changes where it stands.
    """
    place = place_of(raw)
    if place is None:
        return
    posts = dict.fromkeys(entry.post_id for entry in acts)
    cards = [post for post in posts if post is not None and await _stands(tx, post)]
    for post in cards if len(cards) <= MOST else ():
        pressed = "callback_query" in raw and await tx.cards.get(post, place.chat_id) is not None
        await tx.notices.add("card" if pressed else "draft", place, now, post_id=post)
    if len(cards) < len(posts) or len(cards) > MOST:
        await tx.notices.add("owed", place, now, text=str(number))


async def tell_of_aside(tx: Transaction, number: int, raw: dict[str, Any], now: datetime) -> None:
    """Tells the owner what was set aside, and its sender that it was."""
    place, owners = place_of(raw), [Place(owner.user_id) for owner in await tx.people.owners()]
    for owner in owners:
        await tx.notices.add("aside", owner, now, text=str(number))
    if place is not None and place.private and place not in owners:
        await tx.notices.add("text", place, now, text=said(InputError(ASIDE)))


LARGEST = 2**52  # of a chat's number, by Telegram's word


def place_of(raw: dict[str, Any]) -> Place | None:
    """Where a person sent or pressed it; None for what happens in a channel, or nowhere."""
    query = raw.get("callback_query")
    message = raw.get("message") or (query.get("message") if isinstance(query, dict) else None)
    chat = message.get("chat") if isinstance(message, dict) else None
    if not isinstance(message, dict) or not isinstance(chat, dict):
        return None  # of a shape that Telegram has never used
    number, kind = chat.get("id"), chat.get("type")
    if not isinstance(number, int) or kind not in ("private", "group", "supergroup"):
        return None
    if abs(number) >= LARGEST:
        return None
    topic = message.get("message_thread_id") if message.get("is_topic_message") else None
    return Place(number, topic if isinstance(topic, int) and topic < LARGEST else None)


async def _stands(tx: Transaction, post_id: int) -> bool:
    row = await tx.posts.get(post_id)
    return row is not None and row.status is not Status.DELETED

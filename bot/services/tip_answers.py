"""What the author of news is told: in the chat with the bot, or where they suggested it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Literal

from bot.domain.desk import Place
from bot.domain.errors import InputError, mark
from bot.services.notices import said
from bot.store import Transaction
from bot.store.suggested import Suggested
from bot.store.tips import Tip

ACCEPTED = mark("✅ The newsroom took your news № {number}. I will send the link when it is out.")
TAKEN = mark("The newsroom takes your news and writes about it itself. Thank you!")
DECLINED = mark("The newsroom won't publish your news № {number}. The reason: {reason}")
OUT = mark("📰 Your news № {number} is out: {link}")

PLAIN = "{words}"  # as the desk wrote them

# What the bot does in a channel's direct messages; the words are a comment or a message.
DirectAct = Literal["approve", "decline", "say"]


async def accepted(tx: Transaction, tip: Tip, now: datetime) -> None:
    """The desk writes a post of it. The post that was suggested goes nowhere then."""
    if post := await tx.suggested.get(tip.id):
        await direct(tx, post, "decline", now, said(InputError(TAKEN)))
    else:
        await _say(tx, tip, InputError(ACCEPTED, number=tip.id), now)


async def declined(tx: Transaction, tip: Tip, reason: str, now: datetime) -> None:
    """The desk gives it back."""
    if post := await tx.suggested.get(tip.id):
        await direct(tx, post, "decline", now, said(InputError(PLAIN, words=reason)))
    else:
        await _say(tx, tip, InputError(DECLINED, number=tip.id, reason=reason), now)


async def out(tx: Transaction, tip: Tip, link: str, now: datetime) -> None:
    """The post that was made of it is out."""
    news = InputError(OUT, number=tip.id, link=link)
    if post := await tx.suggested.get(tip.id):
        await direct(tx, post, "say", now, said(news))
    else:
        await _say(tx, tip, news, now)


async def direct(
    tx: Transaction, post: Suggested, act: DirectAct, now: datetime, words: str = ""
) -> None:
    """Has something done in the channel's direct messages, until it is; see bot.chat.direct."""
    wish = json.dumps({"tip": post.tip_id, "act": act, "words": words})
    await tx.notices.add("direct", Place(post.chat_id), now, text=wish)


async def _say(tx: Transaction, tip: Tip, news: InputError, now: datetime) -> None:
    if tip.user_id is not None:
        await tx.notices.add("text", Place(tip.user_id), now, text=said(news))

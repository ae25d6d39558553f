"""What the bot does in a channel's direct messages: the desk's word on suggested posts."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramNotFound
from aiogram.types import ReplyParameters

from bot.chat import texts
from bot.chat.tip_cards import TipCards
from bot.domain.outcome import Outcome, Refusal, Sent
from bot.services.suggestions import Suggestions
from bot.store import Store
from bot.store.rows import Notice
from bot.store.suggested import Suggested
from bot.telegram.failures import refusal_of

log = logging.getLogger(__name__)

COMMENT = 128  # characters (Bot API, declineSuggestedPost)
RIGHTS = (Refusal.NO_RIGHT, Refusal.CHAT_LOST)


@dataclass(frozen=True, slots=True)
class DirectMessages:
    """Carries out what waits in the outbox. Deciding twice does no harm: Telegram takes one."""

    bot: Bot
    store: Store
    cards: TipCards
    suggestions: Suggestions

    async def carry_out(self, notice: Notice) -> Outcome:
        """One act. Raises what aiogram raises where trying again can help."""
        wish = json.loads(notice.text or "{}")
        post = await self.store.run(lambda tx: tx.suggested.get(int(wish["tip"])))
        if post is None:  # its author was forgotten
            return Sent(())
        try:
            await self._do(post, wish["act"], wish["words"])
        except (TelegramBadRequest, TelegramForbiddenError, TelegramNotFound) as error:
            log.warning("news %d: %s was refused: %s", post.tip_id, wish["act"], error.message)
            right = refusal_of(error.message) in RIGHTS
            if right or not notice.tries:
                act, reason = wish["act"], error.message
                await self.suggestions.refused(post.tip_id, act, reason, right=right)
                await self.cards.refresh(post.tip_id)
        return Sent(())

    async def _do(self, post: Suggested, act: str, stored: str) -> None:
        words = texts.stored_error(stored) if stored else ""
        chat_id, number = post.chat_id, post.message_id
        if act == "approve":
            await self.bot.approve_suggested_post(chat_id=chat_id, message_id=number)
        elif act == "decline":
            comment = texts.short(words, COMMENT)
            await self.bot.decline_suggested_post(
                chat_id=chat_id, message_id=number, comment=comment
            )
        else:
            reply = ReplyParameters(message_id=number, allow_sending_without_reply=True)
            await self.bot.send_message(
                chat_id, words, direct_messages_topic_id=post.topic_id, reply_parameters=reply
            )

"""Ends what a handler that was cut off has left open: the press unanswered, the question asked."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError

from bot.chat.asking import asked_in, close
from bot.services.leases import Leases


async def make_up(dispatcher: Dispatcher, bot: Bot, raw: dict[str, Any]) -> None:
    """For a raw update whose effect is there; what it did is told elsewhere."""
    if query := raw.get("callback_query"):
        with suppress(AiogramError, OSError):  # it may be too old for an answer
            await bot.answer_callback_query(query["id"])
    elif message := raw.get("message"):
        await _close_question(dispatcher, bot, message)


async def _close_question(dispatcher: Dispatcher, bot: Bot, message: dict[str, Any]) -> None:
    """The message answered the question that was open before it, or left it."""
    user_id = message.get("from", {}).get("id")
    topic = message.get("message_thread_id") if message.get("is_topic_message") else None
    state = dispatcher.fsm.resolve_context(bot, message["chat"]["id"], user_id, topic)
    if state is None or await state.get_state() is None:
        return
    asked = await asked_in(state)
    if asked.many or asked.prompt > message["message_id"]:
        return
    await close(state)
    leases: Leases = dispatcher["leases"]
    if asked.post:
        await leases.end(asked.post, user_id)

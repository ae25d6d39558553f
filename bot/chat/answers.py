"""Answers to open questions: judged before they are taken, and what comes of them shown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, TelegramObject

from bot.chat.asking import Anew, Ask, Asked, Question, StillOpen, ask, close, show_anew
from bot.chat.holding import give_back
from bot.chat.places import place_of
from bot.chat.rights import look_up
from bot.domain.errors import InputError
from bot.domain.people import Person
from bot.services.leases import Leases, Overtaken


class TakeAnswers(BaseMiddleware):
    """Ends a question once its answer was taken; a refused answer leaves it open.

    What the handler returns is done: `Ask` asks on, `Anew` shows the post. Who may not do any
    more what the question was about, or has lost the post to somebody else, is not heard.
    """

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Runs the handler of an answer."""
        asked, question = data.get("asked"), data.get("question")
        if not (
            isinstance(event, Message)
            and isinstance(asked, Asked)
            and isinstance(question, Question)
        ):
            return await handler(event, data)
        state: FSMContext = data["state"]
        if asked.post and not await self._is_heard(event, asked, question, data):
            await close(state)
            return None
        result = await handler(event, data)
        if isinstance(result, StillOpen):
            return None
        await close(state)
        place, drafts = place_of(event), data["drafts"]
        match result:
            case Ask():
                await ask(
                    result, place, data["person"], data["cards"], state, asked.post, asked.edition
                )
            case Anew():
                await show_anew(result, asked.post, place, drafts)
        return None

    async def _is_heard(
        self, message: Message, asked: Asked, question: Question, data: dict[str, Any]
    ) -> bool:
        person: Person = data["person"]
        leases: Leases = data["leases"]
        try:
            await look_up(person, asked.post, asked.what, data["drafts"])
            if question.about_content:
                await leases.check(asked.post, asked.edition, person.user_id)
        except Overtaken as error:
            await give_back(message, error)
            return False
        except InputError:
            await close(data["state"])
            raise
        return True

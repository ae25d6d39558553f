"""Posts that somebody has in hand: an open question about a post's content holds it.

Whoever else wants to change the post is asked first; the answer to the question of one who lost
the post is not taken, and not lost.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.fsm.context import FSMContext
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    TelegramObject,
)
from aiogram.utils.formatting import ExpandableBlockQuote, Text, as_list
from aiogram.utils.i18n import gettext as _

from bot.chat.asking import asked_in
from bot.chat.keyboards.building import act
from bot.chat.texts import error_text
from bot.chat.texts.standing import name_of
from bot.services.leases import Leases, Overtaken
from bot.services.views import PostView

INSIST = "!"  # stands before the data of a press that is repeated with «Да»
LONGEST_QUOTE = 3000  # characters


class Insist(BaseMiddleware):
    """Takes «Да, перехватить» for the press that was held up; it `insists`."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Handles the press inside."""
        if isinstance(event, CallbackQuery) and (event.data or "").startswith(INSIST):
            data["insists"] = True
            event = event.model_copy(update={"data": (event.data or "").removeprefix(INSIST)})
        return await handler(event, data)


class LetGo(BaseMiddleware):
    """Lets a post go once the question about it is no longer open, whatever closed it."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Compares the dialogue before and after."""
        state: FSMContext | None = data.get("state")
        if state is None or not data.get("raw_state"):
            return await handler(event, data)
        before = (await asked_in(state)).post
        result = await handler(event, data)
        if before and (await asked_in(state)).post != before:
            leases: Leases = data["leases"]
            await leases.end(before, data["person"].user_id)
        return result


def question(view: PostView, pressed: str) -> tuple[Text, InlineKeyboardMarkup]:
    """Whether to take the post out of the holder's hands; `pressed` is the data of the press."""
    name = name_of(view, view.row.holder_id)
    text = _("{name} is editing № {number}. Go on all the same?")
    yes = InlineKeyboardButton(text=_("Yes, take it over"), callback_data=INSIST + pressed)
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[yes], [act(view, "card", _("No"))]])
    return Text(text.format(name=name, number=view.row.id)), keyboard


async def give_back(message: Message, error: Overtaken) -> None:
    """Says that the answer was not taken, with its words to be copied."""
    words = ExpandableBlockQuote((message.text or "")[:LONGEST_QUOTE])
    text = as_list(Text(error_text(error)), words) if message.text else Text(error_text(error))
    await message.reply(**text.as_kwargs())

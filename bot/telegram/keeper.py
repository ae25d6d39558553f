"""The Keeper port over the Bot API: edits, deletions, pins and first comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import (
    DeleteMessage,
    EditMessageCaption,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
    PinChatMessage,
    SendMessage,
    TelegramMethod,
    UnpinChatMessage,
)
from aiogram.types import InputMediaAnimation, ReplyParameters

from bot.domain.outcome import NotSent, Outcome, Refusal, Sent
from bot.domain.post import Delivery, Options, Part
from bot.domain.text import FormattedText
from bot.telegram.failures import outcome_of, outcome_of_change
from bot.telegram.rich import rich_message
from bot.telegram.sender import (
    ITEM,
    TEXT_TIMEOUT,
    caption_above,
    caption_of,
    markup_of,
    text_of,
)

TIMEOUT = 60  # seconds; whatever it was, it may be done again

WORDS = frozenset({"text", "rich"})  # the others are files, with or without a caption
EDITED: dict[str, type[Any]] = {**ITEM, "animation": InputMediaAnimation}


def edit_method(
    chat_id: int | str, message_id: int, old: Delivery, new: Delivery
) -> TelegramMethod[Any] | None:
    """The one call that makes the message into `new`; None: no call can.

    What differs by its buttons only gets only those, since apps then show no «edited».
    """
    part = new.part
    if "album" in (old.part.kind, part.kind):
        raise ValueError("an album is edited by its items")
    if (old.part.kind in WORDS) != (part.kind in WORDS):
        return None
    where: dict[str, Any] = {"chat_id": chat_id, "message_id": message_id}
    where["reply_markup"] = markup_of(new.buttons)
    if old.look == new.look and old.buttons != new.buttons:
        return EditMessageReplyMarkup(**where)
    if part.kind == "rich":
        return EditMessageText(**where, rich_message=rich_message(part.rich))
    if part.kind == "text":
        return EditMessageText(**where, **text_of(part, new.options))
    about = {**caption_of(part), **caption_above(part, new.options)}
    if _file(old.part) == _file(part):
        return EditMessageCaption(**where, **about)
    media = EDITED[part.kind](media=part.media[0].file_id, **about)
    return EditMessageMedia(**where, media=media)


def _file(part: Part) -> tuple[str, str]:
    return part.kind, part.media[0].file_unique_id


@dataclass(frozen=True, slots=True)
class TelegramKeeper:
    """Changes messages that are out, and says what became of it."""

    bot: Bot

    async def edit(
        self, chat_id: int | str, message_id: int, old: Delivery, new: Delivery
    ) -> Outcome:
        """Makes one message into `new`."""
        method = edit_method(chat_id, message_id, old, new)
        if method is None:
            change = f"{old.part.kind} can't become {new.part.kind}"
            return NotSent(change, refusal=Refusal.OTHER_KIND)
        return await self._change(method, message_id)

    async def delete(self, chat_id: int | str, message_ids: Sequence[int]) -> Outcome:
        """Deletes messages one by one: the plural call passes in silence over what it leaves."""
        outcome: Outcome = Sent(tuple(message_ids))
        for message_id in message_ids:
            method = DeleteMessage(chat_id=chat_id, message_id=message_id)
            found = _gone_is_done(await self._change(method, message_id))
            if isinstance(outcome, Sent) and not isinstance(found, Sent):
                outcome = found
        return outcome

    async def pin(self, chat_id: int | str, message_id: int, *, silent: bool = True) -> Outcome:
        """Pins a message."""
        method = PinChatMessage(
            chat_id=chat_id, message_id=message_id, disable_notification=silent or None
        )
        return await self._change(method, message_id)

    async def unpin(self, chat_id: int | str, message_id: int) -> Outcome:
        """Unpins a message."""
        method = UnpinChatMessage(chat_id=chat_id, message_id=message_id)
        return _gone_is_done(await self._change(method, message_id))

    async def comment(self, chat_id: int, reply_to: int, text: FormattedText) -> Outcome:
        """Answers the post's forward; without it, the words would stand in the group alone."""
        method = SendMessage(
            chat_id=chat_id,
            **text_of(Part("text", text), Options()),
            disable_notification=True,
            reply_parameters=ReplyParameters(message_id=reply_to),
        )
        try:
            return Sent(((await self.bot(method, request_timeout=TEXT_TIMEOUT)).message_id,))
        except (AiogramError, OSError) as error:
            return outcome_of(error)

    async def _change(self, method: TelegramMethod[Any], message_id: int) -> Outcome:
        try:
            await self.bot(method, request_timeout=TIMEOUT)
        except (AiogramError, OSError) as error:
            outcome = outcome_of_change(error)
            return Sent((message_id,)) if isinstance(outcome, Sent) else outcome
        return Sent((message_id,))


def _gone_is_done(outcome: Outcome) -> Outcome:
    """A message that is not there is neither there nor pinned (bot-api.md §5.4)."""
    if isinstance(outcome, NotSent) and outcome.refusal is Refusal.GONE:
        return Sent(())
    return outcome

"""/feedback: a reader talks with the newsroom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from aiogram import F, Router
from aiogram.filters import Command, Filter, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, ReplyKeyboardRemove
from aiogram.utils.i18n import gettext as _

from bot.chat.correspondence import Correspondence
from bot.chat.keyboards import voices as keyboards
from bot.chat.letter_parts import words_of
from bot.chat.subscribers.labels import Says
from bot.chat.texts.voices import closed
from bot.domain.errors import InputError
from bot.domain.hazards import hazardous, hazardous_link
from bot.services.channels import Channels
from bot.services.ports import Clock
from bot.store import Store

TALKING = "feedback:open"  # the dialogue
TOLD = "told"  # of its data: that the newsroom has it

# So long after its last answer the newsroom is still who a reader writes to.
GOES_ON = timedelta(days=3)

router = Router(name=__name__)
router.message.filter(F.chat.type == "private")
router.edited_message.filter(F.chat.type == "private")

# Behind everything else: what is no command and belongs to a talk that the newsroom began.
going_on = Router(name=f"{__name__}.going_on")
going_on.message.filter(F.chat.type == "private")


class OfTalk(Filter):
    """Passes replies to messages that are part of the talk."""

    async def __call__(self, message: Message, store: Store) -> bool | dict[str, Any]:
        """Whether the message goes on with the talk."""
        replied = message.reply_to_message
        if replied is None or (message.text or "").startswith("/"):
            return False
        user_id, number = message.chat.id, replied.message_id
        known = await store.run(lambda tx: tx.letters.of_reader(user_id, number))
        return any(letter.kind in ("answer", "letter") for letter in known)


class Answered(Filter):
    """Passes what a reader says when the newsroom has just written to them."""

    async def __call__(
        self, message: Message, store: Store, clock: Clock
    ) -> bool | dict[str, Any]:
        """Whether the newsroom wrote lately; `about` is its last message."""
        if (message.text or "").startswith("/"):
            return False
        last = await store.run(lambda tx: tx.letters.latest_answer(message.chat.id))
        if last is None or clock.now() - last.at > GOES_ON:
            return False
        return {"about": last.user_message_id}


@router.message(Command("feedback"))
async def feedback(message: Message, state: FSMContext, channels: Channels, clock: Clock) -> None:
    """Opens the talk."""
    await state.set_state(TALKING)
    await state.set_data({})
    words = _(
        "Write to the newsroom: everything that you send now goes there. The answer comes here. "
        "When you are done, press «Finish»."
    )
    hours = closed(await channels.main(), clock.now())
    await message.answer(f"{words}\n{hours}" if hours else words, reply_markup=keyboards.talking())


@router.message(StateFilter(TALKING, None), Says("Finish"))
async def finish(message: Message, state: FSMContext) -> None:
    """Ends it; the newsroom's answers come all the same."""
    await state.clear()
    words = _("All right. Reply to an answer of the newsroom to go on.")
    await message.answer(words, reply_markup=ReplyKeyboardRemove())


@router.message(StateFilter(TALKING))
async def say(message: Message, state: FSMContext, letters: Correspondence) -> None:
    """Passes a message on; that it arrived is said once."""
    await _pass_on(message, letters)
    if not (await state.get_data()).get(TOLD):
        await state.set_data({TOLD: True})
        await message.answer(_("The newsroom has it."))


@router.message(OfTalk())
async def reply(message: Message, letters: Correspondence) -> None:
    """Goes on with the talk, or answers a question about a tip."""
    await _pass_on(message, letters)


@going_on.message(Answered())
async def go_on(message: Message, about: int | None, letters: Correspondence) -> None:
    """Somebody answers without pressing «reply»."""
    await _pass_on(message, letters, about)
    await message.answer(_("The newsroom has it."))


class OfLetter(Filter):
    """Passes edits of messages that the newsroom has."""

    async def __call__(self, message: Message, store: Store) -> bool:
        """Whether the newsroom has the message."""
        user_id, number = message.chat.id, message.message_id
        known = await store.run(lambda tx: tx.letters.of_reader(user_id, number))
        return any(letter.kind == "letter" and letter.tip_id is None for letter in known)


@router.edited_message(OfLetter())
async def edited(message: Message, letters: Correspondence) -> None:
    """Changes what the newsroom sees, unless it became what the newsroom must not get."""
    if not _hazardous(message):
        await letters.reader_edited(message)


async def _pass_on(message: Message, letters: Correspondence, about: int | None = None) -> None:
    if _hazardous(message):
        raise InputError(
            "I don't take programs and archives, nor links to them. Send photos, a video or a "
            "document."
        )
    await letters.to_desk(message, about)


def _hazardous(message: Message) -> bool:
    file = message.document or message.video or message.animation or message.audio
    if file is not None and hazardous(file.file_name or "", file.mime_type or ""):
        return True
    return hazardous_link(words_of(message))

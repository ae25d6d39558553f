"""What the desk does with readers' messages: a reply answers, two buttons silence."""

from __future__ import annotations

from typing import Any

from aiogram import Bot, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.i18n import gettext as _

from bot.chat.correspondence import Correspondence
from bot.chat.keyboards import voices as keyboards
from bot.chat.places import Spot
from bot.chat.presses import Toast
from bot.chat.voice_callbacks import SilenceButton
from bot.domain.errors import InputError, StateError
from bot.domain.people import Person, Right
from bot.services.channels import Channels
from bot.services.silencing import Silencing
from bot.store import Store
from bot.store.letters import Letter

router = Router(name=__name__)


class ToReader(Filter):
    """Passes replies to what stands for a reader's message, with `letter`."""

    async def __call__(self, message: Message, store: Store) -> bool | dict[str, Any]:
        """Whether the message answers a reader."""
        replied = message.reply_to_message
        if replied is None:
            return False
        chat_id, number = message.chat.id, replied.message_id
        letter = await store.run(lambda tx: tx.letters.at_desk(chat_id, number))
        return {"letter": letter} if letter else False


@router.message(ToReader())
async def answer(
    message: Message,
    letter: Letter,
    person: Person,
    channels: Channels,
    letters: Correspondence,
) -> None:
    """Passes the answer on."""
    await _require(person, channels)
    await letters.answer(message, letter.user_id, letter.user_message_id, letter.tip_id)


class OfAnswer(Filter):
    """Passes edits of answers that went to a reader."""

    async def __call__(self, message: Message, store: Store) -> bool:
        """Whether the edited message went to a reader."""
        chat_id, number = message.chat.id, message.message_id
        letter = await store.run(lambda tx: tx.letters.at_desk(chat_id, number))
        return letter is not None and letter.kind == "answer"


@router.edited_message(OfAnswer())
async def edited(message: Message, letters: Correspondence) -> None:
    """Changes what the reader sees."""
    await letters.desk_edited(message)


@router.callback_query(SilenceButton.filter())
async def silence(
    query: CallbackQuery,
    callback_data: SilenceButton,
    bot: Bot,
    spot: Spot,
    person: Person,
    toast: Toast,
    store: Store,
    channels: Channels,
    silencing: Silencing,
) -> None:
    """Blocks, mutes or hears the reader again."""
    await _require(person, channels)
    chat_id, number = spot.place.chat_id, spot.message_id
    letter = await store.run(lambda tx: tx.letters.at_desk(chat_id, number))
    channel = await channels.main()
    acts = {"block": silencing.block, "mute": silencing.mute, "lift": silencing.lift}
    if letter is None or callback_data.act not in acts:
        raise StateError("This button no longer works.")
    await acts[callback_data.act](letter.user_id, channel.id, person.user_id)
    toast.text = {
        "block": _("Blocked: the bot no longer answers this reader."),
        "mute": _("Muted for a day."),
        "lift": _("The reader is heard again."),
    }[callback_data.act]
    shown = query.message.reply_markup if isinstance(query.message, Message) else None
    above = shown.inline_keyboard[:-1] if shown else []
    last = keyboards.silence(silenced=callback_data.act != "lift")
    keyboard = InlineKeyboardMarkup(inline_keyboard=[*above, last])
    try:
        await bot.edit_message_reply_markup(
            chat_id=chat_id, message_id=number, reply_markup=keyboard
        )
    except TelegramAPIError:
        return  # the buttons are as they were; what was done is said


async def _require(person: Person, channels: Channels) -> None:
    if not person.may(Right.EDIT, (await channels.main()).id):
        raise InputError("In your channels you may not do this. Ask the chief editor.")

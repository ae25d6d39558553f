"""/suggest: a reader hands news in, in as many messages as it takes.

What was sent lies in the database from the first message on, so a restart loses nothing.
"""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command, Filter, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, ReplyKeyboardRemove, Update, User
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat.editors.intake import media_of
from bot.chat.keyboards import voices as keyboards
from bot.chat.presses import Toast
from bot.chat.subscribers.labels import Says
from bot.chat.texts.voices import closed
from bot.chat.voice_callbacks import SendButton
from bot.domain import limits
from bot.domain.errors import InputError, mark
from bot.domain.hazards import hazardous, hazardous_link
from bot.domain.people import Person
from bot.domain.release import Media
from bot.domain.text import FormattedText
from bot.services.channels import Channels
from bot.services.ports import Clock
from bot.services.tips import Tips
from bot.store.tips import TipPiece
from bot.telegram.entities import from_telegram

router = Router(name=__name__)
router.message.filter(F.chat.type == "private")
router.edited_message.filter(F.chat.type == "private")

NO_PROGRAMS = mark("I don't take programs and archives. Send photos, a video or a document.")

GATHERING = "tip:gathering"  # the dialogue
TOLD = "told"  # of its data: that nothing more is taken

MATERIAL = F.text | F.photo | F.video | F.animation | F.document | F.audio | F.location | F.venue


class Gathered(Filter):
    """Passes whoever has begun a tip, also where a command in between has ended the dialogue."""

    async def __call__(
        self, message: Message, person: Person, tips: Tips, raw_state: str | None = None
    ) -> bool:
        """Whether there is one that is not sent yet."""
        if raw_state is not None:
            return raw_state == GATHERING
        return await tips.gathered(person.user_id) is not None


@router.message(Command("suggest"))
async def suggest(message: Message, person: Person, state: FSMContext, tips: Tips) -> None:
    """Opens the dialogue, or goes on with what is there."""
    found = await tips.begin(person.user_id)
    await state.set_state(GATHERING)
    await state.set_data({})
    words = _(
        "Tell me your news: a text, photos, a video, a place, a document, in as many messages as "
        "you like. Then press «Done»."
    )
    if found.pieces:
        words = _("Go on, or press «Done».")
        words = f"{_kept(len(found.pieces))} {words}"
    await message.answer(words, reply_markup=keyboards.gathering())


@router.message(Says("Done"), Gathered())
async def done(message: Message, person: Person, state: FSMContext, tips: Tips) -> None:
    """Asks for consent, and whether the author wants to be named."""
    found = await tips.gathered(person.user_id)
    if found is None or not found.pieces:
        await message.answer(_("There is nothing yet. Send your news first."))
        return
    await state.clear()
    await message.answer(_kept(len(found.pieces)), reply_markup=ReplyKeyboardRemove())
    words = _(
        "May {channel} publish it? The newsroom may shorten and correct it. Your contact is seen "
        "by the newsroom only."
    ).format(channel=found.channel.title)
    await message.answer(words, reply_markup=keyboards.consent(_name(message.from_user)))


@router.message(Says("Cancel"), Gathered())
async def cancel(message: Message, person: Person, state: FSMContext, tips: Tips) -> None:
    """Throws it away."""
    await tips.drop(person.user_id)
    await state.clear()
    await message.answer(_("All right, nothing was sent."), reply_markup=ReplyKeyboardRemove())


@router.message(StateFilter(GATHERING), MATERIAL)
async def gather(
    message: Message, person: Person, state: FSMContext, tips: Tips, event_update: Update
) -> None:
    """Keeps a message of it; what can't be taken is refused in a sentence, once."""
    piece = TipPiece(
        update_id=event_update.update_id,
        message_id=message.message_id,
        media_group_id=message.media_group_id,
        text=words_in(message),
        media=files_of(message),
        sent_at=message.date,
    )
    if hazardous_link(piece.text):
        raise InputError("I don't take links to programs. Tell it in words.")
    if await tips.add(person.user_id, piece) != "full":
        return
    if not (await state.get_data()).get(TOLD):
        await state.set_data({TOLD: True})
        raise InputError(
            "More than {n} files or a very long text at once is too much: the rest is not taken. "
            "Press «Done».",
            n=limits.TIP_FILES,
        )


@router.message(StateFilter(GATHERING))
async def unusable(_message: Message) -> None:
    """Stickers, voices, polls."""
    raise InputError("I can't take this. Send a text, photos, a video, a place or a document.")


class OfGathered(Filter):
    """Passes edits of messages that are gathered and not sent yet."""

    async def __call__(self, message: Message, person: Person, tips: Tips) -> bool:
        """Whether the message is one."""
        found = await tips.gathered(person.user_id)
        numbers = [piece.message_id for piece in found.pieces] if found else []
        return message.message_id in numbers


@router.edited_message(OfGathered(), MATERIAL)
async def edited(message: Message, person: Person, tips: Tips) -> None:
    """What is not sent yet may still be written anew."""
    words = words_in(message)
    try:
        files = files_of(message)
    except InputError:  # the message stays what it was
        return
    if not hazardous_link(words):
        await tips.rewrite(person.user_id, message.message_id, words, files)


@router.callback_query(SendButton.filter())
async def decide(
    query: CallbackQuery,
    callback_data: SendButton,
    person: Person,
    toast: Toast,
    tips: Tips,
    channels: Channels,
    clock: Clock,
) -> None:
    """Sends it to the desk, or throws it away."""
    if callback_data.act == "drop":
        await tips.drop(person.user_id)
        words = _("All right, nothing was sent.")
    elif callback_data.act in ("named", "unnamed"):
        name = _name(query.from_user)
        named = name if callback_data.act == "named" else None
        sent = await tips.send(person.user_id, contact_of(query.from_user), named)
        words = _(
            "Thank you! Your news № {number} is in the newsroom. The answer comes here."
        ).format(number=sent.id)
        if hours := closed(await channels.main(), clock.now()):
            words = f"{words}\n{hours}"
    else:
        toast.text = _("This button no longer works.")
        return
    if isinstance(query.message, Message):
        await query.message.edit_text(words)


def _kept(messages: int) -> str:
    return ngettext(
        "I have {n} message of yours.", "I have {n} messages of yours.", messages
    ).format(n=messages)


def files_of(message: Message) -> tuple[Media, ...]:
    """The files of a message. Raises InputError for one that the desk must not get."""
    file = message.document or message.video or message.animation or message.audio
    if file is not None:
        if hazardous(file.file_name or "", file.mime_type or ""):
            raise InputError(NO_PROGRAMS)
        if (file.file_size or 0) > limits.TIP_FILE:
            raise InputError("This file is larger than 50 MB. Send a shorter piece of it.")
    media = media_of(message)
    if not media and message.document:
        document = message.document
        media = (Media("document", document.file_id, document.file_unique_id, document.file_name),)
    return media


def words_in(message: Message) -> FormattedText:
    """The words of a message; a place in words and as a link to a map."""
    where = message.venue.location if message.venue else message.location
    if where is not None:
        named = f"{message.venue.title}, {message.venue.address}: " if message.venue else ""
        spot = f"{where.longitude:.5f},{where.latitude:.5f}"
        return FormattedText(f"📍 {named}https://yandex.ru/maps/?pt={spot}&z=16")
    return from_telegram(
        message.text or message.caption, message.entities or message.caption_entities
    )


def _name(user: User | None) -> str:
    return " ".join((user.full_name if user else "").split())[:64]


def contact_of(user: User) -> str:
    """How the newsroom, and nobody else, may reach the author."""
    return f"{_name(user)}, @{user.username}" if user.username else _name(user)

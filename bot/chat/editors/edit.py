"""/edit: another text of a post, asked for or in the same message."""

from __future__ import annotations

import re

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, Update

from bot.chat.asking import ask
from bot.chat.cards import Cards
from bot.chat.editors.intake import take
from bot.chat.editors.queue import number_of
from bot.chat.editors.wording import asking_for_text
from bot.chat.places import place_of
from bot.chat.rights import look_up
from bot.domain.people import Person
from bot.services.drafts import Drafts
from bot.services.intake import Intake
from bot.services.reading import Reading
from bot.telegram.entities import from_telegram

commands = Router(name=__name__)

HEAD = re.compile(r"/\w+(?:@\w+)?\s*(?:№\s*)?(\S*)\s*")


@commands.message(Command("edit"))
async def edit(
    message: Message,
    bot: Bot,
    state: FSMContext,
    person: Person,
    cards: Cards,
    drafts: Drafts,
    intake: Intake,
    reading: Reading,
    event_update: Update,
) -> None:
    """/edit N asks for the new text; what follows the number replaces the old one at once."""
    said = from_telegram(
        message.text or message.caption, message.entities or message.caption_entities
    )
    head = HEAD.match(said.text)
    view = await look_up(person, number_of(head and head.group(1), "/edit 12"), "edit", drafts)
    row = view.row
    words = said.slice(head.end() if head else 0)
    if words:
        edits = (row.id, row.edition)
        await take(message, bot, event_update.update_id, intake, reading, edits, words)
        return
    place = place_of(message)
    question = asking_for_text(view, person)
    await ask(question, place, person, cards, state, row.id, row.edition)

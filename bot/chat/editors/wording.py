"""What a post says: a new text, its rubric, its headline, its source."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import gettext as _

from bot.chat import keyboards
from bot.chat.asking import Anew, Ask, Asked, Question, said
from bot.chat.callbacks import PostButton
from bot.chat.pressing import Pressed
from bot.domain.people import Person
from bot.services.views import PostView
from bot.services.wishing import Wishing

router = Router(name=__name__)

# A longer answer is no rubric but the next release.
LONGEST_RUBRIC = 100

# A headline that is too long is still meant as one; it is refused with a sentence.
LONGEST_HEADLINE = 400

# Its answers are taken in as releases are, and judged when they are whole.
TEXT = Question("edit", about_content=False)
RUBRIC = Question("rubric")
HEADLINE = Question("headline")
SOURCE = Question("source")


@router.callback_query(PostButton.filter(F.act == "edit"))
async def ask_text(_query: CallbackQuery, pressed: Pressed) -> Ask:
    """Asks for another text, and offers to change something else."""
    return asking_for_text(pressed.view, pressed.person)


def asking_for_text(view: PostView, person: Person) -> Ask:
    """The question; below it is what else of the post may be changed."""
    text = _("Send the new text of № {number}: it replaces the old one. Photos stay.")
    rows = tuple(keyboards.parts(view, person))
    return Ask(TEXT, text.format(number=view.row.id), rows=rows)


@router.callback_query(PostButton.filter(F.act == "rubric"))
async def ask_rubric(_query: CallbackQuery, pressed: Pressed) -> Ask:
    """Asks for the rubric."""
    text = _("Send the rubric of № {number}, or «-» for none.")
    return Ask(RUBRIC, text.format(number=pressed.number))


@router.message(RUBRIC, F.text.len() <= LONGEST_RUBRIC)
async def take_rubric(message: Message, asked: Asked, person: Person, wishing: Wishing) -> Anew:
    """Sets the rubric and shows the post anew."""
    await wishing.set_rubric(asked.post, said(message), person.user_id)
    return Anew()


@router.callback_query(PostButton.filter(F.act == "headline"))
async def ask_headline(_query: CallbackQuery, pressed: Pressed) -> Ask:
    """Asks for the headline."""
    text = _("Send the headline of № {number}, or «-» for the one of the release.")
    return Ask(HEADLINE, text.format(number=pressed.number))


@router.message(HEADLINE, F.text.len() <= LONGEST_HEADLINE, ~F.text.contains("\n"))
async def take_headline(message: Message, asked: Asked, person: Person, wishing: Wishing) -> Anew:
    """Sets the headline and shows the post anew."""
    await wishing.set_headline(asked.post, said(message), person.user_id)
    return Anew()


@router.callback_query(PostButton.filter(F.act == "source"))
async def ask_source(_query: CallbackQuery, pressed: Pressed) -> Ask:
    """Asks for the source."""
    text = _("Send the source of № {number}, or «-» for none.")
    now = pressed.view.release.source
    said = text.format(number=pressed.number)
    return Ask(SOURCE, said + "\n" + _("Now: {text}").format(text=now) if now else said)


@router.message(SOURCE, F.text.len() <= LONGEST_HEADLINE, ~F.text.contains("\n"))
async def take_source(message: Message, asked: Asked, person: Person, wishing: Wishing) -> Anew:
    """Sets the source and shows the post anew."""
    await wishing.set_source(asked.post, said(message), person.user_id)
    return Anew()


@router.callback_query(PostButton.filter(F.act == "case"))
async def switch_case(_query: CallbackQuery, pressed: Pressed, wishing: Wishing) -> Anew:
    """A headline in capitals is written as a sentence, or in capitals again."""
    await wishing.switch_case(pressed.number, pressed.version, pressed.actor_id)
    return Anew()

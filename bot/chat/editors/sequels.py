"""«Продолжение…»: a draft that goes on with a story told before."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat import keyboards
from bot.chat.asking import Ask, Asked, Question
from bot.chat.callbacks import PostButton, SequelButton
from bot.chat.cards import Cards
from bot.chat.places import place_of
from bot.chat.pressing import Instead, Pressed
from bot.chat.rights import look_up
from bot.domain.people import Person
from bot.services.drafts import Drafts
from bot.services.sequels import Sequels
from bot.services.views import PostView

router = Router(name=__name__)

LONGEST = 120  # characters of a link; a longer answer is the next release

EARLIER = Question("sequel")


@router.callback_query(PostButton.filter(F.act == "sequel"))
async def ask_earlier(
    _query: CallbackQuery, pressed: Pressed, person: Person, sequels: Sequels
) -> Instead:
    """The last posts to choose from."""
    recent = await sequels.recent(pressed.number)
    reader = person if pressed.place.private else None
    text = _("Which post does № {number} continue? It goes out as an answer to it, and the "
             "earlier one gets a link.")  # fmt: skip
    keyboard = keyboards.earlier(pressed.view, reader, recent)
    return Instead(Text(text.format(number=pressed.number)), keyboard)


@router.callback_query(SequelButton.filter())
async def choose(
    _query: CallbackQuery,
    callback_data: SequelButton,
    pressed: Pressed,
    drafts: Drafts,
    sequels: Sequels,
) -> PostView:
    """The post of the pressed button."""
    earlier = await look_up(pressed.person, callback_data.earlier, "card", drafts)
    number, version = pressed.number, pressed.version
    return await sequels.choose(number, version, earlier.row.id, pressed.actor_id)


@router.callback_query(PostButton.filter(F.act == "no_sequel"))
async def none(_query: CallbackQuery, pressed: Pressed, sequels: Sequels) -> PostView:
    """A story of its own again."""
    return await sequels.choose(pressed.number, pressed.version, None, pressed.actor_id)


@router.callback_query(PostButton.filter(F.act == "sequel_of"))
async def ask_number(_query: CallbackQuery, pressed: Pressed) -> Ask:
    """Asks for an older post."""
    text = _("Send the number of the post that № {number} continues, or the link to it.")
    return Ask(EARLIER, text.format(number=pressed.number))


@router.message(EARLIER, F.text.len() <= LONGEST, ~F.text.contains("\n"))
async def take_number(
    message: Message,
    asked: Asked,
    person: Person,
    cards: Cards,
    drafts: Drafts,
    sequels: Sequels,
) -> None:
    """Finds the post and ties the draft to it."""
    number = await sequels.named(message.text or "")
    earlier = await look_up(person, number, "card", drafts)
    view = await sequels.choose(asked.post, None, earlier.row.id, person.user_id)
    await cards.answer(place_of(message), view, person)

"""The buttons that readers will see: written, listed, removed."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import gettext as _

from bot.chat import keyboards, texts
from bot.chat.asking import Anew, Ask, Asked, Question
from bot.chat.callbacks import LinkButton, PostButton
from bot.chat.cards import Cards
from bot.chat.places import Spot
from bot.chat.pressing import Instead, Pressed
from bot.domain.keyboard import read_keyboard
from bot.domain.people import Person
from bot.services.drafts import Drafts
from bot.services.looks import Looks
from bot.services.views import PostView
from bot.telegram.entities import from_telegram

router = Router(name=__name__)

BUTTONS = Question("buttons")


def listed(view: PostView) -> Instead:
    """The list, with what can be done."""
    return Instead(texts.buttons(view), keyboards.buttons(view))


async def restore(cards: Cards, spot: Spot, view: PostView, _person: Person) -> str:
    """The pressed message is the list of buttons, not a card."""
    page = listed(view)
    await cards.rewrite(spot, page.text, page.keyboard)
    return _("This list was old. Now it shows the post as it is.")


@router.callback_query(PostButton.filter(F.act == "buttons"))
async def show(_query: CallbackQuery, pressed: Pressed, cards: Cards) -> Ask | None:
    """Sends the list; where there is nothing to list, asks for buttons."""
    if not pressed.view.wishes.look.buttons:
        return Ask(BUTTONS, texts.how_to_write(pressed.number))
    page = listed(pressed.view)
    await cards.say(pressed.place, page.text, page.keyboard)
    return None


@router.callback_query(LinkButton.filter(F.act == "buttons_write"), flags={"restore": restore})
async def ask_for_buttons(_query: CallbackQuery, pressed: Pressed) -> Ask:
    """Asks for all the buttons."""
    return Ask(BUTTONS, texts.how_to_write(pressed.number))


@router.message(BUTTONS, F.text)
async def take_buttons(message: Message, asked: Asked, person: Person, looks: Looks) -> Anew:
    """Reads the buttons; a line that is none leaves the question open."""
    buttons = read_keyboard(from_telegram(message.text, message.entities))
    await looks.buttons(asked.post, None, buttons, person.user_id)
    return Anew()


@router.callback_query(
    LinkButton.filter(F.act.in_({"button_remove", "buttons_clear"})), flags={"restore": restore}
)
async def remove(
    _query: CallbackQuery,
    callback_data: LinkButton,
    pressed: Pressed,
    cards: Cards,
    drafts: Drafts,
    looks: Looks,
) -> Anew:
    """Removes one button, or all of them, and shows the list and the post anew."""
    number, version, actor_id = pressed.number, pressed.version, pressed.actor_id
    if pressed.act == "button_remove":
        await looks.remove_button(number, version, callback_data.number, actor_id)
    else:
        await looks.buttons(number, version, (), actor_id)
    page = listed(await drafts.view(number))
    await cards.rewrite(pressed.spot, page.text, page.keyboard)
    return Anew()

"""The versions of a post: listed, compared, brought back."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import gettext as _

from bot.chat import keyboards, texts
from bot.chat.asking import Anew
from bot.chat.callbacks import PostButton, VersionButton
from bot.chat.cards import Cards
from bot.chat.editors.queue import number_of
from bot.chat.places import Spot, place_of
from bot.chat.presses import Toast
from bot.chat.pressing import Instead, Pressed
from bot.chat.rights import look_up
from bot.domain.errors import StateError
from bot.domain.people import Person
from bot.services.drafts import Drafts
from bot.services.history import History
from bot.services.ports import Clock
from bot.services.views import PostView

commands = Router(name=f"{__name__}.commands")
router = Router(name=__name__)


@commands.message(Command("versions"))
async def show(
    message: Message,
    command: CommandObject,
    person: Person,
    cards: Cards,
    drafts: Drafts,
    history: History,
) -> None:
    """/versions N."""
    view = await look_up(person, number_of(command.args, "/versions 12"), "versions", drafts)
    page = await listed(view, 0, cards.clock, history)
    await cards.say(place_of(message), page.text, page.keyboard)


@router.callback_query(PostButton.filter(F.act == "history"))
async def open_list(
    _query: CallbackQuery, pressed: Pressed, cards: Cards, history: History
) -> None:
    """Sends the list."""
    page = await listed(pressed.view, 0, cards.clock, history)
    await cards.say(pressed.place, page.text, page.keyboard)


async def restore(cards: Cards, spot: Spot, view: PostView, _person: Person) -> str:
    """The pressed message is a list of versions, not a card."""
    page = await listed(view, 0, cards.clock, History(cards.store, cards.clock))
    await cards.rewrite(spot, page.text, page.keyboard)
    return _("This list was old. Now it shows the post as it is.")


@router.callback_query(VersionButton.filter(F.act == "versions"), flags={"restore": restore})
async def turn(
    _query: CallbackQuery,
    callback_data: VersionButton,
    pressed: Pressed,
    clock: Clock,
    history: History,
) -> Instead:
    """A page of the list."""
    return await listed(pressed.view, callback_data.number, clock, history)


@router.callback_query(
    VersionButton.filter(F.act.in_({"compare", "present"})), flags={"restore": restore}
)
async def compare(
    _query: CallbackQuery,
    callback_data: VersionButton,
    pressed: Pressed,
    clock: Clock,
    history: History,
) -> Instead:
    """What differs between a version and the one before, or the present one."""
    view, found = pressed.view, await history.of_post(pressed.number)
    at = next((i for i, v in enumerate(found) if v.edition.edition == callback_data.number), None)
    if at is None:
        raise StateError("This button no longer works.")
    shown = found[at]
    pair = (shown, found[-1]) if pressed.act == "present" else (found[max(0, at - 1)], shown)
    text = texts.compared(pressed.number, *pair, shown, clock.now(), view.channel.zone)
    reader = pressed.person if pressed.place.private else None
    return Instead(text, keyboards.version(view, reader, found, shown, pressed.act))


@router.callback_query(VersionButton.filter(F.act == "bring_back"), flags={"restore": restore})
async def bring_back(
    _query: CallbackQuery,
    callback_data: VersionButton,
    pressed: Pressed,
    toast: Toast,
    cards: Cards,
    drafts: Drafts,
    history: History,
) -> Anew:
    """Makes the post what it was."""
    chosen = callback_data.number
    await history.bring_back(pressed.number, pressed.version, chosen, pressed.actor_id)
    toast.text = _("Version {n} is back.").format(n=chosen)
    page = await listed(await drafts.view(pressed.number), 0, cards.clock, history)
    await cards.rewrite(pressed.spot, page.text, page.keyboard)
    return Anew()


async def listed(view: PostView, page: int, clock: Clock, history: History) -> Instead:
    """A page of the list, with its buttons."""
    found = await history.of_post(view.row.id)
    page = min(max(0, page), texts.version_pages(found) - 1)
    text = texts.versions(view.row.id, found, page, clock.now(), view.channel.zone)
    return Instead(text, keyboards.versions(view, found, page))

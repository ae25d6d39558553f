"""/subscribe and /rubrics: what a reader follows, chosen by buttons in one message."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat.asking import close
from bot.chat.cards import Cards
from bot.chat.follow_callbacks import FollowButton, FollowZone, PickInterest
from bot.chat.keyboards import following as keyboards
from bot.chat.places import Spot, place_of
from bot.chat.presses import Toast
from bot.chat.texts import following as texts
from bot.domain.people import Person
from bot.services.following import Following, Wanted

router = Router(name=__name__)
router.message.filter(F.chat.type == "private")

Shown = tuple[Text, InlineKeyboardMarkup | None]


@router.message(Command("subscribe"))
async def subscribe(message: Message, person: Person, cards: Cards, following: Following) -> None:
    """What is followed, with everything that can be changed."""
    wanted = await following.look(person.user_id)
    await cards.say(place_of(message), *panel(wanted, cards))


@router.message(Command("rubrics"))
async def rubrics(message: Message, person: Person, cards: Cards, following: Following) -> None:
    """The rubrics of the channel, to be followed by a press."""
    wanted = await following.look(person.user_id)
    if not wanted.rubrics:
        await message.answer(_("The channel has no rubrics yet. Follow words: /subscribe"))
        return
    await cards.say(place_of(message), *page(wanted, "rubrics"))


@router.callback_query(FollowButton.filter(F.act == "open"))
async def open_anew(
    _query: CallbackQuery, person: Person, spot: Spot, cards: Cards, following: Following
) -> None:
    """The subscription in a message of its own."""
    wanted = await following.look(person.user_id)
    await cards.say(spot.place, *panel(wanted, cards))


@router.callback_query(FollowButton.filter(F.act == "leave"))
async def leave(
    _query: CallbackQuery, person: Person, spot: Spot, toast: Toast, bot: Bot, following: Following
) -> None:
    """One press below anything that the subscription brought."""
    await following.leave(person.user_id)
    toast.text, toast.alert = texts.left(), True
    try:
        await bot.edit_message_reply_markup(
            chat_id=spot.place.chat_id,
            message_id=spot.message_id,
            reply_markup=keyboards.again(),
        )
    except TelegramAPIError:  # it is old, or was pressed twice
        return


@router.callback_query(FollowButton.filter(F.act == "quit"))
async def leave_here(
    _query: CallbackQuery, person: Person, spot: Spot, cards: Cards, following: Following
) -> None:
    """The same in the panel."""
    await following.leave(person.user_id)
    await cards.rewrite(spot, Text(texts.left()), keyboards.again())


@router.callback_query(FollowButton.filter(F.act.in_({"panel", "rubrics", "districts", "words"})))
async def turn(
    _query: CallbackQuery,
    callback_data: FollowButton,
    person: Person,
    spot: Spot,
    state: FSMContext,
    cards: Cards,
    following: Following,
    raw_state: str | None = None,
) -> None:
    """The panel, or one of its pages; a question that was open is dropped."""
    if raw_state:
        await close(state)
    wanted = await following.look(person.user_id)
    name = callback_data.act
    shown = panel(wanted, cards) if name == "panel" else page(wanted, name)
    await cards.rewrite(spot, *shown)


@router.callback_query(FollowButton.filter(F.act == "zones"))
async def zones(_query: CallbackQuery, spot: Spot, cards: Cards) -> None:
    """Time zones to choose from."""
    await cards.rewrite(spot, Text(texts.page("zones")), keyboards.zones(cards.clock.now()))


@router.callback_query(PickInterest.filter())
async def pick(
    _query: CallbackQuery,
    callback_data: PickInterest,
    person: Person,
    spot: Spot,
    toast: Toast,
    cards: Cards,
    following: Following,
) -> None:
    """Follows it, or no longer."""
    name = callback_data.page
    wanted = await following.look(person.user_id)
    chosen = [
        interest
        for interest in keyboards.offered(wanted, name)
        if keyboards.key_of(interest) == callback_data.key
    ]
    if not chosen:
        toast.text = _("This button no longer works.")
        return
    wanted = await following.toggle(person.user_id, chosen[0])
    await cards.rewrite(spot, *page(wanted, name))


@router.callback_query(FollowZone.filter())
async def rezone(
    _query: CallbackQuery,
    callback_data: FollowZone,
    person: Person,
    spot: Spot,
    cards: Cards,
    following: Following,
) -> None:
    """The reader's own time."""
    wanted = await following.rezone(person.user_id, callback_data.zone)
    await cards.rewrite(spot, *panel(wanted, cards))


SWITCHES = frozenset({"everything", "at_once", "digest", "weekly_on", "weekly_off"})


@router.callback_query(FollowButton.filter(F.act.in_(SWITCHES)))
async def switch(
    _query: CallbackQuery,
    callback_data: FollowButton,
    person: Person,
    spot: Spot,
    cards: Cards,
    following: Following,
) -> None:
    """What has only two values."""
    act, user_id = callback_data.act, person.user_id
    if act == "everything":
        wanted = await following.everything(user_id)
    elif act in ("weekly_on", "weekly_off"):
        wanted = await following.weekly(user_id, wanted=act == "weekly_on")
    else:
        wanted = await following.tell(user_id, digest=act == "digest")
    await cards.rewrite(spot, *panel(wanted, cards))


def panel(wanted: Wanted, cards: Cards) -> Shown:
    """The subscription."""
    return texts.panel(wanted, cards.clock.now()), keyboards.panel(wanted)


def page(wanted: Wanted, name: str) -> Shown:
    """One of its pages."""
    nothing = name == "words" and not keyboards.offered(wanted, name)
    return Text(texts.page("no_words" if nothing else name)), keyboards.page(wanted, name)

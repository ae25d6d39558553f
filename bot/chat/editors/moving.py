"""«Переставить» a post, and «Порядок» of the queue."""

from __future__ import annotations

import secrets

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat import keyboards, texts
from bot.chat.callbacks import BesideButton, OrderButton, PostButton
from bot.chat.cards import Cards
from bot.chat.editors.consents import Wanted, question
from bot.chat.editors.timetable import require
from bot.chat.places import Spot
from bot.chat.presses import Toast
from bot.chat.pressing import Instead, Pressed, Result
from bot.domain.errors import StateError
from bot.domain.people import Person, Right
from bot.services.cautions import Unconfirmed
from bot.services.drafts import Drafts
from bot.services.moving import Moving

router = Router(name=__name__)

SEEDS = 2**31


@router.callback_query(PostButton.filter(F.act.in_({"before", "after", "swap"})))
async def choose_other(_query: CallbackQuery, pressed: Pressed, moving: Moving) -> Instead:
    """Asks beside which post, or with which one."""
    lines = await moving.neighbours(pressed.number)
    if not lines:
        raise StateError("There is no other post in the queue.")
    text = {
        "before": _("№ {number}: before which post?"),
        "after": _("№ {number}: after which post?"),
        "swap": _("№ {number}: swap with which post?"),
    }[pressed.act]
    keyboard = keyboards.neighbours(pressed.view, pressed.act, lines)
    return Instead(Text(text.format(number=pressed.number)), keyboard)


@router.callback_query(BesideButton.filter())
async def move(
    _query: CallbackQuery,
    callback_data: BesideButton,
    pressed: Pressed,
    toast: Toast,
    cards: Cards,
    drafts: Drafts,
    moving: Moving,
) -> Result:
    """Puts the post there."""
    number, version, other = pressed.number, pressed.version, callback_data.other
    now = cards.clock.now()
    try:
        match pressed.act:
            case "before" | "after" as side:
                view = await moving.beside(number, version, other, side, pressed.actor_id)
            case "swap":
                view = await moving.swap(number, version, other, pressed.actor_id)
            case _:
                raise StateError("This button no longer works.")
    except Unconfirmed as found:
        if found.post_id != number:
            raise
        wanted = Wanted("at", number, version, int(found.due.timestamp()))
        return question(await drafts.view(number), found, wanted, now)
    toast.text = texts.state_line(view, now)
    return view


@router.callback_query(OrderButton.filter(F.act == "menu"))
async def show_orders(
    _query: CallbackQuery, callback_data: OrderButton, spot: Spot, person: Person, cards: Cards
) -> None:
    """What can be done with the whole queue."""
    require(person, Right.PUBLISH, callback_data.channel)
    words = Text(_("The order of the queue. The new one is shown before it takes effect."))
    await cards.rewrite(spot, words, keyboards.orders(callback_data.channel, 1))


@router.callback_query(OrderButton.filter())
async def put_in_order(
    _query: CallbackQuery,
    callback_data: OrderButton,
    spot: Spot,
    toast: Toast,
    person: Person,
    cards: Cards,
    moving: Moving,
) -> None:
    """Shows another order; with the consent to what was shown, puts it into effect."""
    channel_id, seed = callback_data.channel, callback_data.seed or _seed()
    require(person, Right.PUBLISH, channel_id)
    match callback_data.act:
        case "shuffle" | "refill" as order:
            pass
        case _:
            raise StateError("This button no longer works.")
    if not callback_data.plan:
        offered = await moving.propose(channel_id, order, seed)
    else:
        offered, done = await moving.apply(
            channel_id, order, seed, callback_data.plan, person.user_id
        )
        if done:
            await cards.rewrite(
                spot, Text(_("Done. The queue: /queue")), keyboards.orders(channel_id, 1)
            )
            return
        toast.text = _("The queue has changed meanwhile. Look at the new plan.")
        toast.alert = True
    await cards.rewrite(spot, texts.proposal(offered), keyboards.proposal(offered, _seed()))


def _seed() -> int:
    return 1 + secrets.randbelow(SEEDS)

"""/plan: what goes out when, as a text and as a picture of the week."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import PlanButton
from bot.chat.cards import Cards
from bot.chat.keyboards.building import button, keyboard
from bot.chat.keyboards.lists import arrows
from bot.chat.moments import moment_text
from bot.chat.places import Spot, place_of
from bot.chat.texts import plan as texts
from bot.chat.texts.week import DAYS, week
from bot.domain.channel import Channel
from bot.domain.errors import InputError
from bot.domain.people import Person
from bot.drawing import week_picture
from bot.services.channels import Channels
from bot.services.outlook import FARTHEST, USUAL, Outlook, end_of
from bot.services.simulation import Forecast

router = Router(name=__name__)

MOST_PICTURES = 5


@router.message(Command("plan"))
async def show_plan(
    message: Message,
    command: CommandObject,
    person: Person,
    cards: Cards,
    channels: Channels,
    outlook: Outlook,
) -> None:
    """/plan, or /plan until a time or a day."""
    mine = await channels.seen_by(person)
    now = cards.clock.now()
    end = end_of(command.args, now, mine[0].zone) if mine and command.args else now + USUAL
    text, shown = await _page(mine, end, 0, outlook)
    await cards.say(place_of(message), text, shown)


@router.callback_query(PlanButton.filter())
async def press(
    _query: CallbackQuery,
    callback_data: PlanButton,
    spot: Spot,
    bot: Bot,
    person: Person,
    cards: Cards,
    channels: Channels,
    outlook: Outlook,
) -> None:
    """Another page of the plan as it is now, or the pictures of the week."""
    mine, now = await channels.seen_by(person), cards.clock.now()
    if callback_data.act == "picture":
        for channel in mine[:MOST_PICTURES]:
            await _send_picture(channel, spot, bot, now, outlook)
        return
    longest = int(FARTHEST.total_seconds())
    seconds = min(max(callback_data.until - int(now.timestamp()), 0), longest)
    end = now + timedelta(seconds=seconds)
    text, shown = await _page(mine, end, callback_data.page, outlook)
    await cards.rewrite(spot, text, shown)


async def _page(
    mine: list[Channel], end: datetime, page: int, outlook: Outlook
) -> tuple[Text, InlineKeyboardMarkup | None]:
    if not mine:
        raise InputError("You have no channel here. Ask the owner for an invite.")
    forecast = await outlook.forecast(mine, end)
    until, count = int(end.timestamp()), texts.pages(forecast)
    page = min(max(page, 0), count - 1)
    turns = arrows(page, count, lambda to: PlanButton(act="page", until=until, page=to))
    picture = button(_("As a picture"), PlanButton(act="picture", until=until, page=page))
    return texts.plan(forecast, page), keyboard([turns, [picture]])


async def _send_picture(
    channel: Channel, spot: Spot, bot: Bot, now: datetime, outlook: Outlook
) -> None:
    local = now.astimezone(channel.zone).replace(hour=23, minute=59, second=0, microsecond=0)
    end = (local + timedelta(days=DAYS - 1)).astimezone(UTC)
    forecast: Forecast = await outlook.forecast([channel], end)
    drawn = week(forecast, channel, await outlook.free(channel, end))
    png = await asyncio.to_thread(week_picture, drawn)
    caption = _("The plan of {channel}, as of {moment}").format(
        channel=channel.title, moment=moment_text(now, now, channel.zone)
    )
    await bot.send_photo(
        spot.place.chat_id,
        BufferedInputFile(png, "plan.png"),
        caption=caption,
        message_thread_id=spot.place.thread_id,
    )

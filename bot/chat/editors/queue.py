"""Lists of posts and commands with a number."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.formatting import Bold, Text, as_list
from aiogram.utils.i18n import gettext as _
from aiogram.utils.i18n import ngettext

from bot.chat import keyboards, texts
from bot.chat.callbacks import ListButton
from bot.chat.cards import Cards
from bot.chat.editors import consents
from bot.chat.editors.timing import set_time
from bot.chat.keyboards.switch import with_switch
from bot.chat.moments import moment_text
from bot.chat.places import Spot, place_of
from bot.chat.pressing import Instead
from bot.chat.rights import look_up
from bot.domain.errors import InputError
from bot.domain.people import Person
from bot.domain.post import Status
from bot.services.archive import Archive
from bot.services.channels import Channels
from bot.services.drafts import Drafts
from bot.services.ports import Clock
from bot.services.scheduling import Page, Scheduling

router = Router(name=__name__)

LISTS: dict[str, tuple[Status, ...]] = {
    "drafts": (Status.DRAFT,),
    "review": (Status.REVIEW,),
    "sent": (Status.SENT, Status.WITHDRAWN),
    "failed": (Status.FAILED, Status.CHECKING, Status.UNCERTAIN, Status.HELD),
}

LONGEST_NUMBER = 9  # digits


def number_of(argument: str | None, usage: str) -> int:
    """The number of a post: «12» or «№ 12». Raises InputError with the usage."""
    digits = (argument or "").strip().removeprefix("№").strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER):
        raise InputError("Name the number of the post, for example {usage}.", usage=usage)
    return int(digits)


@router.message(Command(*LISTS, ignore_case=True))
async def show_list(
    message: Message,
    command: CommandObject,
    person: Person,
    cards: Cards,
    channels: Channels,
    scheduling: Scheduling,
    archive: Archive,
) -> None:
    """/drafts, /review, /sent, /failed."""
    name = command.command.lower()
    shown = await _shown(name, 0, person, cards, channels, scheduling, archive)
    await cards.say(place_of(message), *shown)


@router.callback_query(ListButton.filter())
async def turn_page(
    _query: CallbackQuery,
    callback_data: ListButton,
    spot: Spot,
    person: Person,
    cards: Cards,
    channels: Channels,
    scheduling: Scheduling,
    archive: Archive,
) -> None:
    """Another page of a list, in place."""
    name, number = callback_data.name, callback_data.page
    if name in LISTS:
        shown = await _shown(name, number, person, cards, channels, scheduling, archive)
        await cards.rewrite(spot, *shown)


def view_of(name: str) -> Callable[..., Awaitable[tuple[Text, InlineKeyboardMarkup | None]]]:
    """The first page of a list, of the person's current channel."""

    async def view(
        person: Person,
        cards: Cards,
        channels: Channels,
        scheduling: Scheduling,
        archive: Archive,
    ) -> tuple[Text, InlineKeyboardMarkup | None]:
        return await _shown(name, 0, person, cards, channels, scheduling, archive)

    return view


@router.message(Command("post"))
async def show_post(
    message: Message, command: CommandObject, person: Person, drafts: Drafts
) -> None:
    """/post N: the preview and the card."""
    view = await look_up(person, number_of(command.args, "/post 12"), "card", drafts)
    await drafts.show(view.row.id, place_of(message))


@router.message(Command("now"))
async def publish_now(
    message: Message,
    command: CommandObject,
    person: Person,
    cards: Cards,
    drafts: Drafts,
    scheduling: Scheduling,
) -> None:
    """/now N; a post with something to be confirmed asks first."""
    number = number_of(command.args, "/now 12")
    view = await look_up(person, number, "now", drafts)
    wanted = consents.Wanted("now", number, view.row.version)
    found = await consents.attempt(wanted, person, cards.clock.now(), drafts, scheduling)
    if isinstance(found, Instead):
        await cards.say(place_of(message), found.text, found.keyboard)
        return
    if found.row.status is Status.REVIEW:
        await cards.answer(place_of(message), found, person)
        return
    await message.answer(_("Publishing № {number}…").format(number=number))


@router.message(Command("at"))
async def publish_at(
    message: Message,
    command: CommandObject,
    person: Person,
    cards: Cards,
    drafts: Drafts,
    scheduling: Scheduling,
) -> None:
    """/at N phrase."""
    words = (command.args or "").split()
    if words[:1] == ["№"]:
        words = words[1:]
    number = number_of(words[0] if words else None, _("/at 12 tomorrow at 9"))
    await look_up(person, number, "at", drafts)
    phrase = " ".join(words[1:])
    place = place_of(message)
    await set_time(place, number, phrase, person, cards, drafts, scheduling)


@router.message(Command("cancel"))
async def cancel(
    message: Message,
    command: CommandObject,
    person: Person,
    cards: Cards,
    drafts: Drafts,
    scheduling: Scheduling,
) -> None:
    """/cancel N takes the post out of the queue; it stays a draft."""
    number = number_of(command.args, "/cancel 12")
    await look_up(person, number, "take_out", drafts)
    view = await scheduling.take_out(number, None, person.user_id)
    await cards.answer(place_of(message), view, person)


async def _shown(
    name: str,
    number: int,
    person: Person,
    cards: Cards,
    channels: Channels,
    scheduling: Scheduling,
    archive: Archive,
) -> tuple[Text, InlineKeyboardMarkup | None]:
    """A page of a list, with the way to the same list of the person's other channels."""
    channel, mine = await channels.current(person), await channels.seen_by(person)
    text, keyboard = await _page(channel.id, name, number, cards.clock, scheduling, archive)
    return text, with_switch(keyboard, name, mine, channel)


async def _page(
    channel_id: int,
    name: str,
    number: int,
    clock: Clock,
    scheduling: Scheduling,
    archive: Archive,
) -> tuple[Text, InlineKeyboardMarkup | None]:
    if name == "sent":
        out = await archive.page(channel_id, number)
        if not out.lines:
            return Text(_("Nothing was published yet.")), None
        return texts.published(out, clock.now()), keyboards.published(out)
    page = await scheduling.page(channel_id, LISTS[name], number)
    if not page.lines:
        return Text(_empty(name)), None
    title: Callable[[int], str] = {
        "drafts": _drafts,
        "review": _review,
        "failed": _failed,
    }[name]
    text = as_list(Bold(title(page.total)), *_lines(page, clock))
    labels = [texts.line_label(line.title, line.id) for line in page.lines]
    return text, keyboards.posts(name, page, labels)


def _lines(page: Page, clock: Clock) -> list[Text]:
    lines = []
    for line in page.lines:
        label = texts.line_label(line.title, line.id)
        if line.sent_at is None:
            lines.append(Text(label))
            continue
        moment = moment_text(line.sent_at, clock.now(), page.channel.zone)
        lines.append(Text(label, " · ", _("out {moment}").format(moment=moment)))
    return lines


def _empty(name: str) -> str:
    return {
        "drafts": _("There are no drafts. Send me a release."),
        "review": _("Nothing waits for approval."),
        "failed": _("Nothing went wrong."),
    }[name]


def _drafts(total: int) -> str:
    return ngettext("{n} draft", "{n} drafts", total).format(n=total)


def _review(total: int) -> str:
    return ngettext("{n} post waits for approval", "{n} posts wait for approval", total).format(
        n=total
    )


def _failed(total: int) -> str:
    return ngettext("{n} post needs you", "{n} posts need you", total).format(n=total)

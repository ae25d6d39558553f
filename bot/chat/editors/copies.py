"""One story in several channels: switching them, and planning all its drafts."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat.callbacks import CopyButton, PostButton
from bot.chat.cards import Cards
from bot.chat.editors import consents
from bot.chat.presses import Toast
from bot.chat.pressing import Menu, Pressed, Result
from bot.services.channels import Channels
from bot.services.copies import Copies
from bot.services.drafts import Drafts

router = Router(name=__name__)


@router.callback_query(CopyButton.filter())
async def switch(
    _query: CallbackQuery,
    callback_data: CopyButton,
    pressed: Pressed,
    toast: Toast,
    cards: Cards,
    channels: Channels,
    copies: Copies,
) -> Menu:
    """Tells the story in a channel too, or no longer; the next release goes to the same ones."""
    number, channel_id, wanted = pressed.number, callback_data.channel, callback_data.wanted
    done = await copies.switch(number, pressed.version, channel_id, pressed.person, wanted=wanted)
    await channels.choose(pressed.person, done.channel_ids)
    if wanted:
        toast.text = _("Told there too: № {number}.").format(number=done.copy.id)
    else:
        said = _("№ {number} is deleted.").format(number=done.copy.id)
        await cards.withdraw(done.copy.id, Text(said))
        toast.text = said
    return Menu("channels")


@router.callback_query(PostButton.filter(F.act == "queue_all"))
async def queue_all(
    _query: CallbackQuery,
    pressed: Pressed,
    toast: Toast,
    cards: Cards,
    drafts: Drafts,
    copies: Copies,
) -> Result:
    """Plans every draft of the story, and asks about the one that was pressed on."""
    done = await copies.queue_all(pressed.view, pressed.person)
    for view in done.queued:
        if view.row.id != pressed.number:
            await cards.refresh_known(pressed.place, view, pressed.person)
    words = list[str]()
    if done.queued:
        queued = _numbers([view.row.id for view in done.queued])
        words.append(_("In the queue: {numbers}.").format(numbers=queued))
    if done.left:
        left = _numbers([row.id for row in done.left])
        words.append(_("Left as drafts, see their cards: {numbers}.").format(numbers=left))
    toast.text = " ".join(words)
    if done.unconfirmed is not None:
        view = await drafts.view(pressed.number)
        wanted = consents.Wanted("queue", pressed.number, view.row.version)
        return consents.question(view, done.unconfirmed, wanted, cards.clock.now())
    return await drafts.view(pressed.number)


def _numbers(posts: list[int]) -> str:
    return ", ".join(f"№ {number}" for number in posts)

"""«Исправить»: what a published post is to say, shown, then made in every channel."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message
from aiogram.utils.formatting import Text
from aiogram.utils.i18n import gettext as _

from bot.chat.asking import Ask, Asked, Question, said
from bot.chat.callbacks import PostButton
from bot.chat.cards import Cards
from bot.chat.editors.wording import LONGEST_HEADLINE, TEXT
from bot.chat.places import place_of
from bot.chat.pressing import Instead, Pressed
from bot.domain.correction import CorrectionKind
from bot.domain.errors import StateError
from bot.domain.people import Person
from bot.domain.post import Status
from bot.services.corrections import Corrections
from bot.services.troubles import Troubles
from bot.services.views import PostView

router = Router(name=__name__)

HEADLINE = Question("mend_headline")
LINE = Question("fact")  # or an addition


@router.callback_query(PostButton.filter(F.act == "mend"))
async def ask_text(_query: CallbackQuery, pressed: Pressed) -> Ask:
    """Asks for another text or photo; intake takes it, and proposes it."""
    _still_out(pressed)
    text = _("Send the corrected text of № {number}, or another photo. You will see the post "
             "before readers do.")  # fmt: skip
    return Ask(TEXT, text.format(number=pressed.number))


@router.callback_query(PostButton.filter(F.act == "mend_headline"))
async def ask_headline(_query: CallbackQuery, pressed: Pressed) -> Ask:
    """Asks for another headline."""
    _still_out(pressed)
    text = _("Send the headline of № {number}, or «-» for the one of the release.")
    return Ask(HEADLINE, text.format(number=pressed.number))


@router.message(HEADLINE, F.text.len() <= LONGEST_HEADLINE, ~F.text.contains("\n"))
async def take_headline(
    message: Message, asked: Asked, person: Person, corrections: Corrections
) -> None:
    """Proposes the headline; the corrected post follows."""
    place = place_of(message)
    await corrections.headline(asked.post, asked.edition, said(message), person.user_id, place)


@router.callback_query(PostButton.filter(F.act == "typo"))
async def typo(
    _query: CallbackQuery, pressed: Pressed, corrections: Corrections, cards: Cards
) -> Instead:
    """Readers are told nothing of a typo."""
    view = await corrections.apply(
        pressed.number, pressed.actor_id, "typo", version=pressed.version
    )
    await cards.refresh_known(pressed.place, view, pressed.person)
    return Instead(Text(_("№ {number} is being corrected.").format(number=pressed.number)))


@router.callback_query(PostButton.filter(F.act.in_({"fact", "addition"})))
async def ask_line(
    _query: CallbackQuery, pressed: Pressed, corrections: Corrections, cards: Cards
) -> Ask:
    """Asks for the line that readers will see."""
    await corrections.proposal(pressed.number, pressed.actor_id)
    text = (
        _("What was wrong? Readers of № {number} will see one line: «Исправлено {time}: …».")
        if pressed.act == "fact"
        else _("What is new? Readers of № {number} will see one line: «Дополнено {time}: …».")
    )
    here = f"{cards.clock.now().astimezone(pressed.view.channel.zone):%H:%M}"
    return Ask(LINE, text.format(number=pressed.number, time=here), {"kind": pressed.act})


@router.message(LINE, F.text)
async def take_line(
    message: Message, asked: Asked, person: Person, corrections: Corrections, cards: Cards
) -> None:
    """Makes the correction with its line."""
    kind: CorrectionKind = "addition" if asked.extra.get("kind") == "addition" else "fact"
    view = await corrections.apply(asked.post, person.user_id, kind, message.text or "")
    place = place_of(message)
    await cards.refresh_known(place, view, person)
    await cards.say(place, Text(_("№ {number} is being corrected.").format(number=asked.post)))


@router.callback_query(PostButton.filter(F.act == "retry"))
async def retry(_query: CallbackQuery, pressed: Pressed, troubles: Troubles) -> PostView:
    """Tries anew what Telegram refused."""
    return await troubles.retry(pressed.number, pressed.version, pressed.actor_id)


@router.callback_query(PostButton.filter(F.act == "forgive"))
async def forgive(_query: CallbackQuery, pressed: Pressed, troubles: Troubles) -> PostView:
    """Leaves it as it is."""
    return await troubles.forgive(pressed.number, pressed.version)


def _still_out(pressed: Pressed) -> None:
    if pressed.view.row.status is not Status.SENT:
        raise StateError("№ {number} is not in the channel.", number=pressed.number)

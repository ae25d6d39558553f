"""What readers' own voice needs, put together."""

from __future__ import annotations

from typing import Any

from aiogram import Bot

from bot.chat.cards import Cards
from bot.chat.correspondence import Correspondence
from bot.chat.courtesy import Courtesy
from bot.chat.direct import DirectMessages
from bot.chat.i18n import Catalogs
from bot.chat.tip_cards import TipCards
from bot.services.channels import Channels
from bot.services.errata import Errata
from bot.services.forgetting import Forgetting
from bot.services.imprints import Imprints
from bot.services.ports import Clock, Sender, Wake
from bot.services.silencing import Silencing
from bot.services.suggestions import Suggestions
from bot.services.tips import KEPT, Tips
from bot.store import Store


def voices(
    bot: Bot,
    store: Store,
    clock: Clock,
    wake: Wake,
    channels: Channels,
    sender: Sender,
    cards: Cards,
    catalogs: Catalogs,
) -> dict[str, Any]:
    """The services, by the names under which handlers ask for them."""
    tips = Tips(store, clock)
    tip_cards = TipCards(store, clock, sender, cards, tips, catalogs)
    suggestions = Suggestions(store, clock)
    return {
        "courtesy": Courtesy(),
        "silencing": Silencing(store, clock),
        "tips": tips,
        "tip_cards": tip_cards,
        "suggestions": suggestions,
        "direct": DirectMessages(bot, store, tip_cards, suggestions),
        "errata": Errata(store),
        "imprints": Imprints(channels),
        "forgetting": Forgetting(store, clock, wake),
        "letters": Correspondence(bot, store, clock, catalogs),
    }


async def forget_voices(services: dict[str, Any]) -> None:
    """Deletes what nobody needs any more."""
    tips: Tips = services["tips"]
    await tips.forget()
    await tips.store.run(lambda tx: tx.letters.forget(tips.clock.now() - KEPT))

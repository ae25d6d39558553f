"""Posts that are out, and what is done to them, in the words of the newsroom."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.channel import Channel, HouseStyle
from bot.domain.people import Role
from tests.chat.releases import BRIDGE
from tests.newsroom import ANNA, BORIS, BOT_ID, Newsroom, buttons, text

SECOND = -1001000000099

MENDED = """Мост через Чёрную речку закроют на три дня

Движение перекроют с четверга, объезд пойдёт по улице Заводской.

Об этом сообщили в управлении дорог."""


async def publish(newsroom: Newsroom, words: str = BRIDGE, **more: Any) -> dict[str, Any]:
    """Hands a release in and publishes it at once; returns the card."""
    before = len(newsroom.channel())
    card = await newsroom.hand_in(words, **more)
    await newsroom.press("Сейчас", card)
    await newsroom.published(before + 1)
    return card


async def renewed(newsroom: Newsroom, card: dict[str, Any], person: int = BORIS) -> dict[str, Any]:
    """The card as it is now."""
    await newsroom.settled()
    return newsroom.world.message(person, card["message_id"])


async def propose(newsroom: Newsroom, card: dict[str, Any], words: str) -> dict[str, Any]:
    """Sends the corrected text of a published post; returns the question about its kind."""
    await newsroom.press("Исправить", card)
    await newsroom.press("Текст или фото", card)
    await newsroom.say(BORIS, words)
    await newsroom.until(lambda: "Опечатка" in buttons(newsroom.by_bot(BORIS)[-1]))
    return newsroom.by_bot(BORIS)[-1]


def said(newsroom: Newsroom) -> list[str]:
    """What stands in the channel."""
    return [text(message) for message in newsroom.channel()]


async def second_channel(newsroom: Newsroom) -> None:
    """Another channel with a style and a footer of its own; Boris edits both."""
    world = newsroom.world
    world.add_channel(SECOND, "Край", username="krai_news", owner_id=ANNA)
    world.set_member(SECOND, BOT_ID, "administrator")

    async def work(tx: Any) -> None:
        style = HouseStyle(channel="@krai_news", age_mark="12+")
        slots = (await tx.channels.get(1)).slots
        channel = Channel(0, SECOND, "Край", "krai_news", "Asia/Vladivostok", slots, style)
        added = await tx.channels.add("@krai_news", channel)
        await tx.people.give(BORIS, added.id, Role.EDITOR, newsroom.clock.now())
        person = await tx.people.get(BORIS)
        await tx.people.save(replace(person, chosen=(1, added.id)), newsroom.clock.now())

    await newsroom.app.store.run(work)


def there(newsroom: Newsroom) -> list[str]:
    """What stands in the other channel."""
    return [text(message) for message in newsroom.world.messages(SECOND)]

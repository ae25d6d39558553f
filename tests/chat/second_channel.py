"""A second channel beside the newsroom's own."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.people import Role
from bot.store import Transaction
from tests.newsroom import ANNA, BORIS, BOT_ID, Message, Newsroom

SPORT = -1001000000002


async def open_second_channel(newsroom: Newsroom) -> None:
    """«Спорт»: Anna's, Boris edits there too."""
    world = newsroom.world
    world.add_channel(SPORT, "Спорт", username="khabsport", owner_id=ANNA)
    world.set_member(SPORT, BOT_ID, "administrator", can_post_messages=True)

    async def work(tx: Transaction) -> None:
        main = await tx.channels.main()
        assert main is not None
        second = replace(main, id=0, chat_id=SPORT, title="Спорт", username="khabsport")
        made = await tx.channels.add("@khabsport", second)
        await tx.people.give(BORIS, made.id, Role.EDITOR, newsroom.clock.now())

    await newsroom.app.store.run(work)


async def hand_in_for(newsroom: Newsroom, words: str, channel_id: int) -> Message:
    """Boris hands a release in for one of the channels."""

    async def choose(tx: Transaction) -> None:
        boris = await tx.people.get(BORIS)
        assert boris is not None
        await tx.people.save(replace(boris, chosen=(channel_id,)), newsroom.clock.now())

    await newsroom.app.store.run(choose)
    return await newsroom.hand_in(words)

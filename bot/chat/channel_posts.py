"""Posts of others in the channel: their numbers raise the floor of our own (design §8)."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import Message

from bot.store import Store, Transaction

router = Router(name=__name__)


@router.channel_post()
async def note(message: Message, store: Store) -> None:
    """Remembers the highest message number that the channel is known to have."""

    async def work(tx: Transaction) -> None:
        channel = await tx.channels.by_chat(message.chat.id)
        if channel is not None:
            await tx.channels.raise_floor(channel.id, message.message_id)

    await store.run(work)

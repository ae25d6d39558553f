"""Posts of others in the channel: their numbers raise the floor of our own (design §8)."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import Message

from bot.services.losses import Losses
from bot.store import Store, Transaction

router = Router(name=__name__)


@router.channel_post()
async def note(message: Message, store: Store, losses: Losses) -> None:
    """Remembers the highest message number that the channel is known to have, and its names."""

    async def work(tx: Transaction) -> None:
        channel = await tx.channels.by_chat(message.chat.id)
        if channel is not None:
            await tx.channels.raise_floor(channel.id, message.message_id)

    await store.run(work)
    title = message.new_chat_title or message.chat.title or ""
    await losses.rename(message.chat.id, title, message.chat.username)

"""How readers react to what is published."""

from __future__ import annotations

from dataclasses import dataclass

from bot.store import Store, Transaction


@dataclass(frozen=True, slots=True)
class Reactions:
    """Kept by message, as often as Telegram tells; nobody's name is told or kept."""

    store: Store

    async def note(self, chat_id: int, message_id: int, count: int) -> None:
        """How many stand under a message of a channel now; of other chats nothing is kept."""

        async def work(tx: Transaction) -> None:
            channel = await tx.channels.by_chat(chat_id)
            if channel is not None:
                await tx.newsreel.react(channel.id, message_id, count)

        await self.store.run(work)

"""Posts that readers suggest in a channel's direct messages: news that Telegram itself publishes.

Each is a tip; what differs is who publishes it and where its author is told (tip_answers).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain import limits
from bot.domain.channel import Channel
from bot.domain.errors import InputError, StateError, mark
from bot.domain.release import Media
from bot.domain.text import FormattedText
from bot.services import tip_answers
from bot.services.notices import said
from bot.services.ports import Clock
from bot.services.tips import decided, find_tip, require_room, voice_places
from bot.store import Store, Transaction
from bot.store.suggested import Suggested
from bot.store.tips import TipPiece, TipState

ALBUM = timedelta(seconds=2)  # within which the other items of an album come

REFUSED = mark(
    "⚠️ Telegram did not let me decide on news № {number}: {reason}. Give the bot the rights to "
    "post and to manage direct messages, or decide in the channel's direct messages."
)
POOR = mark("⚠️ News № {number} was not published: its author could not pay what they offered.")


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What readers suggest natively."""

    store: Store
    clock: Clock

    async def channel_of(self, chat_id: int) -> Channel | None:
        """The channel of this number, if it is one of ours."""

        async def work(tx: Transaction) -> Channel | None:
            found = [channel for channel in await tx.channels.all() if channel.chat_id == chat_id]
            return found[0] if found else None

        return await self.store.run(work)

    async def take(
        self, channel: Channel, user_id: int, contact: str, post: Suggested, piece: TipPiece
    ) -> None:
        """Brings it to the desk; `post.tip_id` is not looked at. A second time it does nothing.

        Raises InputError where it is too much for a day, or for one piece of news.
        """

        async def work(tx: Transaction) -> None:
            now, album = self.clock.now(), piece.media_group_id
            known = await tx.suggested.of_album(post.chat_id, album) if album else None
            if known is not None:
                if len(await tx.tips.pieces(known.tip_id)) >= limits.ALBUM:
                    return
                tip_id = known.tip_id
                if not await tx.tips.add(tip_id, piece):
                    return
            else:
                if await tx.suggested.of_message(post.chat_id, piece.message_id):
                    return
                await require_room(tx, user_id, channel, now)
                tip = await tx.tips.begin(user_id, channel.id, now, state="sent")
                tip_id = tip.id
                await tx.tips.change(tip_id, "sent", sent_at=now, contact=contact)
                await tx.tips.add(tip_id, piece)
                await tx.suggested.add(replace(post, tip_id=tip_id))
            for place in await voice_places(tx, channel):
                later = now + ALBUM if album else None
                await tx.notices.add("tip", place, now, text=str(tip_id), not_before=later)

        await self.store.run(work)

    async def rewrite(
        self, chat_id: int, message_id: int, text: FormattedText, media: tuple[Media, ...]
    ) -> None:
        """Its author has edited it: the desk is shown what it says now."""

        async def work(tx: Transaction) -> None:
            post, now = await tx.suggested.of_message(chat_id, message_id), self.clock.now()
            if post is None:
                return
            found = await find_tip(tx, post.tip_id)
            same = [p for p in found.pieces if (p.message_id, p.text) == (message_id, text)]
            if found.tip.state != "sent" or (same and same[0].media == media):
                return
            await tx.tips.rewrite(post.tip_id, message_id, text, media)
            for place in await voice_places(tx, found.channel):
                await tx.notices.add("tip", place, now, text=str(post.tip_id))

        await self.store.run(work)

    async def approve(self, tip_id: int, actor_id: int) -> None:
        """Has Telegram publish it as it stands.

        Raises StateError where somebody has decided already, or the channel is stopped.
        """

        async def work(tx: Transaction) -> None:
            found, now = await find_tip(tx, tip_id), self.clock.now()
            post = await tx.suggested.get(tip_id)
            if post is None:
                raise StateError("This button no longer works.")
            if found.channel.stopped(now):
                raise StateError("The channel is stopped. Let it go on first: /resume")
            if await tx.tips.change(tip_id, "sent", state="approved", closed_at=now) is None:
                raise decided()
            await tx.audit.add(now, actor_id, "approve_tip", channel_id=found.channel.id)
            await tip_answers.direct(tx, post, "approve", now)

        await self.store.run(work)

    async def settled(self, chat_id: int, message_id: int, state: TipState) -> int | None:
        """Somebody has decided in Telegram; returns the tip where the desk did not know."""

        async def work(tx: Transaction) -> int | None:
            post = await tx.suggested.of_message(chat_id, message_id)
            if post is None:
                return None
            now = self.clock.now()
            changed = await tx.tips.change(post.tip_id, "sent", state=state, closed_at=now)
            return changed.id if changed else None

        return await self.store.run(work)

    async def unpaid(self, chat_id: int, message_id: int) -> int | None:
        """Telegram did not publish it, since its author could not pay; returns the tip."""

        async def work(tx: Transaction) -> int | None:
            post = await tx.suggested.of_message(chat_id, message_id)
            if post is None:
                return None
            await self._tell_desk(tx, post.tip_id, InputError(POOR, number=post.tip_id))
            return post.tip_id

        return await self.store.run(work)

    async def refused(self, tip_id: int, act: str, reason: str, *, right: bool) -> None:
        """Telegram refused what the desk decided; for want of a right an approval is open again.

        Any other refusal says that it was decided before, perhaps by this very call.
        """

        async def work(tx: Transaction) -> None:
            if act == "approve" and right:
                await tx.tips.change(tip_id, "approved", state="sent", closed_at=None)
            await self._tell_desk(tx, tip_id, InputError(REFUSED, number=tip_id, reason=reason))

        await self.store.run(work)

    async def _tell_desk(self, tx: Transaction, tip_id: int, news: InputError) -> None:
        tip = await tx.tips.get(tip_id)
        if tip is None:
            return
        channel = await tx.channels.get(tip.channel_id)
        for place in await voice_places(tx, channel):
            await tx.notices.add("text", place, self.clock.now(), text=said(news))

"""News that readers hand in: gathered, sent to the desk, taken or given back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.domain import limits
from bot.domain.channel import Channel
from bot.domain.desk import Place
from bot.domain.errors import InputError, StateError
from bot.domain.people import Role
from bot.domain.release import Media, RawRelease, Wishes
from bot.domain.text import FormattedText, join
from bot.services import tip_answers
from bot.services.channels import main_channel
from bot.services.desks import desk_of
from bot.services.making import add_copy
from bot.services.ports import Clock
from bot.store import Store, Transaction
from bot.store.rows import PostRow
from bot.store.suggested import Suggested
from bot.store.tips import Tip, TipPiece

DAY = timedelta(days=1)
KEPT = timedelta(days=90)  # after the desk's answer
UNSENT = timedelta(days=2)

MOST_MESSAGES = 60
REASON = 500  # characters
COMMENT = 128  # of Telegram's own (Bot API, declineSuggestedPost)

Added = Literal["added", "full", "known"]


@dataclass(frozen=True, slots=True)
class TipView:
    """A tip with all that the desk sees of it."""

    tip: Tip
    pieces: tuple[TipPiece, ...]
    channel: Channel
    direct: Suggested | None = None  # it came as a suggested post

    @property
    def text(self) -> FormattedText:
        """Everything that its author wrote."""
        return join((piece.text for piece in self.pieces if piece.text), "\n\n")

    @property
    def media(self) -> tuple[Media, ...]:
        """Its files."""
        return tuple(media for piece in self.pieces for media in piece.media)


@dataclass(frozen=True, slots=True)
class Tips:
    """What readers hand in. Nothing of a reader enters a post but what they want to be there."""

    store: Store
    clock: Clock

    async def begin(self, user_id: int) -> TipView:
        """The tip that the person is putting together, or a new one.

        Raises InputError where today's are used up.
        """

        async def work(tx: Transaction) -> TipView:
            channel = await main_channel(tx)
            found = await tx.tips.gathered(user_id)
            if found is None:
                await require_room(tx, user_id, channel, self.clock.now())
                found = await tx.tips.begin(user_id, channel.id, self.clock.now())
            return await _view(tx, found)

        return await self.store.run(work)

    async def gathered(self, user_id: int) -> TipView | None:
        """What the person has put together, not sent yet."""

        async def work(tx: Transaction) -> TipView | None:
            found = await tx.tips.gathered(user_id)
            return await _view(tx, found) if found else None

        return await self.store.run(work)

    async def add(self, user_id: int, piece: TipPiece) -> Added:
        """Adds a message to what the person puts together, unless it is full."""

        async def work(tx: Transaction) -> Added:
            found = await tx.tips.gathered(user_id)
            if found is None:
                found = await tx.tips.begin(user_id, (await main_channel(tx)).id, self.clock.now())
            pieces = await tx.tips.pieces(found.id)
            files = sum(len(each.media) for each in pieces) + len(piece.media)
            letters = sum(len(each.text.text) for each in pieces) + len(piece.text.text)
            if (
                files > limits.TIP_FILES
                or letters > limits.TIP_TEXT
                or len(pieces) >= MOST_MESSAGES
            ):
                return "full"
            return "added" if await tx.tips.add(found.id, piece) else "known"

        return await self.store.run(work)

    async def rewrite(
        self, user_id: int, message_id: int, text: FormattedText, media: tuple[Media, ...]
    ) -> bool:
        """An edit of a message that is not sent yet; whether it is one."""

        async def work(tx: Transaction) -> bool:
            found = await tx.tips.gathered(user_id)
            return found is not None and await tx.tips.rewrite(found.id, message_id, text, media)

        return await self.store.run(work)

    async def drop(self, user_id: int) -> None:
        """Throws away what the person has put together."""

        async def work(tx: Transaction) -> None:
            found = await tx.tips.gathered(user_id)
            if found is not None:
                await tx.tips.drop(found.id)

        await self.store.run(work)

    async def send(self, user_id: int, contact: str, named: str | None) -> Tip:
        """Hands it to the desk; the author consents to its publication by that.

        `contact` is for the desk, `named` how readers will see the author; None: not at all.
        Raises StateError where there is nothing to send, InputError where today's are used up.
        """

        async def work(tx: Transaction) -> Tip:
            found, now = await tx.tips.gathered(user_id), self.clock.now()
            if found is None or not await tx.tips.pieces(found.id):
                raise StateError("There is nothing to send. Begin with /suggest")
            channel = await tx.channels.get(found.channel_id)
            await require_room(tx, user_id, channel, now)
            sent = await tx.tips.change(
                found.id, "open", state="sent", sent_at=now, contact=contact, named=named
            )
            assert sent is not None  # noqa: S101 - found in this transaction
            for place in await voice_places(tx, channel):
                await tx.notices.add("tip", place, now, text=str(sent.id))
            return sent

        return await self.store.run(work)

    async def view(self, tip_id: int) -> TipView:
        """A tip. Raises InputError if there is none any more."""
        return await self.store.run(lambda tx: find_tip(tx, tip_id))

    async def accept(self, tip_id: int, actor_id: int, place: Place) -> PostRow:
        """Makes a draft of it, which then is the desk's as any other.

        Raises StateError where somebody has decided already, InputError where no post can be
        made of it.
        """

        async def work(tx: Transaction) -> PostRow:
            found, now = await find_tip(tx, tip_id), self.clock.now()
            tip = found.tip
            wishes = Wishes(source=f"читатель {tip.named}") if tip.named else Wishes()
            raw = RawRelease(found.text, found.media, actor_id, now)
            row = await add_copy(tx, found.channel, raw, wishes, now, logged="")
            changed = await tx.tips.change(
                tip.id, "sent", state="accepted", post_id=row.id, closed_at=now
            )
            if changed is None:
                raise decided()
            for shown in dict.fromkeys((place, desk_of(found.channel) or place)):
                await tx.notices.add("draft", shown, now, post_id=row.id)
            await tip_answers.accepted(tx, tip, now)
            return row

        return await self.store.run(work)

    async def decline(self, tip_id: int, reason: str, actor_id: int) -> None:
        """Gives it back to its author with the reason. Raises as `accept` does."""
        words = " ".join(reason.split())

        async def work(tx: Transaction) -> None:
            found, now = await find_tip(tx, tip_id), self.clock.now()
            most = COMMENT if found.direct else REASON
            if not words or len(words) > most:
                raise InputError(
                    "Write the reason in a sentence, at most {limit} characters.", limit=most
                )
            changed = await tx.tips.change(found.tip.id, "sent", state="declined", closed_at=now)
            if changed is None:
                raise decided()
            await tx.audit.add(now, actor_id, "decline_tip", channel_id=found.channel.id)
            await tip_answers.declined(tx, found.tip, words, now)

        await self.store.run(work)

    async def forget(self) -> None:
        """Deletes what was settled long ago, and what was never sent."""
        now = self.clock.now()
        await self.store.run(lambda tx: tx.tips.forget(now - KEPT, now - UNSENT))


async def tell_author(tx: Transaction, row: PostRow, channel: Channel, now: datetime) -> None:
    """A post is out: the reader whose news it was gets the link."""
    tip = await tx.tips.of_post(row.story_id)
    if tip is None or tip.state != "accepted":
        return
    await tx.tips.change(tip.id, "accepted", state="published")
    first = (await tx.messages.rows(row.id))[0]
    link = channel.link(first.message_id) or channel.title
    await tip_answers.out(tx, tip, link, now)


async def voice_places(tx: Transaction, channel: Channel) -> list[Place]:
    """Where the desk reads what readers say: its group, or everybody who edits, in person."""
    group = desk_of(channel)
    if group is not None:
        return [group]
    editors = await tx.people.at_the_desk(channel.id, [Role.OWNER, Role.CHIEF, Role.EDITOR])
    return [Place(person.user_id) for person in editors]


async def find_tip(tx: Transaction, tip_id: int) -> TipView:
    """A tip. Raises InputError if there is none any more."""
    found = await tx.tips.get(tip_id) if 0 < tip_id < 2**63 else None
    if found is None:
        raise InputError("This news is no longer here: its author took it back, or it is old.")
    return await _view(tx, found)


def decided() -> StateError:
    """Somebody was faster."""
    return StateError("Somebody has decided on this news already.")


async def _view(tx: Transaction, tip: Tip) -> TipView:
    pieces = tuple(await tx.tips.pieces(tip.id))
    direct = await tx.suggested.get(tip.id)
    return TipView(tip, pieces, await tx.channels.get(tip.channel_id), direct)


async def require_room(tx: Transaction, user_id: int, channel: Channel, now: datetime) -> None:
    """Raises InputError where the person's news for today are used up, or none are taken."""
    most = channel.rules.tips_a_day
    if not most:
        raise InputError("The newsroom takes no news from readers just now. Write: /feedback")
    if await tx.tips.count_sent(user_id, now - DAY) >= most:
        raise InputError("That is all for today: {n} a day at most. Come back tomorrow.", n=most)

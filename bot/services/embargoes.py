"""An embargo is a lock: nothing goes out before it ends, and two people lift it together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.channel import Channel
from bot.domain.desk import Place
from bot.domain.errors import InputError, StateError, mark
from bot.domain.people import Right
from bot.domain.post import EDITABLE
from bot.services.obstacles import Obstacle
from bot.services.ports import Clock, Wake
from bot.services.showing import refresh_cards
from bot.services.views import PostView, find, view
from bot.store import Store, Transaction
from bot.store.rows import PostRow

LONGEST_REASON = 500  # characters

LOCKED = mark("№ {number} is under embargo until {time}: it can't go out before.")


class Embargoed(Obstacle):
    """The post is locked at the time that was wanted, until `until` (UTC)."""

    def __init__(self, row: PostRow, channel: Channel, until: datetime) -> None:
        local = until.astimezone(channel.zone)
        super().__init__(
            LOCKED,
            number=row.id,
            time=f"{local:%H:%M, %d.%m.%Y}",
        )
        self.until = until


def require_open(row: PostRow, channel: Channel, at: datetime) -> None:
    """Raises Embargoed if an embargo locks the post at the instant."""
    if row.embargo_until is not None and at < row.embargo_until:
        raise Embargoed(row, channel, row.embargo_until)


@dataclass(frozen=True, slots=True)
class Embargoes:
    """Lifting an embargo: one person with the right asks, another one says yes."""

    store: Store
    clock: Clock
    wake: Wake

    async def ask(self, post_id: int, reason: str, actor_id: int) -> PostView:
        """Asks the others with the right; they get the post and the reason.

        Raises InputError where there is nobody else, for a reason that is empty or too long, and
        for somebody without the right; StateError where there is no lock.
        """
        reason = " ".join(reason.split())
        if not 0 < len(reason) <= LONGEST_REASON:
            raise InputError("Say the reason in {limit} characters.", limit=LONGEST_REASON)

        async def work(tx: Transaction) -> PostView:
            row, channel = await self._locked(tx, post_id, None, actor_id)
            desk = await tx.people.at_the_desk(channel.id)
            others = [
                Place(person.user_id)
                for person in desk
                if person.may(Right.LIFT_EMBARGO, channel.id) and person.user_id != actor_id
            ]
            if not others:
                raise InputError(
                    "Lifting an embargo takes a second person with this right, and there is none. "
                    "Invite one: /invite chief"
                )
            now, rules = self.clock.now(), channel.rules
            if rules.desk_chat_id is not None:
                others = [Place(rules.desk_chat_id, rules.desk_thread_id)]
            await tx.editions.note(row, "lift_asked", actor_id, now, reason)
            await tx.audit.add(
                now, actor_id, "ask_lift", channel_id=channel.id, post_id=row.id,
                before=str(row.embargo_until), after=reason,
            )  # fmt: skip
            for place in others:
                await tx.notices.add("lift", place, now, post_id=row.id)
            shown_anew = (place.chat_id for place in others)
            await refresh_cards(tx, row.id, now, but=tuple(shown_anew))
            return await view(tx, row, now)

        return await self.store.run(work)

    async def lift(self, post_id: int, version: int, actor_id: int) -> PostView:
        """The second person's yes. Raises InputError for the one who asked, StateError where
        nobody asked about the post as it is.
        """

        async def work(tx: Transaction) -> PostView:
            row, channel = await self._locked(tx, post_id, version, actor_id)
            now = self.clock.now()
            asked = (await view(tx, row, now)).lifting
            if asked is None:
                raise StateError("Nobody has asked to lift the embargo of № {number} as it is.",
                                 number=post_id)  # fmt: skip
            if asked.user_id == actor_id:
                raise InputError("You asked yourself: a second person has to lift the embargo.")
            lifted = await tx.posts.change(
                row.id, allowed=EDITABLE, version=version, renew=True, embargo_until=None
            )
            if lifted is None:
                raise StateError("Post № {number} can't be changed any more.", number=post_id)
            await tx.editions.note(lifted, "embargo_lifted", actor_id, now, asked.reason)
            await tx.audit.add(
                now, actor_id, "lift_embargo", channel_id=channel.id, post_id=row.id,
                before=str(row.embargo_until), after=asked.reason,
            )  # fmt: skip
            await tx.notices.add("lifted", Place(asked.user_id), now, post_id=row.id)
            await refresh_cards(tx, row.id, now, but=(actor_id, asked.user_id))
            return await view(tx, lifted, now)

        lifted = await self.store.run(work)
        self.wake.plan.set()
        return lifted

    async def _locked(
        self, tx: Transaction, post_id: int, version: int | None, actor_id: int
    ) -> tuple[PostRow, Channel]:
        row = await find(tx, post_id, version)
        channel = await tx.channels.get(row.channel_id)
        actor = await tx.people.get(actor_id)
        if actor is None or not actor.may(Right.LIFT_EMBARGO, channel.id):
            raise InputError("You may not do this with № {number}.", number=post_id)
        if row.embargo_until is None or row.embargo_until <= self.clock.now():
            raise StateError("There is no embargo on № {number} any more.", number=post_id)
        return row, channel

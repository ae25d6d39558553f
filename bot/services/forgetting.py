"""What is stored of a reader, and its removal."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.errors import InputError, StateError, mark
from bot.domain.people import Person
from bot.domain.post import EDITABLE, ON_THE_WAY, Status
from bot.services.notices import said
from bot.services.ports import Clock, Wake
from bot.services.tips import voice_places
from bot.store import Store, Transaction
from bot.store.tips import Tip

GONE = mark("A reader took their news № {tip} back: what was made of it is deleted.")


@dataclass(frozen=True, slots=True)
class Stored:
    """What there is: rows by kind, news that is out, and whether the desk silenced the person."""

    counts: dict[str, int]
    published: int
    silenced: bool
    gathering: bool = False  # a tip that was never sent is among it
    shown: tuple[tuple[int, int], ...] = ()  # chats and messages of the desk that show it


@dataclass(frozen=True, slots=True)
class Forgetting:
    """The right to be forgotten."""

    store: Store
    clock: Clock
    wake: Wake

    async def stored(self, person: Person) -> Stored:
        """What is stored of a reader. Raises InputError for somebody at the desk."""
        _require_reader(person)
        return await self.store.run(lambda tx: _stored(tx, person.user_id))

    async def forget(self, person: Person) -> Stored:
        """Removes it all, and returns what there was.

        What was made of their news and is not out is removed too: consent is withdrawn. What is
        out stays as the channel's post, of which nothing leads to the person any more.
        Raises InputError for somebody at the desk, StateError where a post is just going out.
        """
        _require_reader(person)

        async def work(tx: Transaction) -> Stored:
            found = await _stored(tx, person.user_id)
            shown = await tx.letters.shown(person.user_id)
            for tip in await tx.tips.of_reader(person.user_id):
                shown += await self._withdraw(tx, tip)
            await tx.personal.erase(person.user_id)
            return replace(found, shown=tuple(shown))

        found = await self.store.run(work)
        self.wake.plan.set()
        return found

    async def _withdraw(self, tx: Transaction, tip: Tip) -> list[tuple[int, int]]:
        """Takes back what is not out; returns the messages that show it to the desk."""
        row = await tx.posts.get(tip.post_id) if tip.post_id else None
        if tip.state not in ("sent", "accepted") or (tip.state == "accepted" and row is None):
            return []
        shown = list[tuple[int, int]]()
        now, channel = self.clock.now(), await tx.channels.get(tip.channel_id)
        if row is not None:
            story = await tx.posts.of_story(row.story_id)
            if any(copy.status in ON_THE_WAY for copy in story):
                raise StateError("Your news is going out just now. Try again in a minute.")
            for copy in story:
                if copy.status in (*EDITABLE, Status.DELETED) and copy.next_part == 0:
                    for card in await tx.cards.of_post(copy.id):
                        numbers = (*card.preview_ids, card.card_id)
                        shown += [(card.chat_id, number) for number in numbers]
                    await tx.personal.drop_post(copy.id)
        for place in await voice_places(tx, channel):
            await tx.notices.add("text", place, now, text=said(InputError(GONE, tip=tip.id)))
        return shown


async def _stored(tx: Transaction, user_id: int) -> Stored:
    tips = await tx.tips.of_reader(user_id)
    return Stored(
        await tx.personal.count(user_id),
        sum(tip.state in ("published", "approved") for tip in tips),
        await tx.personal.silenced(user_id),
        any(tip.state == "open" for tip in tips),
    )


def _require_reader(person: Person) -> None:
    if person.role.at_the_desk:
        raise InputError(
            "You work at the desk: the log of who did what is kept by law and for your "
            "colleagues. Leave the desk first, then I forget you as a reader."
        )

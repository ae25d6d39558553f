"""What a post was, version by version, and the way back to one of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.aspects import Aspect, Content, aspects
from bot.domain.errors import StateError
from bot.domain.text import FormattedText, join
from bot.services.making import rewrite
from bot.services.ports import Clock
from bot.services.views import find
from bot.store import Store, Transaction
from bot.store.rows import Edition, PostRow


@dataclass(frozen=True, slots=True)
class Version:
    """An edition of a post: who made it, and what changed since the one before."""

    edition: Edition
    author: str
    changed: tuple[Aspect, ...]  # empty for the first one

    @property
    def text(self) -> FormattedText:
        """All that it says."""
        parts = self.edition.post.parts
        return join((part.text for part in parts if part.text), "\n\n")


@dataclass(frozen=True, slots=True)
class History:
    """The editions of posts. All raise InputError if there is no such post."""

    store: Store
    clock: Clock

    async def of_post(self, post_id: int) -> list[Version]:
        """Every version, the oldest first."""

        async def work(tx: Transaction) -> list[Version]:
            await find(tx, post_id)
            found, before = list[Version](), None
            for edition in await tx.editions.of_post(post_id):
                person = await tx.people.get(edition.made_by)
                raw, wishes, _ = await tx.posts.release(edition.release_id)
                content: Content = (raw, wishes, edition.post)
                changed = aspects(before, content) if before else ()
                found.append(Version(edition, person.name if person else "", changed))
                before = content
            return found

        return await self.store.run(work)

    async def bring_back(self, post_id: int, version: int, edition: int, actor_id: int) -> PostRow:
        """Makes a new version of the post out of an old one; what readers were told stays told.

        Consents to another text are not good for this one. Raises StateError if the post is at
        another version than the one that was shown, past changing, or the same already.
        """

        async def work(tx: Transaction) -> PostRow:
            row = await find(tx, post_id, version)
            found = [one for one in await tx.editions.of_post(post_id) if one.edition == edition]
            if not found:
                raise StateError("This button no longer works.")
            raw_now, wishes_now, _ = await tx.posts.release(row.release_id)
            raw, wishes, _ = await tx.posts.release(found[0].release_id)
            told = replace(wishes, corrections=wishes_now.corrections, sequel=wishes_now.sequel)
            if (raw, told) == (raw_now, wishes_now):
                raise StateError("Post № {number} is like this version now.", number=post_id)
            kept = row.confirmed if raw.text == raw_now.text else None
            now = self.clock.now()
            return await rewrite(tx, row, raw, told, now, actor_id, confirmed=kept)

        return await self.store.run(work)

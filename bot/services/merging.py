"""A text and the photos that were sent apart from it become one post."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.errors import StateError, mark
from bot.domain.post import Status
from bot.domain.text import join
from bot.services.making import rewrite
from bot.services.partners import partner
from bot.services.ports import Clock
from bot.services.views import find
from bot.store import Store, Transaction
from bot.store.rows import PostRow

TOO_LATE = mark("These two posts can't be joined any more.")


@dataclass(frozen=True, slots=True)
class Merging:
    """Makes one post of two."""

    store: Store
    clock: Clock

    async def join(
        self, one: tuple[int, int], other: tuple[int, int], actor_id: int
    ) -> tuple[PostRow, PostRow]:
        """Joins two drafts, each named by number and version; returns what stays and what goes.

        The older number stays. Raises InputError if one of them is gone, StateError if one has
        changed or moved on.
        """

        async def work(tx: Transaction) -> tuple[PostRow, PostRow]:
            kept, dropped = sorted(
                [await find(tx, *one), await find(tx, *other)], key=lambda row: row.id
            )
            halves = [(row, *(await tx.posts.release(row.release_id))) for row in (kept, dropped)]
            halves.sort(key=lambda half: bool(half[1].media))
            (worded, words, wishes, _), (_, files, _, _) = halves
            found = await partner(tx, kept, words if worded is kept else files)
            if found is None or found.id != dropped.id:
                raise StateError(TOO_LATE)
            now = self.clock.now()
            # It goes first, so that the joined post is not taken for a repetition of it.
            gone = await tx.posts.change(
                dropped.id, allowed=[Status.DRAFT], version=dropped.version, status=Status.DELETED
            )
            if gone is None:
                raise StateError(TOO_LATE)
            await tx.audit.add(
                now, actor_id, "join", channel_id=gone.channel_id, post_id=gone.id,
                after=str(kept.id),
            )  # fmt: skip
            # The photos may have brought their credit.
            text = join((words.text, files.text), "\n\n") if files.text else words.text
            raw = replace(words, text=text, media=files.media, found=words.found + files.found)
            joined = await rewrite(
                tx, kept, raw, wishes, now, actor_id,
                confirmed=worded.confirmed, also=((dropped, gone),),
            )  # fmt: skip
            return joined, gone

        return await self.store.run(work)

"""What an editor wishes of what a post says beside its text: headline, rubric, cut lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.domain.errors import InputError, StateError
from bot.domain.release import Wishes
from bot.services.making import rewrite
from bot.services.ports import Clock
from bot.services.views import PostView, find, view
from bot.store import Store, Transaction
from bot.store.rows import PostRow

RUBRIC_LENGTH = 64
HEADLINE_LENGTH = 200
SOURCE_LENGTH = 200

Change = Callable[[PostView], Wishes]


async def wish(
    store: Store, clock: Clock, post_id: int, version: int | None, actor_id: int, change: Change
) -> PostRow:
    """Makes the post anew with the wishes that `change` finds; consents stay good.

    Raises InputError if there is no such post, StateError if it is at another version, or past
    changing.
    """

    async def work(tx: Transaction) -> PostRow:
        row, now = await find(tx, post_id, version), clock.now()
        raw, _, _ = await tx.posts.release(row.release_id)
        wishes = change(await view(tx, row, now))
        return await rewrite(tx, row, raw, wishes, now, actor_id, confirmed=row.confirmed)

    return await store.run(work)


@dataclass(frozen=True, slots=True)
class Wishing:
    """Changes a post by its editor's wishes; consents to what stays the same are kept.

    All raise InputError if there is no such post, and StateError if it is at another version
    than the one that was shown, or past changing.
    """

    store: Store
    clock: Clock

    async def set_rubric(self, post_id: int, rubric: str | None, actor_id: int) -> PostRow:
        """Gives the post another rubric, or none. Raises InputError for an unusable one."""
        words = " ".join(rubric.split()).lstrip("#") if rubric else ""
        if len(words) > RUBRIC_LENGTH:
            raise InputError("A rubric has at most {limit} characters.", limit=RUBRIC_LENGTH)

        def change(seen: PostView) -> Wishes:
            return replace(seen.wishes, rubric=words)

        return await self._wish(post_id, None, actor_id, change)

    async def set_headline(self, post_id: int, headline: str | None, actor_id: int) -> PostRow:
        """Gives the post a headline; None: the one that the release has.

        Raises InputError for one that is too long.
        """
        words = " ".join(headline.split()) if headline else None
        if words and len(words) > HEADLINE_LENGTH:
            raise InputError("A headline has at most {limit} characters.", limit=HEADLINE_LENGTH)

        def change(seen: PostView) -> Wishes:
            return replace(seen.wishes, headline=words, normal_case=False)

        return await self._wish(post_id, None, actor_id, change)

    async def set_source(self, post_id: int, source: str | None, actor_id: int) -> PostRow:
        """Names another source, or none. Raises InputError for one that is too long."""
        words = " ".join(source.split()) if source else ""
        if len(words) > SOURCE_LENGTH:
            raise InputError("A source has at most {limit} characters.", limit=SOURCE_LENGTH)

        def change(seen: PostView) -> Wishes:
            return replace(seen.wishes, source=words)

        return await self._wish(post_id, None, actor_id, change)

    async def switch_case(self, post_id: int, version: int, actor_id: int) -> PostRow:
        """Writes a headline in capitals as a sentence, or in capitals again."""

        def change(seen: PostView) -> Wishes:
            return replace(seen.wishes, normal_case=not seen.wishes.normal_case)

        return await self._wish(post_id, version, actor_id, change)

    async def put_back(self, post_id: int, version: int, cut: int, actor_id: int) -> PostRow:
        """Puts a line that was cut, by its number from 0, back into the post."""

        def change(seen: PostView) -> Wishes:
            if not 0 <= cut < len(seen.release.cuts):
                raise StateError("This button no longer works.")
            kept = (*seen.wishes.keep, seen.release.cuts[cut].text)
            return replace(seen.wishes, keep=tuple(dict.fromkeys(kept)))

        return await self._wish(post_id, version, actor_id, change)

    async def cut_again(self, post_id: int, version: int, kept: int, actor_id: int) -> PostRow:
        """Cuts a line, by its number among those put back, once more."""

        def change(seen: PostView) -> Wishes:
            keep = seen.wishes.keep
            if not 0 <= kept < len(keep):
                raise StateError("This button no longer works.")
            return replace(seen.wishes, keep=keep[:kept] + keep[kept + 1 :])

        return await self._wish(post_id, version, actor_id, change)

    async def _wish(
        self, post_id: int, version: int | None, actor_id: int, change: Change
    ) -> PostRow:
        return await wish(self.store, self.clock, post_id, version, actor_id, change)

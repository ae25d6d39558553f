"""What an editor wishes of a post beside its text: headline, rubric, cut lines, its look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.channel import Channel, LinkPreview, Look
from bot.domain.errors import InputError, StateError
from bot.domain.release import Release, Wishes
from bot.services.making import rewrite
from bot.services.ports import Clock
from bot.services.views import find
from bot.store import Store, Transaction
from bot.store.rows import PostRow

RUBRIC_LENGTH = 64
HEADLINE_LENGTH = 200

Option = Literal["silent", "link_preview", "caption_above", "long_text"]

NEXT_PREVIEW: dict[LinkPreview, LinkPreview] = {"off": "below", "below": "above", "above": "off"}

Change = Callable[[Wishes, Release, Channel], Wishes]


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
        return await self._wish(
            post_id, None, actor_id, lambda w, _r, _c: replace(w, rubric=words)
        )

    async def set_headline(self, post_id: int, headline: str | None, actor_id: int) -> PostRow:
        """Gives the post a headline; None: the one that the release has.

        Raises InputError for one that is too long.
        """
        words = " ".join(headline.split()) if headline else None
        if words and len(words) > HEADLINE_LENGTH:
            raise InputError("A headline has at most {limit} characters.", limit=HEADLINE_LENGTH)

        def change(wishes: Wishes, _release: Release, _channel: Channel) -> Wishes:
            return replace(wishes, headline=words, normal_case=False)

        return await self._wish(post_id, None, actor_id, change)

    async def switch_case(self, post_id: int, version: int, actor_id: int) -> PostRow:
        """Writes a headline in capitals as a sentence, or in capitals again."""

        def change(wishes: Wishes, _release: Release, _channel: Channel) -> Wishes:
            return replace(wishes, normal_case=not wishes.normal_case)

        return await self._wish(post_id, version, actor_id, change)

    async def put_back(self, post_id: int, version: int, cut: int, actor_id: int) -> PostRow:
        """Puts a line that was cut, by its number from 0, back into the post."""

        def change(wishes: Wishes, release: Release, _channel: Channel) -> Wishes:
            if not 0 <= cut < len(release.cuts):
                raise StateError("This button no longer works.")
            return replace(wishes, keep=(*wishes.keep, release.cuts[cut].text))

        return await self._wish(post_id, version, actor_id, change)

    async def cut_again(self, post_id: int, version: int, kept: int, actor_id: int) -> PostRow:
        """Cuts a line, by its number among those put back, once more."""

        def change(wishes: Wishes, _release: Release, _channel: Channel) -> Wishes:
            if not 0 <= kept < len(wishes.keep):
                raise StateError("This button no longer works.")
            return replace(wishes, keep=wishes.keep[:kept] + wishes.keep[kept + 1 :])

        return await self._wish(post_id, version, actor_id, change)

    async def switch(self, post_id: int, version: int, option: Option, actor_id: int) -> PostRow:
        """Switches one option of the post's look over to the next value."""

        def change(wishes: Wishes, _release: Release, channel: Channel) -> Wishes:
            return replace(wishes, look=_switched(wishes.look, option, channel))

        return await self._wish(post_id, version, actor_id, change)

    async def _wish(
        self, post_id: int, version: int | None, actor_id: int, change: Change
    ) -> PostRow:
        async def work(tx: Transaction) -> PostRow:
            row = await find(tx, post_id, version)
            raw, wishes, release = await tx.posts.release(row.release_id)
            wished = change(wishes, release, await tx.channels.get(row.channel_id))
            return await rewrite(
                tx, row, raw, wished, self.clock.now(), actor_id, confirmed=row.confirmed
            )

        return await self.store.run(work)


def _switched(look: Look, option: Option, channel: Channel) -> Look:
    """The look with one option at its next value."""
    style = look.over(channel.style)
    match option:
        case "silent":
            return replace(look, silent=not look.silent)
        case "link_preview":
            return replace(look, link_preview=NEXT_PREVIEW[style.link_preview])
        case "caption_above":
            return replace(look, caption_above=not style.caption_above)
        case "long_text":
            return replace(look, long_text="rich" if style.long_text == "split" else "split")

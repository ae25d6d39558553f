"""The files of a post: those of its document taken in or out, and each one by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.domain import limits
from bot.domain.errors import InputError, StateError, mark
from bot.domain.release import Media, RawRelease
from bot.services.making import rewrite
from bot.services.ports import Clock
from bot.services.views import find
from bot.store import Store, Transaction
from bot.store.rows import PostRow

FULL = mark("A post has at most {limit} photos here. Remove one first.")
NOTHING_LEFT = mark("The post has nothing but this. Give it a text with «Edit» first.")
GONE = mark("This photo is not in the post any more. Here is the list as it is now.")

Change = Callable[[RawRelease], tuple[Media, ...]]


def to_add(raw: RawRelease) -> tuple[Media, ...]:
    """The photos that one press puts into the post: an album holds no more."""
    fresh = [photo for photo in raw.found if photo not in raw.media]
    return tuple(fresh[: max(0, limits.ALBUM - len(raw.media))])


def taken(raw: RawRelease) -> bool:
    """Whether photos of the document are in the post."""
    return any(photo in raw.media for photo in raw.found)


@dataclass(frozen=True, slots=True)
class Photos:
    """Changes the files of a post; they are numbered from 0.

    All raise InputError if there is no such post, and StateError if it is at another version
    than the one that was shown, or past changing.
    """

    store: Store
    clock: Clock

    async def switch(self, post_id: int, version: int, actor_id: int) -> PostRow:
        """Adds the photos of the document, or takes them back."""

        def change(raw: RawRelease) -> tuple[Media, ...]:
            if taken(raw):
                return tuple(file for file in raw.media if file not in raw.found)
            return raw.media + to_add(raw)

        return await self._change(post_id, version, actor_id, change)

    async def add(self, post_id: int, file: Media, actor_id: int) -> PostRow:
        """Puts a file behind the others; one that is there already stays where it is.

        Raises InputError where there is no room.
        """

        def change(raw: RawRelease) -> tuple[Media, ...]:
            if _place(raw, file.file_unique_id) is not None:
                return raw.media
            if len(raw.media) >= limits.ALBUM:
                raise InputError(FULL, limit=limits.ALBUM)
            return (*raw.media, file)

        return await self._change(post_id, None, actor_id, change)

    async def replace(self, post_id: int, old: str, file: Media, actor_id: int) -> PostRow:
        """Puts a file in the place of the one with the `file_unique_id` of `old`."""

        def change(raw: RawRelease) -> tuple[Media, ...]:
            number = _place(raw, old)
            if number is None:
                raise StateError(GONE)
            rest = [other.file_unique_id for other in raw.media if other.file_unique_id != old]
            if file.file_unique_id in rest:
                raise InputError("This photo is in the post already. Send another one.")
            return (*raw.media[:number], file, *raw.media[number + 1 :])

        return await self._change(post_id, None, actor_id, change)

    async def remove(self, post_id: int, version: int, number: int, actor_id: int) -> PostRow:
        """Takes one file out."""

        def change(raw: RawRelease) -> tuple[Media, ...]:
            _require(raw, number)
            return raw.media[:number] + raw.media[number + 1 :]

        return await self._change(post_id, version, actor_id, change)

    async def move(
        self, post_id: int, version: int, number: int, step: int, actor_id: int
    ) -> PostRow:
        """Moves one file a place earlier (-1) or later (+1)."""

        def change(raw: RawRelease) -> tuple[Media, ...]:
            _require(raw, number)
            _require(raw, number + step)
            files = list(raw.media)
            files.insert(number + step, files.pop(number))
            return tuple(files)

        return await self._change(post_id, version, actor_id, change)

    async def clear(self, post_id: int, version: int, actor_id: int) -> PostRow:
        """Takes every file out."""
        return await self._change(post_id, version, actor_id, lambda _raw: ())

    async def _change(
        self, post_id: int, version: int | None, actor_id: int, change: Change
    ) -> PostRow:
        async def work(tx: Transaction) -> PostRow:
            row, now = await find(tx, post_id, version), self.clock.now()
            raw, wishes, _ = await tx.posts.release(row.release_id)
            media = change(raw)
            if media == raw.media:
                return row
            if not media and not raw.text.text.strip():
                raise InputError(NOTHING_LEFT)
            new = replace(raw, media=media)
            return await rewrite(tx, row, new, wishes, now, actor_id, confirmed=row.confirmed)

        return await self.store.run(work)


def _place(raw: RawRelease, unique_id: str) -> int | None:
    """The number of a file in the post."""
    ids = [file.file_unique_id for file in raw.media]
    return ids.index(unique_id) if unique_id in ids else None


def _require(raw: RawRelease, number: int) -> None:
    if not 0 <= number < len(raw.media):
        raise StateError("This button no longer works.")

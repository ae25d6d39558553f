"""What an editor does to a post's content, beside sending a new text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.errors import InputError, StateError
from bot.domain.post import Status
from bot.services.intake import EDITABLE, rewrite
from bot.services.ports import Clock, Wake
from bot.services.views import PostView, view
from bot.store import Store, Transaction
from bot.store.rows import PostRow

RUBRIC_LENGTH = 64

BIGGEST = 2**63  # a forged button may carry any number


async def find(tx: Transaction, post_id: int, version: int | None = None) -> PostRow:
    """The post. Raises InputError if there is none, StateError if it is at another version."""
    row = await tx.posts.get(post_id) if 0 < post_id < BIGGEST else None
    if row is None or row.status is Status.DELETED:
        raise InputError("There is no post № {number}.", number=post_id)
    if version is not None and row.version != version:
        raise StateError("This card is old: the post has changed since. Here is the new one.")
    return row


@dataclass(frozen=True, slots=True)
class Drafts:
    """Looking at posts and changing what they say."""

    store: Store
    clock: Clock
    wake: Wake

    async def view(self, post_id: int) -> PostView:
        """The post with everything that its card shows. Raises InputError if there is none."""

        async def work(tx: Transaction) -> PostView:
            return await view(tx, await find(tx, post_id), self.clock.now())

        return await self.store.run(work)

    async def show(self, post_id: int, chat_id: int) -> None:
        """Has the post's preview and card sent to the chat. Raises InputError if there is none."""

        async def work(tx: Transaction) -> None:
            await find(tx, post_id)
            await tx.notices.add("draft", chat_id, self.clock.now(), post_id=post_id)

        await self.store.run(work)
        self.wake.notices.set()

    async def delete(self, post_id: int, version: int, actor_id: int) -> PostRow:
        """Drops a post that is not out. Raises StateError if it is, or is on its way."""

        async def work(tx: Transaction) -> PostRow:
            row = await find(tx, post_id, version)
            now = self.clock.now()
            changed = await tx.posts.change(
                row.id, allowed=EDITABLE, version=version, status=Status.DELETED
            )
            if changed is None:
                raise StateError("Post № {number} can't be deleted any more.", number=post_id)
            await tx.audit.add(now, actor_id, "delete", post_id=post_id, before=row.status)
            return changed

        return await self.store.run(work)

    async def set_rubric(self, post_id: int, rubric: str | None, actor_id: int) -> PostRow:
        """Gives the post another rubric, or none. Raises InputError for an unusable one."""
        words = " ".join(rubric.split()).lstrip("#") if rubric else ""
        if len(words) > RUBRIC_LENGTH:
            raise InputError("A rubric has at most {limit} characters.", limit=RUBRIC_LENGTH)

        async def work(tx: Transaction) -> PostRow:
            row = await find(tx, post_id)
            raw, wishes, _ = await tx.posts.release(row.release_id)
            wishes = replace(wishes, rubric=words)
            return await rewrite(tx, row, raw, wishes, self.clock.now(), actor_id)

        return await self.store.run(work)

    async def toggle(
        self, post_id: int, version: int, option: Literal["silent", "link_preview"], actor_id: int
    ) -> PostRow:
        """Switches one of the post's options over."""

        async def work(tx: Transaction) -> PostRow:
            row = await find(tx, post_id, version)
            options = row.post.options
            if option == "silent":
                options = replace(options, silent=not options.silent)
            else:
                hidden = options.link_preview == "off"
                options = replace(options, link_preview="below" if hidden else "off")
            changed = await tx.posts.change(
                row.id,
                allowed=EDITABLE,
                version=version,
                post=replace(row.post, options=options),
            )
            if changed is None:
                raise StateError("Post № {number} can't be changed any more.", number=post_id)
            await tx.audit.add(self.clock.now(), actor_id, option, post_id=post_id)
            return changed

        return await self.store.run(work)

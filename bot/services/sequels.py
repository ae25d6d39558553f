"""A continuing story: chosen on a draft, and told by the earlier post once it is out."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.channel import Channel
from bot.domain.correction import Sequel
from bot.domain.desk import Place
from bot.domain.errors import BotError, InputError, StateError
from bot.domain.post import EDITABLE, Status
from bot.services.notices import said
from bot.services.ports import Clock
from bot.services.revising import revise
from bot.services.stories import earlier_copy
from bot.services.views import PostView, find, view
from bot.store import Store, Transaction
from bot.store.rows import PostLine, PostRow

OFFERED = 5

NUMBER = re.compile(r"№?\s*(\d{1,9})")
LINK = re.compile(r"(?:https?://)?t\.me/(?:c/(\d{1,15})|(\w{4,32}))/(\d{1,9})(?:\?\S*)?")


async def tell_earlier(
    tx: Transaction, row: PostRow, channel: Channel, message_id: int, now: datetime
) -> None:
    """The earlier post of the story gets a line with the way to this one, now out."""
    copy, link = await earlier_copy(tx, row), channel.link(message_id)
    if copy is None or link is None:
        return
    raw, wishes, _ = await tx.posts.release(copy.release_id)
    wishes = replace(wishes, sequel=Sequel(link, row.title))
    try:
        await revise(tx, copy, raw, wishes, row.editor_id, now)
    except BotError:
        untold = StateError(
            "№ {earlier} has no room for a link to № {number}, its sequel. The sequel answers it.",
            earlier=copy.id,
            number=row.id,
        )
        await tx.notices.add("text", Place(row.editor_id), now, text=said(untold))


async def untell_earlier(tx: Transaction, row: PostRow, actor_id: int, now: datetime) -> None:
    """The earlier post of the story loses its line about this one, which is taken back."""
    copy = await earlier_copy(tx, row)
    if copy is None:
        return
    raw, wishes, _ = await tx.posts.release(copy.release_id)
    links = [
        (await tx.channels.get(row.channel_id)).link(message.message_id)
        for message in await tx.messages.rows(row.id)
    ]
    if wishes.sequel is None or wishes.sequel.link not in links:
        return
    with suppress(BotError):  # it is gone, or a person has to mend it; the link leads nowhere
        await revise(tx, copy, raw, replace(wishes, sequel=None), actor_id, now)


@dataclass(frozen=True, slots=True)
class Sequels:
    """Says of a post that is not out yet which story it continues."""

    store: Store
    clock: Clock

    async def recent(self, post_id: int) -> list[PostLine]:
        """The posts last published in the channel of the post, the newest first."""

        async def work(tx: Transaction) -> list[PostLine]:
            row = await find(tx, post_id)
            return await tx.posts.lines(row.channel_id, [Status.SENT], "sent", limit=OFFERED)

        return await self.store.run(work)

    async def named(self, words: str) -> int:
        """The post that a number or a link to a message names. Raises InputError for no post."""
        if number := NUMBER.fullmatch(words.strip()):
            return int(number[1])
        link = LINK.fullmatch(words.strip())
        if link is None:
            raise InputError("Send the number of the earlier post, or the link to it.")

        async def work(tx: Transaction) -> int | None:
            chat, name, message = link.groups()
            for channel in await tx.channels.all():
                mine = channel.chat_id == int(f"-100{chat}") if chat else (
                    (channel.username or "").lower() == name.lower()
                )  # fmt: skip
                if mine and (row := await tx.messages.find(channel.id, int(message))):
                    return row.post_id
            return None

        found = await self.store.run(work)
        if found is None:
            raise InputError("This link leads to no post that the bot has published.")
        return found

    async def choose(
        self, post_id: int, version: int | None, earlier_id: int | None, actor_id: int
    ) -> PostView:
        """The post, and its copies, continue the earlier one; None: they begin a story.

        Raises InputError if the earlier post is not out, StateError if the post is past changing.
        """

        async def work(tx: Transaction) -> PostView:
            row, now = await find(tx, post_id, version), self.clock.now()
            if earlier_id is not None:
                earlier = await find(tx, earlier_id)
                if earlier.status is not Status.SENT or earlier.story_id == row.story_id:
                    raise InputError("№ {number} is not in the channel.", number=earlier_id)
            changed: PostRow | None = None
            for copy in await tx.posts.of_story(row.story_id):
                done = await tx.posts.change(
                    copy.id,
                    allowed=EDITABLE,
                    version=copy.version,
                    renew=True,
                    continues_id=earlier_id,
                    touched_at=now,
                )
                changed = done if copy.id == row.id else changed
            if changed is None:
                raise StateError("Post № {number} can't be changed any more.", number=post_id)
            await tx.audit.add(
                now, actor_id, "continue", channel_id=row.channel_id, post_id=row.id,
                before=str(row.continues_id or ""), after=str(earlier_id or ""),
            )  # fmt: skip
            return await view(tx, changed, now)

        return await self.store.run(work)

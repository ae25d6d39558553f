"""How one post is to look, and what becomes of it once it is out: its options and buttons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from bot.domain import limits
from bot.domain.channel import Channel, LinkPreview, Look, Pin
from bot.domain.errors import InputError, StateError, mark
from bot.domain.keyboard import Keyboard
from bot.domain.rights import Standing
from bot.domain.text import FormattedText
from bot.planning import when
from bot.services.making import draw
from bot.services.ports import Chats, Clock
from bot.services.views import PostView
from bot.services.wishing import wish
from bot.store import Store
from bot.store.rows import PostRow

Option = Literal["silent", "link_preview", "caption_above", "rich", "protect"]

NEXT_PREVIEW: dict[LinkPreview, LinkPreview] = {"off": "below", "below": "above", "above": "off"}

LONGEST, SHORTEST = timedelta(days=366), timedelta(minutes=1)  # of what is deleted by itself

NO_PERIOD = mark("Say after how long, for example «in 3 days» or «in 12 hours».")
NO_GROUP = mark(
    "{channel} has no discussion group, so nobody can comment. Link a group to it in Telegram "
    "and press again."
)

Change = Callable[[PostView], Look]


@dataclass(frozen=True, slots=True)
class Looks:
    """Changes how one post is shown.

    All raise InputError if there is no such post, and StateError if it is at another version
    than the one that was shown, or past changing.
    """

    store: Store
    clock: Clock
    chats: Chats

    async def switch(self, post_id: int, version: int, option: Option, actor_id: int) -> PostRow:
        """Switches one option over to its next value."""
        return await self._look(
            post_id, version, actor_id, lambda seen: _fitting(seen, _switched(seen, option))
        )

    async def pin(self, post_id: int, version: int, pin: Pin | None, actor_id: int) -> PostRow:
        """Has the post pinned once it is out; None: not."""
        return await self._look(
            post_id, version, actor_id, lambda seen: replace(seen.wishes.look, pin=pin)
        )

    async def delete_after(
        self, post_id: int, version: int | None, period: timedelta | None, actor_id: int
    ) -> PostRow:
        """Has the post deleted so long after its publication; None: never."""
        return await self._look(
            post_id, version, actor_id, lambda seen: replace(seen.wishes.look, delete_after=period)
        )

    def period(self, phrase: str, channel: Channel) -> timedelta:
        """How long «через 3 дня» or «3 дня» is. Raises InputError for what is no such stretch."""
        words = phrase.strip().casefold()
        for word in ("на ", "for "):
            words = words.removeprefix(word)
        if not words.startswith(("через ", "in ", "+")):
            words = f"через {words}"
        now = self.clock.now()
        moment = when(words, now, channel.zone)
        if moment.kind == "default" or not moment.at - now >= SHORTEST:
            raise InputError(NO_PERIOD)
        if moment.at - now > LONGEST:
            raise InputError("A post can be deleted by itself within a year at most.")
        return moment.at - now

    async def require_discussion(self, channel: Channel) -> None:
        """Asks Telegram for the channel's discussion group. Raises StateError if it has none."""
        found = await self.chats.rights(channel.chat_id)
        if found.standing is Standing.UNKNOWN:
            raise StateError("Telegram does not answer. Try again in a minute.")
        if found.linked_chat_id is None:
            raise StateError(NO_GROUP, channel=channel.title)

    async def comment(self, post_id: int, comment: FormattedText | None, actor_id: int) -> PostRow:
        """Has the text put under the post, as its first comment; None: no comment."""
        return await self._look(
            post_id, None, actor_id, lambda seen: replace(seen.wishes.look, comment=comment)
        )

    async def buttons(
        self, post_id: int, version: int | None, buttons: Keyboard, actor_id: int
    ) -> PostRow:
        """Gives the post these buttons instead of those it has."""
        return await self._look(
            post_id, version, actor_id, lambda seen: replace(seen.wishes.look, buttons=buttons)
        )

    async def remove_button(
        self, post_id: int, version: int, number: int, actor_id: int
    ) -> PostRow:
        """Removes one button, by its number from 0, counted row by row."""

        def change(seen: PostView) -> Look:
            look = seen.wishes.look
            if not 0 <= number < sum(map(len, look.buttons)):
                raise StateError("This button no longer works.")
            counted = iter(range(number + 1))
            rows = (
                tuple(button for button in row if next(counted, None) != number)
                for row in look.buttons
            )
            return replace(look, buttons=tuple(row for row in rows if row))

        return await self._look(post_id, version, actor_id, change)

    async def _look(
        self, post_id: int, version: int | None, actor_id: int, change: Change
    ) -> PostRow:
        return await wish(
            self.store,
            self.clock,
            post_id,
            version,
            actor_id,
            lambda seen: replace(seen.wishes, look=change(seen)),
        )


def _switched(view: PostView, option: Option) -> Look:
    """The post's look with one option at its next value."""
    look, options = view.wishes.look, view.row.post.options
    match option:
        case "silent":
            return replace(look, silent=not options.silent)
        case "protect":
            return replace(look, protect=not options.protect)
        case "link_preview":
            return replace(look, link_preview=NEXT_PREVIEW[options.link_preview])
        case "caption_above":
            return replace(look, caption_above=not options.caption_above)
        case "rich":
            return replace(look, rich=not any(part.kind == "rich" for part in view.row.post.parts))


def _fitting(seen: PostView, look: Look) -> Look:
    """The look, if the post can have it. Raises InputError where it does not fit into one."""
    if look.rich and not seen.wishes.look.rich:
        _, post = draw(seen.channel, seen.release, replace(seen.wishes, look=look))
        if not any(part.kind == "rich" for part in post.parts):
            raise InputError(
                "This post does not fit into one rich message: it may have {limit} "
                "characters and {blocks} paragraphs at most.",
                limit=limits.RICH_TEXT,
                blocks=limits.RICH_BLOCKS,
            )
    return look

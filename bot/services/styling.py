"""The house style of a channel: changed field by field, and shown on a sample."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from bot.domain.channel import ELEMENTS, Channel, Element, HouseStyle
from bot.domain.errors import InputError, StateError
from bot.domain.post import Post
from bot.domain.release import Media
from bot.rendering import render
from bot.rendering.sample import sample_release
from bot.services.ports import Clock
from bot.store import Store, Transaction

T = TypeVar("T")

FOOTER_LENGTH = 200
EMOJI_LENGTH = 10  # code points: a flag or a family is several
NEVER_FOLDS = 100_000  # characters: no quotation is so long

# What a press of a button goes through, in this order.
VALUES: dict[str, tuple[Any, ...]] = {
    "hashtags": (0, 1, 2, 3),
    "expandable_from": (200, 400, 600, 1000, NEVER_FOLDS),
    "long_text": ("split", "rich"),
    "tables": ("list", "rich"),
    "long_with_photo": ("photo_first", "text_first", "rich"),
    "caption_above": (False, True),
    "link_preview": ("off", "below", "above"),
}

_FIELD = re.compile(r"\{[^{}]*\}")
_FIELDS = frozenset({"{channel}", "{age}"})


@dataclass(frozen=True, slots=True)
class Styling:
    """Changes of the style; every post that is drawn from then on has it."""

    store: Store
    clock: Clock

    async def next_value(self, channel_id: int, field: str, actor_id: int) -> Channel:
        """Gives a field its next value. Raises StateError for one that has none."""
        values = VALUES.get(field)
        if values is None:
            raise StateError("This button no longer works.")

        def change(style: HouseStyle) -> HouseStyle:
            return replace(style, **{field: _after(values, getattr(style, field))})

        return await self._change(channel_id, change, actor_id)

    async def switch(self, channel_id: int, element: str, actor_id: int) -> Channel:
        """Shows an element of the post, or hides it. Raises StateError for the text itself."""

        def change(style: HouseStyle) -> HouseStyle:
            known = _element(element)
            if known == "body":
                raise StateError("A post without its text is none.")
            shown = style.elements
            if known in shown:
                return replace(style, elements=tuple(e for e in shown if e != known))
            # It comes where the usual order has it: after the last of those before it.
            before = ELEMENTS[: ELEMENTS.index(known)]
            at = max((n + 1 for n, e in enumerate(shown) if e in before), default=0)
            return replace(style, elements=(*shown[:at], known, *shown[at:]))

        return await self._change(channel_id, change, actor_id)

    async def move(self, channel_id: int, element: str, step: int, actor_id: int) -> Channel:
        """Moves a shown element up (-1) or down (+1); at the end it stays."""

        def change(style: HouseStyle) -> HouseStyle:
            shown = list(style.elements)
            if _element(element) not in shown:
                raise StateError("This button no longer works.")
            at = shown.index(_element(element))
            to = min(max(0, at + step), len(shown) - 1)
            shown.insert(to, shown.pop(at))
            return replace(style, elements=tuple(shown))

        return await self._change(channel_id, change, actor_id)

    async def set_emoji(self, channel_id: int, emoji: str, actor_id: int) -> Channel:
        """What stands before the headline; empty for nothing. Raises InputError for a text."""
        words = emoji.strip()
        letters = any(unicodedata.category(sign)[0] in "LZ" for sign in words)
        if len(words) > EMOJI_LENGTH or letters or (words and words.isascii()):
            raise InputError("This is no emoji. Send one, or «-» for none.")
        return await self._change(channel_id, lambda style: replace(style, emoji=words), actor_id)

    async def set_footer(self, channel_id: int, footer: str, actor_id: int) -> Channel:
        """The last line of every post. Raises InputError for one that can't be filled in."""
        words = footer.strip()
        if len(words) > FOOTER_LENGTH:
            raise InputError("A footer has at most {limit} characters.", limit=FOOTER_LENGTH)
        for field in _FIELD.findall(words):
            if field not in _FIELDS:
                raise InputError(
                    "I don't know what to put for {field}. I know {fields}.",
                    field=field,
                    fields=", ".join(sorted(_FIELDS, reverse=True)),
                )
        return await self._change(channel_id, lambda style: replace(style, footer=words), actor_id)

    async def sample(self, channel_id: int) -> Post:
        """A post with everything that the style shows, by the code that draws real ones.

        With a photo where the channel has had one, since Telegram takes only files that it has.
        """

        async def work(tx: Transaction) -> Post:
            channel = await tx.channels.get(channel_id)
            return render(sample_release(await _photo(tx, channel)), channel.style)

        return await self.store.run(work)

    async def _change(
        self, channel_id: int, change: Callable[[HouseStyle], HouseStyle], actor_id: int
    ) -> Channel:
        async def work(tx: Transaction) -> Channel:
            before = await tx.channels.get(channel_id)
            channel = replace(before, style=change(before.style))
            await tx.channels.save(channel)
            await tx.audit.add(
                self.clock.now(), actor_id, "style", channel_id=channel_id,
                before=repr(before.style), after=repr(channel.style),
            )  # fmt: skip
            return channel

        return await self.store.run(work)


def _after(values: tuple[T, ...], value: T) -> T:
    """The value after this one; the first after the last, or after one that is none of them."""
    return values[(values.index(value) + 1) % len(values)] if value in values else values[0]


def _element(name: str) -> Element:
    for element in ELEMENTS:
        if element == name:
            return element
    raise StateError("This button no longer works.")


async def _photo(tx: Transaction, channel: Channel) -> tuple[Media, ...]:
    """A photo of one of the latest posts."""
    for post in await tx.posts.latest(channel.id, 10):
        for part in post.parts:
            for media in part.media:
                if media.kind == "photo":
                    return (media,)
    return ()

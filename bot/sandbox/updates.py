"""A bot's queue of updates: what waits, what is confirmed, who is polling (bot-api.md §4)."""

import asyncio
import random
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.sandbox.accounts import Bot
from bot.sandbox.errors import ApiError, conflict
from bot.sandbox.shapes import Json
from bot.sandbox.storage import Storage

DAY = 24 * 3600
CALLBACK_LIFE = 150
_WEEK = 7 * DAY
_FUTURE = 10  # an offset further ahead than this is taken for a mistake
_HISTORY = 100_000
_CONFLICT_PAUSE = 3.0
_REMEMBERED = 100  # confirmed updates that may be given out again
_HASTE = 3  # seconds within which the same offset again is haste

ALL_TYPES = frozenset(
    {
        "message", "edited_message", "channel_post", "edited_channel_post",
        "business_connection", "business_message", "edited_business_message",
        "deleted_business_messages", "message_reaction", "message_reaction_count",
        "inline_query", "chosen_inline_result", "callback_query", "shipping_query",
        "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member",
        "chat_member", "chat_join_request", "chat_boost", "removed_chat_boost",
    }
)  # fmt: skip
_OPT_IN = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


def allowed_types(names: Iterable[object]) -> list[str] | None:
    """The setting to keep: known names, or None for the default when there are none."""
    known = [name for name in names if isinstance(name, str) and name in ALL_TYPES]
    return known or None


class UpdateQueue:
    """The updates of one bot, oldest first, and at most one waiting poll."""

    def __init__(self, bot: Bot, storage: Storage, clock: Callable[[], float]) -> None:
        self._bot = bot
        self._storage = storage
        self._clock = clock
        self._kind = f"update/{bot.id}"
        self._waiting: dict[int, tuple[float, Json]] = {}
        self._past: deque[Json] = deque(maxlen=_REMEMBERED)
        self._again: list[Json] = []
        self.watcher: Callable[[], None] | None = None
        """Told of whatever is new to deliver."""
        self._tail = 0
        self._pushed = 0.0
        self._poll: asyncio.Future[None] | None = None
        self._next_conflict = 0.0
        self._asked_offset: int | None = None
        self._asked = 0.0
        for key, (expires, update) in storage.load(self._kind):
            self._waiting[int(key)] = (expires, update)
        for _, (tail, pushed) in storage.load(f"{self._kind}/tail"):
            self._tail, self._pushed = tail, pushed

    def wants(self, kind: str) -> bool:
        """Whether the bot asked for updates of this kind."""
        allowed = self._bot.allowed_updates
        return kind not in _OPT_IN if allowed is None else kind in allowed

    def push(self, kind: str, payload: Json, expires: float) -> None:
        """Add an update if the bot wants such ones, and wake whoever polls."""
        if not self.wants(kind):
            return
        now = self._clock()
        if not self._tail or (not self._waiting and now - self._pushed > _WEEK):
            self._tail = random.randint(2_000_001, 1_000_000_000)  # noqa: S311 no secret
        update_id = self._tail
        self._tail, self._pushed = update_id + 1, now
        update = {"update_id": update_id, kind: payload}
        self._waiting[update_id] = (expires, update)
        self._storage.put(self._kind, f"{update_id:012d}", (expires, update))
        self._storage.put(f"{self._kind}/tail", "", (self._tail, now))
        self._wake()

    def take(self, offset: int, limit: int) -> list[Json]:
        """Forget what `offset` confirms and give what is next; rules in bot-api.md §4."""
        head = next(iter(self._waiting), self._tail)
        if offset < 0:
            offset = max(self._tail + offset, head)
        elif offset > self._tail + _FUTURE or offset < head - _HISTORY:
            offset = 0
        now = self._clock()
        confirmed: list[int] = []
        expired: list[int] = []
        given, self._again = self._again[:limit], self._again[limit:]
        for update_id, (expires, update) in self._waiting.items():
            if update_id < offset:
                confirmed.append(update_id)
                self._past.append(update)
            elif len(given) == limit:
                break
            elif expires < now:
                expired.append(update_id)
            else:
                given.append(update)
        self._forget(confirmed + expired)
        return given

    def __len__(self) -> int:
        now = self._clock()
        return len(self._again) + sum(expires >= now for expires, _ in self._waiting.values())

    def confirms(self, offset: int) -> bool:
        """Whether `take` with this offset would confirm anything."""
        return offset <= self._tail + _FUTURE and any(known < offset for known in self._waiting)

    def repeat_confirmed_by(self, offset: int) -> None:
        """What `take` with this offset confirms is given out once more."""
        self._again += [
            dict(update) for known, (_, update) in self._waiting.items() if known < offset
        ]

    def repeat_last(self, count: int = 1) -> int:
        """Give out the newest confirmed updates once more; how many those are."""
        again = [dict(update) for update in self._past][-count:] if count > 0 else []
        self._again += again
        if again:
            self._wake()
        return len(again)

    # For a webhook

    def waiting(self) -> Iterator[Json]:
        """What is to be delivered, in order; the same objects each time."""
        now = self._clock()
        yield from self._again
        yield from (update for expires, update in self._waiting.values() if expires >= now)

    def holds(self, update: Json) -> bool:
        """Whether this very update is still to be delivered."""
        expires, known = self._waiting.get(update["update_id"], (0.0, None))
        if known is update:
            return expires >= self._clock()
        return any(each is update for each in self._again)

    def done(self, update: Json) -> None:
        """It was taken."""
        for place, each in enumerate(self._again):
            if each is update:
                del self._again[place]
                return
        self._past.append(update)
        self._forget([update["update_id"]])

    # For getUpdates

    def slow_down(self, offset: int, limit: int, timeout: int) -> tuple[int, int]:
        """Limit and timeout for somebody who asks the same again at once (bot-api.md §4)."""
        now = self._clock()
        again = offset == self._asked_offset
        since = now - self._asked
        self._asked_offset, self._asked = offset, now
        if again and timeout < _HASTE and since < _HASTE:
            timeout = _HASTE
        if again and since < _HASTE / 6:
            limit = 1
        return limit, timeout

    def clear(self) -> None:
        """Forget everything that waits (`drop_pending_updates`)."""
        self._forget(list(self._waiting))

    async def wait(self, timeout: float) -> None:
        """Wait until an update arrives; an older poll that is waiting is ended with 409."""
        await self.end_poll(
            "terminated by other getUpdates request;"
            " make sure that only one bot instance is running"
        )
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(poll, timeout)
        except TimeoutError:
            pass
        finally:
            if self._poll is poll:
                self._poll = None

    async def end_poll(self, reason: str) -> None:
        """Answer the waiting poll, if any, with 409; at most every 3 s (bot-api.md §2, 45)."""
        poll, self._poll = self._poll, None
        if poll is None or poll.done():
            return
        loop = asyncio.get_running_loop()
        now = loop.time()
        error = conflict(reason)
        if now >= self._next_conflict:
            self._next_conflict = now + _CONFLICT_PAUSE
            poll.set_exception(error)
        else:
            loop.call_later(_CONFLICT_PAUSE, _fail, poll, error)

    def release(self) -> None:
        """Let the waiting poll go home empty-handed: the server stops."""
        self.watcher = None
        self._wake()

    def _wake(self) -> None:
        if self.watcher:
            self.watcher()
        if self._poll and not self._poll.done():
            self._poll.set_result(None)

    def _forget(self, update_ids: Sequence[int]) -> None:
        if not update_ids:
            return
        with self._storage.atomic():
            for update_id in update_ids:
                self._waiting.pop(update_id, None)
                self._storage.delete(self._kind, f"{update_id:012d}")


def _fail(poll: "asyncio.Future[None]", error: ApiError) -> None:
    if not poll.done():
        poll.set_exception(error)

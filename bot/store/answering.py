"""Which update is being handled: what it does is written into the log under its number.

So a handler that was cut off by a crash is not run again once its effect is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_UPDATE: ContextVar[int | None] = ContextVar("update", default=None)


def answered_update() -> int | None:
    """The number of the update that is being handled, if one is."""
    return _UPDATE.get()


@contextmanager
def answering(update_id: int | None) -> Iterator[None]:
    """Acts within are the effect of this update; None: of none.

    None is for what finds by itself that it was done before: its handler may run again.
    """
    token = _UPDATE.set(update_id)
    try:
        yield
    finally:
        _UPDATE.reset(token)

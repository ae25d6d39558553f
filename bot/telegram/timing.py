"""Telegram's own time: the header Date of whatever it answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

from aiohttp import (
    ClientSession,
    TraceConfig,
    TraceRequestEndParams,
    TraceRequestStartParams,
)

from bot.services.ports import Timekeeper


def telling_time(clock: Timekeeper, heard: Callable[[], None]) -> TraceConfig:
    """Has the clock hear the Date of every answer of a session, and says that there is one."""

    async def asked(
        _session: ClientSession, context: SimpleNamespace, _params: TraceRequestStartParams
    ) -> None:
        context.mark = clock.mark()

    async def answered(
        _session: ClientSession, context: SimpleNamespace, params: TraceRequestEndParams
    ) -> None:
        clock.hear(date_of(params.response.headers.get("Date")), context.mark)
        heard()

    trace = TraceConfig()
    trace.on_request_start.append(asked)
    trace.on_request_end.append(answered)
    trace.freeze()
    return trace


def date_of(header: str | None) -> datetime | None:
    """The instant that the header names, in UTC; None for one that names none."""
    try:
        found = parsedate_to_datetime(header or "")
    except ValueError:
        return None
    return None if found.tzinfo is None else found

"""Telegram's own library, asked synchronously and offline (bot-api.md §2, tdjson)."""

import json
from collections.abc import Callable
from functools import cache

from bot.sandbox.shapes import Json


class ParserMissing(RuntimeError):
    """tdjson is not installed; the sandbox can't judge texts without it."""


@cache
def _library() -> Callable[[bytes], bytes | None]:
    try:
        from tdjson import td_execute
    except ImportError as error:
        raise ParserMissing(
            "The sandbox needs the package tdjson, Telegram's own parser,"
            " which exists for Linux and macOS."
        ) from error
    # Before this call TDLib writes its log to stderr.
    td_execute(b'{"@type":"setLogVerbosityLevel","new_verbosity_level":0}')
    execute: Callable[[bytes], bytes | None] = td_execute
    return execute


def require() -> None:
    """Fail with one clear sentence where the library is missing."""
    _library()


class TdError(Exception):
    """TDLib's refusal, in its own words."""


def execute(request: Json) -> Json:
    """One synchronous request to TDLib."""
    answer = _library()(json.dumps(request).encode())
    result: Json = json.loads(answer) if answer else {}
    if result.get("@type") == "error":
        raise TdError(result["message"])
    return result

"""Single calls of the Bot API before aiogram is loaded."""

from __future__ import annotations

from typing import Any

from aiohttp import ClientError, ClientSession


class CallFailed(Exception):
    """A call went wrong; its words hold no token. `status` is 0 without an answer."""

    def __init__(self, reason: str, status: int = 0) -> None:
        super().__init__(reason)
        self.status = status


async def call(
    session: ClientSession, api_url: str, token: str, method: str, **arguments: str
) -> Any:
    """The result of one call. Raises CallFailed."""
    url = f"{api_url.rstrip('/')}/bot{token}/{method}"
    try:
        async with session.post(url, data=arguments) as response:
            answer = await response.json(content_type=None)
            status = response.status
    except (ClientError, TimeoutError, OSError, ValueError) as error:
        reason = f"{type(error).__name__} {error}".replace(token, "<token>")
        raise CallFailed(reason) from None
    if not isinstance(answer, dict):
        raise CallFailed(f"{status}: an answer that is no JSON object", status)
    if answer.get("ok") is not True:
        raise CallFailed(f"{status} {answer.get('description')}", status)
    return answer.get("result")

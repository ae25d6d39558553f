"""Opens a link that an editor sent: public addresses only, within limits (design §9)."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Container
from contextlib import asynccontextmanager
from ipaddress import ip_address
from pathlib import PurePosixPath
from urllib.parse import unquote

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.documents import addresses, limits, pages
from bot.domain.document import Download
from bot.domain.errors import InputError

_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Vestnik/0.1)",
    "Accept": "text/html,application/xhtml+xml,text/plain,application/pdf;q=0.9,*/*;q=0.5",
    "Accept-Language": "ru,en;q=0.5",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PICTURES = ("image/jpeg", "image/png", "image/webp")
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


class Fetcher:
    """Addresses → files that a Reader takes."""

    def __init__(
        self,
        *,
        allowed: addresses.Policy = addresses.public,
        resolver: Callable[[], AbstractResolver] = aiohttp.ThreadedResolver,
        seconds: float = limits.FETCH_SECONDS,
        size: int = limits.FETCH,
    ) -> None:
        self._allowed, self._resolver = allowed, resolver
        self._seconds, self._size = seconds, size

    async def fetch(self, url: str) -> Download:
        """What the address answers; a web page with its lead picture, as one saved file.

        Raises InputError with one sentence.
        """
        address = pages.preview_of(_checked(url))
        try:
            async with asyncio.timeout(self._seconds), self._session() as session:
                return await self._fetch(session, address)
        except TimeoutError:
            raise InputError("The page does not answer in time. Send its text instead.") from None
        except (aiohttp.ClientError, OSError, ValueError):
            raise InputError(
                "The page can't be opened. Check the link or send its text instead."
            ) from None

    async def _fetch(self, session: aiohttp.ClientSession, address: URL) -> Download:
        found, mime, data = await self._get(session, address, _ENDINGS)
        if _ENDINGS[mime] != ".html":
            return Download(_name(found, _ENDINGS[mime]), data)
        lead = pages.lead_picture(data, found)
        picture = await self._picture(session, lead) if lead else None
        return Download(_name(found, ".mht"), pages.saved(found, data, mime, lead, picture))

    async def _picture(self, session: aiohttp.ClientSession, address: URL) -> bytes | None:
        """The lead picture; a page is worth reading without it."""
        try:
            return (await self._get(session, address, _PICTURES))[2]
        except (InputError, aiohttp.ClientError, OSError, ValueError):
            return None

    @asynccontextmanager
    async def _session(self) -> AsyncIterator[aiohttp.ClientSession]:
        resolver = addresses.CheckedResolver(self._resolver(), self._allowed)
        connector = aiohttp.TCPConnector(
            resolver=resolver, use_dns_cache=False, force_close=True, family=socket.AF_UNSPEC
        )
        async with aiohttp.ClientSession(
            connector=connector,
            headers=_HEADERS,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=self._seconds),
        ) as session:
            yield session

    async def _get(
        self, session: aiohttp.ClientSession, address: URL, kinds: Container[str]
    ) -> tuple[URL, str, bytes]:
        """Where the redirects led, the type and the bytes."""
        for _ in range(limits.REDIRECTS + 1):
            self._check(address)
            async with session.get(address, allow_redirects=False) as response:
                target = response.headers.get("Location")
                if response.status in _REDIRECTS and target:
                    address = _checked(str(address.join(URL(target))))
                    continue
                if response.status != 200:
                    raise InputError(
                        "The page answers with code {code}. Check the link or send its text.",
                        code=response.status,
                    )
                mime = response.content_type
                if mime not in kinds:
                    raise InputError(
                        "There is no page or document behind the link. Send the text instead."
                    )
                return address, mime, await self._body(response)
        raise InputError("The link leads round in circles. Send the text of the page.")

    def _check(self, address: URL) -> None:
        """An address in figures never reaches the resolver, so it is checked here."""
        try:
            literal = ip_address((address.host or "").partition("%")[0])
        except ValueError:
            return
        if not self._allowed(literal, address.port or 0):
            raise addresses.refused()

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        """The bytes after decompression, counted as they come."""
        body = bytearray()
        async for piece in response.content.iter_chunked(2**16):
            body += piece
            if len(body) > self._size:
                raise InputError(
                    "The page is larger than {limit} MB. Send its text instead.",
                    limit=self._size // limits.MB,
                )
        return bytes(body)


def _checked(text: str) -> URL:
    """The address; raises InputError for what is no address of the web."""
    try:
        url = URL(text.strip())
    except ValueError:
        url = URL()
    if url.user or url.password:
        raise InputError("The link holds a name or a password. Send it without them.")
    if url.scheme not in ("http", "https") or not url.host:
        raise InputError("This is not a link to a web page. Send one that begins with https://.")
    return url.with_fragment(None)


def _name(address: URL, ending: str) -> str:
    stem = PurePosixPath(unquote(address.path)).stem or address.host or "page"
    return stem[:80] + ending

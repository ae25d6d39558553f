"""What the bot serves over HTTP: the webhook, its health, its figures."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from aiohttp import web

from bot.app.window import PortTaken, Window
from bot.settings import Settings
from bot.telegram.webhook import HEADER, Webhook

log = logging.getLogger(__name__)

LARGEST = 2**20  # bytes of an update; none comes near (bot-api.md §4)
SHUTDOWN = 5.0  # seconds for requests under way to end
EXPOSITION = "text/plain; version=0.0.4; charset=utf-8"  # Prometheus' own format


@asynccontextmanager
async def serving(
    settings: Settings, window: Window, webhook: Webhook | None
) -> AsyncIterator[None]:
    """Listens meanwhile. Raises PortTaken if it can't."""
    pages = Pages(window, webhook)
    app = web.Application(client_max_size=LARGEST)
    app.router.add_get("/healthz", pages.healthz)
    app.router.add_get("/metrics", pages.metrics)
    if webhook is not None:
        app.router.add_post(urlsplit(webhook.url).path, pages.update)
    # No access log: it would hold the webhook's path and nothing that is of use.
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN)
    await runner.setup()
    try:
        await _listen(runner, settings)
        yield
    finally:
        await runner.cleanup()


@dataclass(frozen=True, slots=True)
class Pages:
    """The handlers."""

    window: Window
    webhook: Webhook | None

    async def update(self, request: web.Request) -> web.Response:
        """An update. Who calls is known by the secret: addresses say nothing behind a proxy."""
        assert self.webhook is not None  # noqa: S101 - there is no such path without one
        if not self.webhook.is_telegram(request.headers.get(HEADER, "")):
            return web.Response(status=HTTPStatus.FORBIDDEN)
        status = await self.webhook.receive(await request.read())
        again = {"Retry-After": "5"} if status is HTTPStatus.SERVICE_UNAVAILABLE else None
        return web.Response(status=status, headers=again)

    async def healthz(self, _request: web.Request) -> web.Response:
        """200 or 503, and why."""
        status, body = await self.window.healthz()
        return web.json_response(body, status=status)

    async def metrics(self, _request: web.Request) -> web.Response:
        """The figures."""
        page = await self.window.metrics()
        if page is None:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        return web.Response(body=page, headers={"Content-Type": EXPOSITION})


async def _listen(runner: web.AppRunner, settings: Settings) -> None:
    where = f"HTTP_PORT={settings.port}"
    try:
        await web.TCPSite(runner, settings.http_host, settings.port).start()
    except OSError as error:
        reason = error.strerror or str(error)
        raise PortTaken(f"{where}: can't listen on {settings.http_host}: {reason}") from None
    log.info("listening on %s:%d", settings.http_host, settings.port)

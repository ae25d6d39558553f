"""Starting and stopping the local Telegram."""

import asyncio
import json
import time
from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path

from aiohttp import web

from bot.sandbox import tdlib
from bot.sandbox.bodies import BODY_LIMIT
from bot.sandbox.chats_http import ChatsServer
from bot.sandbox.faults_http import FaultsServer
from bot.sandbox.people_http import PeopleServer
from bot.sandbox.readers_http import ReadersServer
from bot.sandbox.server import ApiServer
from bot.sandbox.world import World

_STATIC = Path(__file__).parent / "static"
_PING = 15.0


class Sandbox:
    """One process, one port: the Bot API, the people's side, the page."""

    def __init__(
        self, path: Path | None = None, *, clock: Callable[[], float] = time.time
    ) -> None:
        tdlib.require()
        self.world = World(path, clock)
        self.url = ""
        self._runner: web.AppRunner | None = None
        self._porter: asyncio.Task[None] | None = None

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; `url` tells where."""
        app = web.Application(client_max_size=BODY_LIMIT)
        api = ApiServer(self.world)
        api.add_routes(app)
        PeopleServer(self.world).add_routes(app)
        ReadersServer(self.world).add_routes(app)
        ChatsServer(self.world).add_routes(app)
        FaultsServer(self.world).add_routes(app)
        app.on_response_prepare.append(self._date)
        app.router.add_get("/sandbox/events", self._events)
        app.router.add_get("/", _page)
        if _STATIC.is_dir():
            app.router.add_static("/static", _STATIC)
        # A call goes on when its client has gone (bot-api.md §5.1); so it is in aiohttp, too.
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        site = web.TCPSite(runner, host, port)
        try:
            await site.start()
        except OSError:
            await runner.cleanup()  # so that the caller may try another port
            raise
        self._runner = runner
        bound = runner.addresses[0][1]
        self.url = f"http://{host}:{bound}"
        self.world.webhooks.start(lambda token, args: api.serve(token, "", args))
        self._porter = asyncio.create_task(self._keep_door(runner, site, host, bound))

    async def stop(self) -> None:
        """Answer what waits, close, and let the file go."""
        await self.world.webhooks.stop()
        self.world.faults.close()
        self.world.flood.close()
        self.world.reactions.close()
        self.world.delivery.close()
        if self._runner and self._porter:
            self._porter.cancel()
            await self._runner.cleanup()
            self._runner = None
        self.world.storage.close()

    async def _keep_door(
        self, runner: web.AppRunner, site: web.TCPSite, host: str, port: int
    ) -> None:
        """Closes the port while the plan of faults wants connections to be refused."""
        while True:
            await self.world.faults.refusing.wait()
            await site.stop()
            await self.world.faults.returned()
            site = web.TCPSite(runner, host, port)
            await site.start()

    async def _date(self, _: web.Request, response: web.StreamResponse) -> None:
        """The header Date tells the world's time."""
        response.headers["Date"] = formatdate(self.world.clock(), usegmt=True)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """The live stream of one person (server-sent events)."""
        try:
            user_id = int(request.query.get("as", ""))
        except ValueError:
            return web.json_response(
                {"error": "Не сказано, от чьего имени. Обновите страницу."}, status=400
            )
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}
        )
        with self.world.delivery.hub.listen(user_id) as listener:
            await response.prepare(request)
            await response.write(b": hello\n\n")
            async for event in listener.events(_PING):
                line = ": ping\n\n"
                if event:
                    line = f"event: {event[0]}\ndata: {json.dumps(event[1])}\n\n"
                try:
                    await response.write(line.encode())
                except ConnectionError:
                    break
        return response


async def _page(_: web.Request) -> web.StreamResponse:
    page = _STATIC / "index.html"
    if not page.is_file():
        raise web.HTTPNotFound(text="The page is not there.")
    return web.FileResponse(page)

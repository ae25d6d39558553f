"""The network between a bot and its database, to be cut."""

from __future__ import annotations

import asyncio
from pathlib import Path

SOCKET = ".s.PGSQL.5432"


class Cable:
    """A socket in `folder` that leads to the server's; cut, it swallows what either side says."""

    def __init__(self, folder: Path, server: Path) -> None:
        self._folder, self._server = folder, server
        self._whole = asyncio.Event()
        self._whole.set()
        self._listener: asyncio.Server
        self._ends = set[asyncio.StreamWriter]()

    async def plug_in(self) -> None:
        self._folder.mkdir()
        self._listener = await asyncio.start_unix_server(self._lead, self._folder / SOCKET)

    def cut(self) -> None:
        """Nobody is told: connections stay open and silent."""
        self._whole.clear()

    def mend(self) -> None:
        """New connections work; those that were cut are gone."""
        self._whole.set()
        self._hang_up()

    async def unplug(self) -> None:
        self._hang_up()
        self._listener.close()
        while self._ends:
            await asyncio.sleep(0.01)

    def _hang_up(self) -> None:
        for end in self._ends:
            end.transport.abort()

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_unix_connection(self._server / SOCKET)
        ends = {writer, far_writer}
        self._ends |= ends
        both = (self._pass(reader, far_writer), self._pass(far_reader, writer))
        await asyncio.gather(*both, return_exceptions=True)
        for end in ends:
            end.transport.abort()
        self._ends -= ends

    async def _pass(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while data := await source.read(65536):
            if self._whole.is_set():
                target.write(data)
        target.close()

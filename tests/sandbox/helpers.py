"""Who is in the tests' sandbox, and HTTP clients for both of its sides."""

import base64
import io
import json
import struct

import aiohttp

TOKEN = "42:AAtoken"
OWNER, EDITOR, READER, STRANGER = 7, 8, 9, 10
CHANNEL = -1001
CLOSED = -1002
GROUP = -1003
FORUM = -1004

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def picture(width, height):
    """A PNG that says it has this size."""
    return PNG[:16] + struct.pack(">II", width, height) + PNG[24:]


class Clock:
    """Time that passes when a test says so."""

    def __init__(self):
        self.now = 1_800_000_000.0

    def __call__(self):
        return self.now

    def advance(self, seconds):
        self.now += seconds


class Api:
    """One bot's calls over HTTP."""

    def __init__(self, session, token):
        self.session = session
        self.token = token

    async def raw(self, method, *, files=None, **params):
        """Status, headers and envelope."""
        # As real clients do: a quoted file name would stay quoted.
        form = aiohttp.FormData(quote_fields=False, default_to_multipart=bool(files))
        for name, value in params.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for name, (filename, data) in (files or {}).items():
            form.add_field(name, io.BytesIO(data), filename=filename)
        async with self.session.post(f"/bot{self.token}/{method}", data=form) as response:
            return response.status, response.headers, await response.json()

    async def __call__(self, method, *, files=None, **params):
        """The result of a call that must succeed."""
        status, _, envelope = await self.raw(method, files=files, **params)
        assert (status, envelope["ok"]) == (200, True), envelope
        return envelope["result"]

    async def refused(self, method, *, files=None, **params):
        """The description of a call that must fail; its code and status agree."""
        status, _, envelope = await self.raw(method, files=files, **params)
        assert not envelope["ok"], envelope
        assert status == envelope["error_code"]
        return f"{status} {envelope['description']}"

    async def updates(self, kind=None, **params):
        """Everything that waits, confirmed at once; of one kind, only what it holds."""
        found = await self("getUpdates", **params)
        if found:
            await self("getUpdates", offset=found[-1]["update_id"] + 1)
        return [update[kind] for update in found if kind in update] if kind else found


class Page:
    """What the page asks for in a person's name."""

    def __init__(self, session):
        self.session = session

    async def get(self, path, **query):
        async with self.session.get(f"/sandbox/{path}", params=query) as response:
            return response.status, await response.json()

    async def post(self, path, **body):
        async with self.session.post(f"/sandbox/{path}", json=body) as response:
            return response.status, await response.json()


def fill(world):
    """The people, the channel and the bot with all rights in it."""
    world.add_bot(TOKEN, "vestnik_bot", "Вестник")
    world.add_user(OWNER, "Анна", "anna", role="owner")
    world.add_user(EDITOR, "Борис", role="editor", last_name="Ким")
    world.add_user(READER, "Вера", role="subscriber", language_code="en")
    world.add_user(STRANGER, "Глеб")
    world.add_channel(CHANNEL, "Хабаровск", "khabvesti", owner_id=OWNER)
    world.set_member(CHANNEL, 42, "administrator")
    world.delivery.queue(world.directory.bots[TOKEN]).clear()

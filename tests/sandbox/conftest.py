"""A sandbox with a channel, its people and one bot."""

import asyncio

import aiohttp
import pytest

from bot.sandbox import Sandbox
from tests.sandbox.helpers import CHANNEL, EDITOR, OWNER, TOKEN, Api, Clock, Page, fill


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def sandbox(clock):
    sandbox = Sandbox(clock=clock)
    fill(sandbox.world)
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
def world(sandbox):
    return sandbox.world


@pytest.fixture
async def session(sandbox):
    async with aiohttp.ClientSession(sandbox.url) as session:
        yield session


@pytest.fixture
def api(session):
    return Api(session, TOKEN)


@pytest.fixture
def page(session):
    return Page(session)


@pytest.fixture
def started(world):
    """The owner and the editor have written to the bot, and the bot has read it."""
    for person in (OWNER, EDITOR):
        world.send_text(person, person, "/start")
    world.delivery.queue(world.directory.bots[TOKEN]).clear()


@pytest.fixture
def other(world, session):
    """A second bot, administrator of the same channel."""
    world.add_bot("43:BBtoken", "second_bot", "Второй")
    world.set_member(CHANNEL, 43, "administrator")
    world.delivery.queue(world.directory.bots["43:BBtoken"]).clear()
    return Api(session, "43:BBtoken")


@pytest.fixture
async def tasks():
    """Calls that go on beside the test and end with it."""
    async with asyncio.TaskGroup() as group:
        yield group

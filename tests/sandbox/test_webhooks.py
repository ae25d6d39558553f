"""Updates brought to the address that the bot has set."""

import asyncio

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from tests.sandbox.helpers import CHANNEL, EDITOR, OWNER, TOKEN

SECRET = "X-Telegram-Bot-Api-Secret-Token"


class Hook:
    """A bot's own server: what came, and what it answers; it may also keep others waiting."""

    def __init__(self):
        self.came = []
        self.headers = []
        self.statuses = []
        self.answer = {}
        self.gate = asyncio.Event()
        self.gate.set()

    def texts(self):
        return [update["message"]["text"] for update in self.came if "message" in update]

    async def take(self, request):
        self.came.append(await request.json())
        self.headers.append(request.headers)
        await self.gate.wait()
        status = self.statuses.pop(0) if self.statuses else 200
        return web.json_response(self.answer, status=status)

    async def until(self, count):
        async with asyncio.timeout(5):
            while len(self.came) < count:
                await asyncio.sleep(0.01)


async def serve(handler):
    """Listens; the runner and the address."""
    app = web.Application()
    app.router.add_post("/hook", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"


@pytest.fixture
async def hook(started):
    hook = Hook()
    runner, hook.url = await serve(hook.take)
    yield hook
    await runner.cleanup()


async def until(true):
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.01)


async def test_updates_come_with_the_secret_in_order(api, world, hook):
    world.send_text(OWNER, OWNER, "0")
    await api("setWebhook", url=hook.url, secret_token="abc")
    for number in range(1, 5):
        world.send_text(OWNER, OWNER, str(number))
    await hook.until(5)
    assert hook.texts() == ["0", "1", "2", "3", "4"]
    assert {headers[SECRET] for headers in hook.headers} == {"abc"}
    assert {headers["Content-Type"] for headers in hook.headers} == {"application/json"}
    numbers = [update["update_id"] for update in hook.came]
    assert numbers == list(range(numbers[0], numbers[0] + 5))
    await until(lambda: world.updates_waiting(TOKEN) == 0)


async def test_a_chat_waits_for_its_turn_and_not_for_others(api, world, hook):
    hook.gate.clear()
    await api("setWebhook", url=hook.url)
    for number in range(3):
        world.send_text(OWNER, OWNER, f"o{number}")
        world.send_text(EDITOR, EDITOR, f"e{number}")
    await hook.until(2)
    await asyncio.sleep(0.05)
    assert sorted(hook.texts()) == ["e0", "o0"]
    assert SECRET not in hook.headers[0]
    hook.gate.set()
    await hook.until(6)
    for letter in "oe":
        assert [t for t in hook.texts() if t[0] == letter] == [f"{letter}{n}" for n in range(3)]


async def test_refused_updates_come_again_with_longer_pauses(api, world, hook, clock):
    hook.statuses = [500, 503, 500, 500]
    await api("setWebhook", url=hook.url)
    world.send_text(OWNER, OWNER, "a")
    world.send_text(OWNER, OWNER, "b")
    await hook.until(2)  # the second time at once
    for seconds in (2, 4, 8):
        count = len(hook.came)
        clock.advance(seconds - 1)
        await asyncio.sleep(0.1)
        assert len(hook.came) == count
        clock.advance(1)
        await hook.until(count + 1)
    await hook.until(6)
    assert hook.texts() == ["a"] * 5 + ["b"]
    info = await api("getWebhookInfo")
    assert info["last_error_message"] == (
        "Wrong response from the webhook: 500 Internal Server Error"
    )
    assert info["last_error_date"] == clock.now - 8


async def test_nobody_listens(api, world, hook, clock):
    await api("setWebhook", url="http://127.0.0.1:1/hook")
    world.send_text(OWNER, OWNER, "a")
    await until(lambda: world.webhooks.trouble(world.directory.bots[TOKEN]))
    info = await api("getWebhookInfo")
    assert (info["last_error_message"], info["pending_update_count"]) == ("Connection refused", 1)
    await api("setWebhook", url=hook.url)
    await hook.until(1)
    assert "last_error_message" not in await api("getWebhookInfo")
    await api("deleteWebhook")
    world.send_text(OWNER, OWNER, "b")
    assert [u["message"]["text"] for u in await api("getUpdates")] == ["b"]
    assert hook.texts() == ["a"]


async def test_nothing_is_brought_to_another_machine(api, world):
    world.send_text(OWNER, OWNER, "a")
    await api("setWebhook", url="https://example.org/hook")
    await until(lambda: world.webhooks.trouble(world.directory.bots[TOKEN]))
    told = (await api("getWebhookInfo"))["last_error_message"]
    assert told == "Failed to resolve host: Name or service not known"
    assert world.updates_waiting(TOKEN) == 1


async def test_an_answer_may_ask_for_one_call(api, world, hook):
    hook.answer = {"method": "sendMessage", "chat_id": CHANNEL, "text": "from the hook"}
    await api("setWebhook", url=hook.url)
    world.send_text(OWNER, OWNER, "a")
    await until(lambda: world.messages(CHANNEL))
    hook.answer = {"method": "deleteWebhook"}
    world.send_text(OWNER, OWNER, "b")
    await until(lambda: world.updates_waiting(TOKEN) == 0)
    assert (await api("getWebhookInfo"))["url"] == hook.url
    assert [post["text"] for post in world.messages(CHANNEL)] == ["from the hook"]


async def test_repeated_updates_and_a_server_away(api, world, hook):
    await api("setWebhook", url=hook.url)
    world.send_text(OWNER, OWNER, "a")
    await until(lambda: hook.came and world.updates_waiting(TOKEN) == 0)
    world.faults.leave()
    assert world.delivery.queue(world.directory.bots[TOKEN]).repeat_last() == 1
    await asyncio.sleep(0.1)
    assert hook.texts() == ["a"]
    world.faults.come_back()
    await hook.until(2)
    assert hook.came[0] == hook.came[1]
    await until(lambda: world.updates_waiting(TOKEN) == 0)


async def test_gone_for_a_day_ends_it(api, world, hook, clock):
    hook.statuses = [410] * 3
    await api("setWebhook", url=hook.url)
    world.send_text(OWNER, OWNER, "a")
    await hook.until(2)
    clock.advance(23 * 3600)
    await until(lambda: not world.directory.bots[TOKEN].webhook)
    assert (await api("getWebhookInfo"))["url"] == ""


async def test_aiogram_answers_into_the_webhook(api, sandbox, world, hook):
    """Its answer is multipart, and what it asks for is done."""
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message):
        return message.answer(f"<b>{message.text}</b>", parse_mode="HTML")

    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url)))
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token="s-1")
    runner, url = await serve(handler.handle)
    await bot.set_webhook(url, secret_token="s-1")
    world.send_text(OWNER, OWNER, "привет")
    await until(lambda: world.messages(OWNER)[-1]["from"]["is_bot"])
    assert world.messages(OWNER)[-1]["text"] == "привет"
    await bot.delete_webhook()
    await bot.session.close()
    await runner.cleanup()

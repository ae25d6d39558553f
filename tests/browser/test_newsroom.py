"""The main path in a browser: paste a release as editor, press «Сейчас», see it in the channel."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bot.telegram import deferred_types

deferred_types.install()

from tests.browser.stage import leave_nothing_behind  # noqa: E402
from tests.newsroom import ANNA, BORIS, CHANNEL, VERA, Newsroom  # noqa: E402

pytestmark = pytest.mark.browser

RELEASE = """В городе открыли каток на площади
logo

Спорт

В городе открыли каток на площади

Пресс-служба администрации города

Каток работает каждый день с 10:00 до 22:00.

«Лёд готовили неделю», — рассказал директор стадиона Пётр Снегов.

Наш телеграм-канал @othernews (12+)"""


class Running:
    """A newsroom that lives in a thread of its own, beside the browser."""

    def __init__(self, folder: Path) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self._do(self._open(folder))

    @property
    def url(self) -> str:
        return self.room.sandbox.url

    def close(self) -> None:
        self._do(self.room.close())
        self._do(leave_nothing_behind())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _open(self, folder: Path) -> None:
        self.room = Newsroom(folder)
        await self.room.open()
        await self.room.invite_editor()

    def _do(self, work: object) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(60)  # type: ignore[arg-type]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """The bot in its sandbox; Boris is an editor."""
    started = Running(tmp_path)
    yield started
    started.close()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800)])
def test_from_paste_to_channel(
    browser: Browser, running: Running, width: int, height: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(f"{running.url}/#/{BORIS}/{BORIS}")
    talk = page.locator("[data-testid=pane][data-chat-type=private]")
    talk.get_by_test_id("composer").fill(RELEASE)
    talk.get_by_test_id("send").click()
    card = talk.get_by_test_id("message").filter(has_text="№ 1 ·")
    expect(card).to_contain_text("Хабаровские вести")
    card.get_by_role("button", name="Сейчас").click()
    expect(talk.get_by_test_id("message").last).to_contain_text("вышел в канале")

    page.goto(f"{running.url}/#/{VERA}/{CHANNEL}")
    channel = page.locator("[data-testid=pane][data-chat-type=channel]")
    post = channel.get_by_test_id("message").last
    expect(post.locator("strong, b").first).to_have_text("В городе открыли каток на площади")
    expect(post.locator("blockquote")).to_contain_text("рассказал директор стадиона Пётр Снегов")
    expect(post).to_contain_text("@khabvesti (16+)")
    expect(post).not_to_contain_text("@othernews")
    page.close()


def test_a_subscriber_asks_for_the_latest(browser: Browser, running: Running) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{running.url}/#/{VERA}/{VERA}")
    talk = page.locator("[data-testid=pane][data-chat-type=private]")
    talk.get_by_test_id("start").click()
    expect(talk.get_by_test_id("message").last).to_contain_text("Я бот канала")
    talk.get_by_test_id("composer").fill("/latest")
    talk.get_by_test_id("send").click()
    expect(talk.get_by_test_id("message").last).to_contain_text("Пока ничего не вышло")
    page.close()


def test_the_owner_invites_an_editor_by_a_link(browser: Browser, running: Running) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{running.url}/#/{ANNA}/{ANNA}")
    talk = page.locator("[data-testid=pane][data-chat-type=private]")
    talk.get_by_test_id("composer").fill("/invite editor")
    talk.get_by_test_id("send").click()
    expect(talk.get_by_test_id("message").last).to_contain_text("t.me/vestnik_bot?start=i-")
    page.close()

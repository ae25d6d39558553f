"""The system's Chromium, a filled sandbox, its bot, and the page opened as somebody."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.stage import EDITOR, Bot, SandboxThread, fill

# A browser that stays on this machine.
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's browser."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((path for path in map(shutil.which, names) if path), None)
    if path is None:
        pytest.fail("These tests need Chromium: install Debian's package `chromium`.")
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all tests; each test has its own contexts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture
def sandbox() -> Iterator[SandboxThread]:
    """A sandbox with a bot, four people, and a channel where the bot may post."""
    thread = SandboxThread()
    thread.start()
    thread.do(fill)
    yield thread
    thread.stop()


@pytest.fixture
def bot(sandbox: SandboxThread) -> Bot:
    """The bot, with what happened while the sandbox was filled already behind it."""
    bot = Bot(sandbox.url)
    bot.skip()
    return bot


@pytest.fixture
def open_page(browser: Browser, sandbox: SandboxThread) -> Iterator[Callable[..., Page]]:
    """Open the page as somebody; an error in its scripts fails the test."""
    errors: list[str] = []
    contexts: list[BrowserContext] = []

    def open_(
        person: int = EDITOR,
        chat: int | None = None,
        *,
        width: int = 1280,
        height: int = 800,
        **options: Any,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="ru-RU",
            timezone_id="Asia/Vladivostok",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{sandbox.url}/#/{person}" + (f"/{chat}" if chat else ""))
        expect(page.locator('[data-live="true"]')).to_be_attached()
        return page

    yield open_
    for context in contexts:
        context.close()
    assert errors == []

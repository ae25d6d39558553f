"""Steps that the browser's tests take again and again."""

from collections.abc import Callable

from playwright.sync_api import FilePayload, Locator, Page

from tests.browser.stage import CHANNEL, EDITOR, Bot, Json, SandboxThread, marked, png

OpenPage = Callable[..., Page]


def picture(name: str) -> FilePayload:
    return {"name": name, "mimeType": "image/png", "buffer": png()}


def channel(page: Page) -> Locator:
    return page.locator('[data-testid="pane"][data-chat-type="channel"]')


def talk(page: Page) -> Locator:
    return page.locator('[data-testid="pane"][data-chat-type="private"]')


def message(pane: Locator, number: int) -> Locator:
    return pane.locator(f'[data-message-id="{number}"]')


def write(page: Page, words: str) -> None:
    field = talk(page).get_by_test_id("composer")
    field.fill(words)
    field.press("Enter")


def post(bot: Bot, *parts: str | tuple[object, ...], **options: object) -> int:
    text, entities = marked(*parts)
    sent: Json = bot.call("sendMessage", chat_id=CHANNEL, text=text, entities=entities, **options)
    return int(sent["message_id"])


def start(sandbox: SandboxThread, bot: Bot) -> None:
    """The editor has said /start, and the bot has read it."""
    sandbox.do(lambda world: world.send_text(EDITOR, EDITOR, "/start"))
    bot.updates()

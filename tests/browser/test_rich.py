"""Rich messages on the page."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import rich
from tests.browser.stage import CHANNEL, EDITOR, Bot, SandboxThread, png
from tests.browser.steps import OpenPage, channel, message, start, talk

pytestmark = pytest.mark.browser

TALL = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def wider(page: Page, selector: str) -> int:
    return int(page.locator(selector).evaluate("node => node.scrollWidth - node.clientWidth"))


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_block_is_shown(bot: Bot, open_page: OpenPage, width: int, scheme: str) -> None:
    number = rich.post(bot, *rich.BLOCKS)
    page = open_page(EDITOR, CHANNEL, width=width, color_scheme=scheme)
    row = message(channel(page), number)
    expect(row.get_by_role("heading", name="Центр закроют на три дня")).to_be_visible()
    expect(row.locator("strong", has_text="ограничат")).to_be_visible()
    expect(row.get_by_role("link", name="example.com")).to_have_attribute(
        "href", "https://example.com/"
    )
    expect(row.locator("td")).to_have_count(12)
    expect(row.locator("th")).to_have_count(6)
    expect(row.locator("blockquote cite")).to_have_text(["Пётр Сидоров", "Анна Ким"])
    expect(row.locator("li")).to_have_text(["•раз", "2.два"])
    expect(row.locator(".rich-footer")).to_contain_text("@khabvesti")
    expect(row.get_by_text("Неподдерживаем")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_wide_table_scrolls_within_its_bubble(bot: Bot, open_page: OpenPage, width: int) -> None:
    rich.post(bot, rich.closures())
    page = open_page(EDITOR, CHANNEL, width=width)
    table = page.get_by_test_id("rich-table")
    expect(table).to_be_visible()
    assert wider(page, '[data-testid="rich-table"]') > 0
    assert page.evaluate(TALL) == 0
    bubble, box = page.get_by_test_id("bubble").bounding_box(), table.bounding_box()
    assert bubble
    assert box
    assert box["x"] + box["width"] <= bubble["x"] + bubble["width"] <= width


def test_details_and_long_quotations_open(bot: Bot, open_page: OpenPage) -> None:
    rich.post(bot, *rich.BLOCKS)
    page = open_page(EDITOR, CHANNEL)
    inside = page.get_by_text("Внутри")
    expect(inside).to_be_hidden()
    page.get_by_text("Для справки").click()
    expect(inside).to_be_visible()
    quote = page.get_by_test_id("expandable-quote").locator(".quote-body")
    before = quote.evaluate("node => node.clientHeight")
    page.get_by_role("button", name="Развернуть цитату").click()
    expect(page.get_by_role("button", name="Свернуть цитату")).to_be_visible()
    assert quote.evaluate("node => node.clientHeight") > before


def test_photos_open_over_the_window(
    bot: Bot, sandbox: SandboxThread, open_page: OpenPage
) -> None:
    start(sandbox, bot)
    files = [("a.png", png(), "image/png")] * 3
    sent = sandbox.do(lambda world: world.send_files(EDITOR, EDITOR, files))
    album = [update["message"] for update in bot.updates(len(sent))]
    photos = [
        {"type": "photo", "photo": {"type": "photo", "media": each["photo"][-1]["file_id"]}}
        for each in album
    ]
    caption = {"text": "Мост", "credit": "Фото автора"}
    rich.post(bot, {**photos[0], "caption": caption}, {"type": "collage", "blocks": photos[1:]})
    page = open_page(EDITOR, CHANNEL)
    pane = channel(page)
    expect(pane.locator("figcaption")).to_contain_text("Фото автора")
    pane.get_by_test_id("photo").nth(1).click()
    expect(page.get_by_test_id("viewer")).to_contain_text("2 из 3")


def test_elsewhere_it_is_a_line_of_words(
    bot: Bot, sandbox: SandboxThread, open_page: OpenPage
) -> None:
    start(sandbox, bot)
    number = rich.post(bot, *rich.BLOCKS)
    bot.call("pinChatMessage", chat_id=CHANNEL, message_id=number)
    bot.call("forwardMessage", chat_id=EDITOR, from_chat_id=CHANNEL, message_id=number)
    reply = {"message_id": number}
    bot.call("sendMessage", chat_id=CHANNEL, text="Ответ", reply_parameters=reply)
    page = open_page(EDITOR, CHANNEL)
    words = "Центр закроют на три дня · Движение ограничат"
    expect(page.locator(f'[data-testid="chat-item"][data-chat-id="{EDITOR}"]')).to_contain_text(
        words
    )
    expect(channel(page).get_by_test_id("pinned-bar")).to_contain_text(words)
    expect(page.get_by_test_id("reply-header")).to_contain_text(words)
    expect(talk(page).get_by_text("Переслано из")).to_be_visible()
    expect(talk(page).get_by_test_id("rich")).to_be_visible()


def test_an_edit_into_a_rich_message_is_seen_at_once(bot: Bot, open_page: OpenPage) -> None:
    sent = bot.call("sendMessage", chat_id=CHANNEL, text="Текст")
    page = open_page(EDITOR, CHANNEL)
    expect(page.get_by_test_id("bubble")).to_contain_text("Текст")
    bot.call(
        "editMessageText",
        chat_id=CHANNEL,
        message_id=sent["message_id"],
        rich_message={"blocks": [{"type": "heading", "text": "Стало богаче", "size": 2}]},
    )
    expect(page.get_by_role("heading", name="Стало богаче")).to_be_visible()

"""How messages look on the page of the sandbox."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.stage import (
    CHANNEL,
    EDITOR,
    OWNER,
    SUBSCRIBER,
    Bot,
    SandboxThread,
    png,
)
from tests.browser.steps import OpenPage, channel, message, post

pytestmark = pytest.mark.browser

LONG_QUOTE = "«Слово за слово, и получилась длинная цитата.» " * 12


def test_text_is_shown_with_its_formatting(bot: Bot, open_page: OpenPage) -> None:
    number = post(
        bot,
        "😀 ",
        ("bold", "жирный"),
        " ",
        ("italic", "курсив"),
        " ",
        ("underline", "черта"),
        " ",
        ("strikethrough", "нет"),
        " ",
        ("code", "x = 1"),
        " ",
        ("text_link", "ссылка", {"url": "https://example.com/a"}),
        " #город @khabvesti press@example.com\n",
        ("blockquote", "«Цитата»"),
        "\n",
        ("pre", "print(1)", {"language": "python"}),
        "\n<b>не тег</b>",
    )
    text = message(channel(open_page()), number).locator(".text")
    for tag, words in {
        "strong": "жирный",
        "em": "курсив",
        "u": "черта",
        "s": "нет",
        "blockquote": "«Цитата»",
        "pre": "print(1)",
    }.items():
        expect(text.locator(tag)).to_have_text(words)
    expect(text.locator("code").first).to_have_text("x = 1")
    expect(text.get_by_role("link", name="ссылка")).to_have_attribute(
        "href", "https://example.com/a"
    )
    expect(text.get_by_role("link", name="press@")).to_have_attribute(
        "href", re.compile("^mailto:")
    )
    expect(text.locator(".entity-tag")).to_have_text("#город")
    expect(text).to_contain_text("<b>не тег</b>")


def test_a_spoiler_is_hidden_until_pressed(bot: Bot, open_page: OpenPage) -> None:
    post(bot, "Победил ", ("spoiler", "«Вымпел»"))
    spoiler = channel(open_page()).locator(".spoiler")
    expect(spoiler).to_have_css("color", "rgba(0, 0, 0, 0)")
    spoiler.press("Enter")
    expect(spoiler).to_have_class(re.compile("revealed"))
    expect(spoiler).not_to_have_css("color", "rgba(0, 0, 0, 0)")


def test_an_expandable_quotation_opens_by_keyboard(bot: Bot, open_page: OpenPage) -> None:
    post(bot, ("bold", "Заголовок"), "\n", ("expandable_blockquote", LONG_QUOTE))
    page = open_page()
    quotation = channel(page).get_by_test_id("expandable-quote")
    closed = quotation.bounding_box()
    toggle = page.get_by_role("button", name="Развернуть цитату")
    toggle.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Свернуть цитату")).to_have_attribute(
        "aria-expanded", "true"
    )
    opened = quotation.bounding_box()
    assert closed
    assert opened
    assert opened["height"] > closed["height"] + 40
    page.keyboard.press("Enter")
    expect(toggle).to_have_attribute("aria-expanded", "false")


def test_a_short_expandable_quotation_has_no_button(bot: Bot, open_page: OpenPage) -> None:
    post(bot, ("expandable_blockquote", "«Коротко»"))
    pane = channel(open_page())
    expect(pane.get_by_test_id("expandable-quote")).to_be_visible()
    expect(pane.locator(".quote-toggle")).to_be_hidden()


def test_pin_silence_edit_and_buttons_are_marked(bot: Bot, open_page: OpenPage) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Подробнее", "url": "https://example.com/more"}]]}
    quiet = post(bot, "Тихий пост", disable_notification=True, reply_markup=keyboard)
    edited = post(bot, "С опечаткой")
    bot.call("editMessageText", chat_id=CHANNEL, message_id=edited, text="Без опечатки")
    bot.call("pinChatMessage", chat_id=CHANNEL, message_id=quiet)
    pane = channel(open_page())
    expect(message(pane, quiet).get_by_role("img", name="Без звука")).to_be_visible()
    expect(message(pane, edited).locator(".meta")).to_contain_text("изменено")
    expect(pane.get_by_test_id("pinned-bar")).to_contain_text("Тихий пост")
    expect(pane.get_by_test_id("service-message")).to_contain_text("закрепляет")
    expect(message(pane, quiet).get_by_role("link", name="Подробнее")).to_have_attribute(
        "href", "https://example.com/more"
    )
    expect(pane.locator(".day")).to_have_text("Сегодня")


def test_pictures_albums_and_files_are_shown(sandbox: SandboxThread, open_page: OpenPage) -> None:
    def fill(world: Any) -> None:
        world.send_files(OWNER, CHANNEL, [("a.png", png(), "image/png")], "Одна")
        several = [(f"{n}.png", png(60 + n, 40), "image/png") for n in range(5)]
        world.send_files(OWNER, CHANNEL, several, "Пять")
        papers = [("список.pdf", b"%PDF-1.4", "application/pdf")]
        world.send_files(OWNER, CHANNEL, papers, "", True)

    sandbox.do(fill)
    page = open_page(SUBSCRIBER, CHANNEL)
    pane = channel(page)
    expect(pane.get_by_test_id("photo")).to_have_count(6)
    album = pane.get_by_test_id("album")
    expect(album.locator("img")).to_have_count(5)
    broken = album.locator("img").evaluate_all(
        "all => all.filter(i => !i.complete || !i.naturalWidth).length"
    )
    assert broken == 0
    expect(pane.get_by_test_id("document")).to_contain_text("список.pdf")

    album.get_by_test_id("photo").nth(1).click()
    viewer = page.get_by_test_id("viewer")
    expect(viewer).to_contain_text("2 из 5")
    page.keyboard.press("ArrowRight")
    expect(viewer).to_contain_text("3 из 5")
    page.keyboard.press("Escape")
    expect(viewer).to_have_count(0)


def test_an_unknown_message_breaks_nothing(bot: Bot, open_page: OpenPage) -> None:
    page = open_page()
    post(bot, "Живой пост")
    expect(channel(page)).to_contain_text("Живой пост")
    page.route(
        "**/sandbox/chats/-*/messages*",
        lambda route: route.fulfill(
            json={
                "messages": [
                    {
                        "message_id": 1,
                        "chat": {"id": CHANNEL, "type": "channel"},
                        "date": 1,
                        "hologram": {},
                    },
                    {
                        "message_id": 2,
                        "chat": {"id": CHANNEL, "type": "channel"},
                        "date": 2,
                        "text": "Ы" * 9000,
                    },
                    {
                        "message_id": 3,
                        "chat": {"id": CHANNEL, "type": "channel"},
                        "date": 3,
                        "photo": [],
                    },
                    {"message_id": 4, "chat": {"id": CHANNEL}, "date": 4, "pinned_message": None},
                ],
                "more": False,
                "pinned": None,
            }
        ),
    )
    page.reload()
    expect(channel(page)).to_contain_text("Неподдерживаемое сообщение")
    expect(message(channel(page), 3)).to_contain_text("недоступна")


@pytest.mark.parametrize(
    ("options", "order"),
    [
        ({}, ["text", "link-card"]),
        ({"show_above_text": True}, ["link-card", "text"]),
        ({"is_disabled": True}, ["text"]),
    ],
)
def test_a_link_has_a_preview(
    bot: Bot, open_page: OpenPage, options: dict[str, bool], order: list[str]
) -> None:
    post(bot, "Читать: example.com/мост", link_preview_options=options)
    page = open_page(EDITOR, CHANNEL)
    bubble = page.get_by_test_id("bubble")
    expect(bubble).to_contain_text("Читать")
    shown = bubble.evaluate(
        "node => [...node.children].map((child) => child.className)"
        ".filter((name) => ['text', 'link-card'].includes(name))"
    )
    assert shown == order
    if len(order) > 1:
        card = page.get_by_test_id("link-card")
        expect(card).to_have_text("example.com/мост")
        expect(card).to_have_attribute("href", "https://example.com/%D0%BC%D0%BE%D1%81%D1%82")


@pytest.mark.parametrize("above", [True, False])
def test_a_caption_stands_where_it_is_told(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage, above: bool
) -> None:
    sent = sandbox.do(
        lambda world: world.send_files(EDITOR, EDITOR, [("a.png", png(), "image/png")])
    )
    photo = bot.updates(len(sent))[0]["message"]["photo"][-1]["file_id"]
    bot.call(
        "sendPhoto",
        chat_id=CHANNEL,
        photo=photo,
        caption="Подпись",
        show_caption_above_media=above,
    )
    page = open_page(EDITOR, CHANNEL)
    bubble = channel(page).get_by_test_id("bubble")
    expect(bubble).to_contain_text("Подпись")
    words, picture = (
        bubble.locator(".text").bounding_box(),
        bubble.locator(".picture").bounding_box(),
    )
    assert words
    assert picture
    assert (words["y"] < picture["y"]) is above

"""The page of the sandbox as a whole: people, live updates, links, sizes, themes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stage import (
    CHANNEL,
    EDITOR,
    OWNER,
    STRANGER,
    SUBSCRIBER,
    TOKEN,
    Bot,
    SandboxThread,
)
from tests.browser.steps import OpenPage, channel, message, post, talk

pytestmark = pytest.mark.browser


def test_people_change_and_see_their_own_chats(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    bot_chat_words = "Только для редактора"
    sandbox.do(lambda world: world.send_text(EDITOR, EDITOR, bot_chat_words))
    page = open_page(EDITOR)
    expect(talk(page)).to_contain_text(bot_chat_words)
    personas = page.get_by_test_id("personas").get_by_role("radio")
    expect(personas).to_have_count(4)
    page.get_by_role("radio", name="Игорь, посторонний").click()
    expect(page.get_by_role("radio", name="Игорь, посторонний")).to_be_checked()
    expect(talk(page)).not_to_contain_text(bot_chat_words)
    talk(page).get_by_role("button", name="Старт").click()
    update = bot.updates(2)[-1]
    assert update["message"]["text"] == "/start"
    assert update["message"]["from"]["id"] == STRANGER


def test_a_person_can_be_added(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("button", name="Добавить человека").click()
    page.get_by_role("textbox", name="Имя").fill("Анна")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="Анна, посторонний")).to_be_checked()


def test_what_happens_is_seen_at_once(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    sandbox.do(lambda world: world.send_text(EDITOR, EDITOR, "/start"))
    page = open_page()
    expect(talk(page)).to_contain_text("/start")
    bot.call("sendChatAction", chat_id=EDITOR, action="typing")
    expect(talk(page).locator(".pane-status")).to_contain_text("печатает")
    number = post(bot, "Новость")
    expect(message(channel(page), number)).to_contain_text("Новость")
    bot.call("editMessageText", chat_id=CHANNEL, message_id=number, text="Новость исправлена")
    expect(message(channel(page), number)).to_contain_text("исправлена")
    expect(message(channel(page), number)).to_contain_text("изменено")
    bot.call("pinChatMessage", chat_id=CHANNEL, message_id=number)
    expect(channel(page).get_by_test_id("pinned-bar")).to_contain_text("исправлена")
    bot.call("deleteMessage", chat_id=CHANNEL, message_id=number)
    expect(message(channel(page), number)).to_have_count(0)
    expect(page.get_by_test_id("live")).to_contain_text("Новость")


def test_links_inside_the_sandbox_stay_inside(bot: Bot, open_page: OpenPage) -> None:
    start = {"text": "Спросить", "url": "https://t.me/vestnik_bot?start=ask_1"}
    post(bot, "Пост", reply_markup={"inline_keyboard": [[start]]})
    page = open_page(SUBSCRIBER, CHANNEL)
    channel(page).get_by_role("link", name="Спросить").click()
    received = bot.updates()[0]["message"]
    assert (received["text"], received["from"]["id"]) == ("/start ask_1", SUBSCRIBER)
    bot.call("sendMessage", chat_id=SUBSCRIBER, text="Читайте https://t.me/khabvesti/1")
    talk(page).get_by_role("link", name="https://t.me/khabvesti/1").click()
    expect(message(channel(page), 1)).to_have_class(re.compile("flash"))


def test_older_messages_come_while_scrolling_up(
    sandbox: SandboxThread, open_page: OpenPage
) -> None:
    sandbox.do(lambda world: [world.send_text(EDITOR, EDITOR, f"Строка {n}") for n in range(120)])
    page = open_page()
    rows = talk(page).get_by_test_id("message")
    expect(rows).to_have_count(50)
    expect(rows.last).to_be_in_viewport()
    scroll = talk(page).locator(".timeline-scroll")
    scroll.evaluate("node => { node.scrollTop = 0 }")
    expect(rows).to_have_count(100)
    top = talk(page).get_by_role("article", name=re.compile("Строка 70$"))
    expect(top).to_be_in_viewport()  # nothing jumped
    sandbox.do(lambda world: world.send_text(OWNER, CHANNEL, "Отвлекает"))
    talk(page).get_by_role("button", name="К новым сообщениям").click()
    expect(rows.last).to_be_in_viewport()


def test_a_phone_shows_the_list_or_one_chat(bot: Bot, open_page: OpenPage) -> None:
    words = "Сверхдлинноесловобезпробелов" * 20
    buttons = [{"text": f"Длинная кнопка {n}", "callback_data": str(n)} for n in range(3)]
    post(
        bot, ("bold", words), "\n", ("pre", "x" * 300), reply_markup={"inline_keyboard": [buttons]}
    )
    page = open_page(SUBSCRIBER, width=390, height=844, has_touch=True, is_mobile=True)
    expect(page.get_by_test_id("chat-item")).to_have_count(2)
    assert overflow(page) == 0
    page.get_by_test_id("chat-item").filter(has_text="Вести").tap()
    expect(channel(page)).to_be_visible()
    expect(page.get_by_test_id("chat-list")).to_be_hidden()
    assert overflow(page) == 0
    box = message(channel(page), 1).get_by_test_id("bubble").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.get_by_role("button", name="К списку чатов").tap()
    expect(page.get_by_test_id("chat-list")).to_be_visible()


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def test_light_and_dark(open_page: OpenPage) -> None:
    page = open_page(color_scheme="dark")
    root = page.locator("html")
    expect(root).to_have_attribute("data-theme", "dark")
    dark = page.locator(".sidebar").evaluate("node => getComputedStyle(node).backgroundColor")
    page.get_by_role("button", name="Светлая тема").click()
    expect(root).to_have_attribute("data-theme", "light")
    light = page.locator(".sidebar").evaluate("node => getComputedStyle(node).backgroundColor")
    assert dark != light
    page.reload()
    expect(root).to_have_attribute("data-theme", "light")


def test_after_a_broken_stream_what_was_missed_is_shown(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    page = open_page()
    expect(channel(page)).to_be_visible()
    page.route("**/sandbox/events*", lambda route: route.abort())
    sandbox.do(lambda world: world.delivery.hub.close())
    expect(page.get_by_text("Соединяемся…")).to_be_visible()
    number = post(bot, "Пропущенное")
    page.unroute("**/sandbox/events*")
    expect(message(channel(page), number)).to_be_visible()
    expect(page.get_by_text("Соединяемся…")).to_be_hidden()


def test_views_advance_before_the_eyes(bot: Bot, open_page: OpenPage) -> None:
    number = post(bot, "Новость")
    page = open_page(SUBSCRIBER, CHANNEL)
    row = message(channel(page), number)
    expect(row.get_by_label("Просмотров: 1")).to_be_visible()
    row.evaluate("node => { node.dataset.kept = 'yes' }")
    open_page(OWNER, CHANNEL)
    expect(row.get_by_label("Просмотров: 2")).to_have_text("2")
    expect(row).to_have_attribute("data-kept", "yes")  # the row itself was not redrawn


def test_whoever_is_added_appears(sandbox: SandboxThread, open_page: OpenPage) -> None:
    page = open_page()
    sandbox.do(lambda world: world.add_user(105, "Новичок", role="stranger"))
    expect(page.get_by_role("radio", name="Новичок, посторонний")).to_be_visible()
    sandbox.do(lambda world: world.add_bot(TOKEN, "vestnik_bot", "Глашатай"))
    expect(page.get_by_test_id("chat-item").filter(has_text="Глашатай")).to_be_visible()
    expect(talk(page).locator(".pane-title")).to_have_text("Глашатай")


def test_fingers_find_everything_on_a_phone(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    sandbox.do(lambda world: world.send_text(EDITOR, EDITOR, "/start"))
    names = [["В очередь", "Сейчас", "На время"], ["Правка", "Рубрика"], ["Ещё", "Удалить"]]
    rows = [[{"text": name, "callback_data": name} for name in row] for row in names]
    words = "Пост № 12 · черновик. " * 20
    bot.call("sendMessage", chat_id=EDITOR, text=words, reply_markup={"inline_keyboard": rows})
    page = open_page(EDITOR, EDITOR, width=390, height=844, has_touch=True, is_mobile=True)
    for name in [name for row in names for name in row]:
        button = talk(page).get_by_role("button", name=name)
        assert not button.evaluate("n => n.scrollWidth > n.clientWidth"), name
    visible = page.locator("button:visible, [role=option]:visible, input:visible")
    sizes = visible.evaluate_all(
        """all => all.filter(n => getComputedStyle(n).opacity !== "0").map(n => {
          const { width, height } = n.getBoundingClientRect();
          return [n.ariaLabel ?? n.textContent, width, height];
        })"""
    )
    small = [size for size in sizes if min(size[1:]) < 40 and size[0] != "/start"]
    assert len(sizes) > 10
    assert small == []

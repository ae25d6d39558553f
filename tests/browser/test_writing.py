"""What people write and press on the page of the sandbox; the test plays the bot."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.stage import CHANNEL, EDITOR, OWNER, SUBSCRIBER, Bot, SandboxThread, marked
from tests.browser.steps import OpenPage, channel, message, post, start, talk, write

pytestmark = pytest.mark.browser


def test_only_administrators_write_in_the_channel(bot: Bot, open_page: OpenPage) -> None:
    expect(channel(open_page(SUBSCRIBER, CHANNEL)).get_by_test_id("composer")).to_have_count(0)
    pane = channel(open_page(OWNER, CHANNEL))
    pane.get_by_test_id("composer").fill("От редакции")
    pane.get_by_role("button", name="Отправить").click()
    assert bot.updates()[0]["channel_post"]["text"] == "От редакции"


def test_a_text_reaches_the_bot(bot: Bot, open_page: OpenPage) -> None:
    page = open_page()
    sandbox_text = "Первая строка\nВторая **жирная**"
    talk(page).get_by_role("button", name="Старт").click()
    write(page, sandbox_text)
    received = bot.updates(2)[1]["message"]
    assert received["text"] == "Первая строка\nВторая жирная"
    assert received["entities"] == [{"type": "bold", "offset": 21, "length": 6}]
    expect(message(talk(page), received["message_id"])).to_have_class(re.compile("out"))
    expect(talk(page).get_by_test_id("composer")).to_have_value("")


def test_an_inline_button_waits_for_the_answer(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    sandbox.do(lambda world: world.send_text(EDITOR, EDITOR, "/start"))
    bot.updates()
    rows = [
        [{"text": "Сейчас", "callback_data": "now:1"}, {"text": "Важно", "callback_data": "w"}]
    ]
    keyboard = {"inline_keyboard": rows}
    card = bot.call("sendMessage", chat_id=EDITOR, text="№ 1", reply_markup=keyboard)
    page = open_page()
    button = talk(page).get_by_role("button", name="Сейчас")
    button.click()
    expect(button).to_have_attribute("aria-busy", "true")
    query = bot.updates()[0]["callback_query"]
    assert (query["data"], query["from"]["id"]) == ("now:1", EDITOR)
    assert query["message"]["message_id"] == card["message_id"]
    bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Опубликовано")
    expect(page.get_by_test_id("toast")).to_have_text("Опубликовано")
    expect(button).not_to_have_attribute("aria-busy", "true")

    talk(page).get_by_role("button", name="Важно").click()
    query = bot.updates()[0]["callback_query"]
    bot.call(
        "answerCallbackQuery", callback_query_id=query["id"], text="Прочтите", show_alert=True
    )
    expect(page.get_by_test_id("alert")).to_contain_text("Прочтите")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("alert")).to_have_count(0)


def test_a_reply_keyboard_types_for_the_person(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    sandbox.do(lambda world: world.send_text(EDITOR, EDITOR, "/start"))
    bot.updates()
    page = open_page()
    keyboard = {
        "keyboard": [[{"text": "Спорт"}]],
        "one_time_keyboard": True,
        "resize_keyboard": True,
    }
    bot.call("sendMessage", chat_id=EDITOR, text="Рубрика?", reply_markup=keyboard)
    talk(page).get_by_role("button", name="Спорт").click()
    assert bot.updates()[0]["message"]["text"] == "Спорт"
    expect(talk(page).get_by_test_id("reply-keyboard")).to_be_hidden()
    talk(page).get_by_role("button", name="Клавиатура бота").click()
    expect(talk(page).get_by_test_id("reply-keyboard")).to_be_visible()
    bot.call("sendMessage", chat_id=EDITOR, text="Готово", reply_markup={"remove_keyboard": True})
    expect(talk(page).get_by_test_id("keyboard-button")).to_be_hidden()


def test_the_commands_menu_filters_and_sends(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    sandbox.do(lambda world: world.send_text(EDITOR, EDITOR, "/start"))
    bot.updates()
    commands = [
        {"command": "queue", "description": "Очередь"},
        {"command": "drafts", "description": "Черновики"},
        {"command": "sent", "description": "Вышло"},
    ]
    bot.call("setMyCommands", commands=commands)
    page = open_page()
    talk(page).get_by_role("button", name="Команды").click()
    options = talk(page).get_by_role("option")
    expect(options).to_have_count(3)
    talk(page).get_by_test_id("composer").fill("/dr")
    expect(options).to_have_text(["/draftsЧерновики"])
    page.keyboard.press("Enter")
    assert bot.updates()[0]["message"]["text"] == "/drafts"


def test_replying_and_editing(sandbox: SandboxThread, bot: Bot, open_page: OpenPage) -> None:
    sent = sandbox.do(lambda world: world.send_text(EDITOR, EDITOR, "Было"))[0]
    bot.updates()
    page = open_page()
    row = message(talk(page), sent["message_id"])
    row.click(button="right")
    page.get_by_role("menuitem", name="Ответить").click()
    expect(talk(page).get_by_test_id("context-bar")).to_contain_text("Было")
    write(page, "Ответ")
    assert bot.updates()[0]["message"]["reply_to_message"]["message_id"] == sent["message_id"]
    expect(talk(page).get_by_test_id("reply-header")).to_contain_text("Было")

    row.get_by_test_id("message-menu").press("Enter")
    page.get_by_role("menuitem", name="Изменить").click()
    expect(talk(page).get_by_test_id("composer")).to_have_value("Было")
    write(page, "Стало")
    assert bot.updates()[0]["edited_message"]["text"] == "Стало"
    expect(row).to_contain_text("Стало")


def test_a_post_is_forwarded_to_the_bot_by_keyboard(bot: Bot, open_page: OpenPage) -> None:
    number = post(bot, "Для пересылки")
    page = open_page()
    message(channel(page), number).focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Переслать боту").press("Enter")
    received = bot.updates()[0]["message"]
    assert received["forward_origin"]["message_id"] == number
    expect(talk(page)).to_contain_text("Переслано из Вести")


def test_a_refusal_is_said_and_nothing_is_lost(open_page: OpenPage) -> None:
    page = open_page()
    talk(page).get_by_role("button", name="Старт").click()
    page.route(
        "**/sandbox/chats/*/messages",
        lambda route: route.fulfill(status=400, json={"error": "Бот спит."}),
    )
    write(page, "Важный текст")
    expect(page.get_by_test_id("toast")).to_have_text("Бот спит.")
    expect(talk(page).get_by_test_id("composer")).to_have_value("Важный текст")


def test_an_edit_keeps_links_and_quotations(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    text, entities = marked(
        ("bold", "Заголовок"),
        "\nСм. ",
        ("text_link", "сайт", {"url": "https://example.com/a"}),
        ", ",
        ("italic", "курсив"),
        ".\n",
        ("blockquote", "«Цитата»"),
    )
    sent = sandbox.do(lambda world: world.send_text(EDITOR, EDITOR, text, entities))[0]
    bot.updates()
    page = open_page()
    message(talk(page), sent["message_id"]).click(button="right")
    page.get_by_role("menuitem", name="Изменить").click()
    field = talk(page).get_by_test_id("composer")
    expect(field).to_have_value("**Заголовок**\nСм. сайт, __курсив__.\n«Цитата»")
    write(page, "**Заголовок**\nСмотрите сайт, курсив.\nИ ещё:\n«Цитата»")
    edited = bot.updates()[0]["edited_message"]
    found = {
        entity["type"]: edited["text"][entity["offset"] :][: entity["length"]]
        for entity in edited["entities"]
    }
    assert found == {"bold": "Заголовок", "text_link": "сайт", "blockquote": "«Цитата»"}


def test_marks_that_can_not_be_typed_survive_an_edit(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    marks = [{"type": "bold", "offset": 3, "length": 3}]
    sent = sandbox.do(lambda world: world.send_text(EDITOR, EDITOR, "полужирный", marks))[0]
    bot.updates()
    page = open_page()
    message(talk(page), sent["message_id"]).click(button="right")
    page.get_by_role("menuitem", name="Изменить").click()
    expect(talk(page).get_by_test_id("composer")).to_have_value("полужирный")
    write(page, "полужирный шрифт")
    assert bot.updates()[0]["edited_message"]["entities"] == marks


def test_a_huge_paste_arrives_whole(sandbox: SandboxThread, bot: Bot, open_page: OpenPage) -> None:
    start(sandbox, bot)
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    release = "\n".join(f"Строка {n} длинного пресс-релиза." for n in range(5000))
    talk(page).get_by_test_id("composer").focus()
    page.evaluate("text => navigator.clipboard.writeText(text)", release)
    page.keyboard.press("Control+V")
    talk(page).get_by_role("button", name="Отправить").click()
    expect(talk(page).get_by_test_id("message").last).to_contain_text("Строка 4999")
    parts = [update["message"]["text"] for update in bot.updates(40)]
    assert "\n".join(parts).split() == release.split()


def test_on_a_phone_enter_ends_a_line(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    start(sandbox, bot)
    page = open_page(EDITOR, EDITOR, width=390, height=844, has_touch=True, is_mobile=True)
    field = talk(page).get_by_test_id("composer")
    field.tap()
    page.keyboard.type("Первая")
    page.keyboard.press("Enter")
    page.keyboard.type("Вторая")
    talk(page).get_by_role("button", name="Отправить").tap()
    assert bot.updates()[0]["message"]["text"] == "Первая\nВторая"


def test_the_commands_button_opens_and_closes(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    start(sandbox, bot)
    bot.call("setMyCommands", commands=[{"command": "queue", "description": "Очередь"}])
    page = open_page()
    options = talk(page).get_by_role("option")
    button = talk(page).get_by_role("button", name="Команды")
    talk(page).get_by_test_id("composer").click()
    button.click()
    page.wait_for_timeout(300)  # it must not close by itself
    expect(options).to_have_count(1)
    button.click()
    expect(options).to_be_hidden()
    button.click()
    options.click()
    assert bot.updates()[0]["message"]["text"] == "/queue"


def test_keys_make_words_bold(sandbox: SandboxThread, bot: Bot, open_page: OpenPage) -> None:
    start(sandbox, bot)
    page = open_page()
    talk(page).get_by_test_id("composer").fill("жирно")
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+B")
    page.keyboard.press("Enter")
    received = bot.updates()[0]["message"]
    assert received["entities"] == [{"type": "bold", "offset": 0, "length": 5}]

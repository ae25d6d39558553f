"""The page of the sandbox, as people use it; the bot is played by the test."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.stage import (
    CHANNEL,
    EDITOR,
    OWNER,
    STRANGER,
    SUBSCRIBER,
    Bot,
    Json,
    SandboxThread,
    marked,
    png,
)

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]

LONG_QUOTE = "«Слово за слово, и получилась длинная цитата.» " * 12


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


def test_pictures_reach_the_bot_as_an_album(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    sandbox.do(lambda world: world.send_text(EDITOR, EDITOR, "/start"))
    bot.updates()
    page = open_page()
    field = talk(page).get_by_test_id("photo-input")
    field.set_input_files([picture("1.png")])
    write(page, "Одна")
    received = bot.updates()[0]["message"]
    assert received["caption"] == "Одна"
    assert received["photo"]

    field.set_input_files([picture(f"{n}.png") for n in range(3)])
    expect(talk(page).get_by_test_id("tray").get_by_role("listitem")).to_have_count(3)
    write(page, "Три")
    items = [update["message"] for update in bot.updates(3)]
    assert len({item["media_group_id"] for item in items}) == 1
    assert [item.get("caption") for item in items] == ["Три", None, None]
    expect(talk(page).get_by_test_id("album").locator("img")).to_have_count(3)


def test_a_file_reaches_the_bot_uncompressed(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage, tmp_path: Path
) -> None:
    sandbox.do(lambda world: world.send_text(EDITOR, EDITOR, "/start"))
    bot.updates()
    page = open_page()
    release = tmp_path / "релиз.txt"
    release.write_text("Пресс-релиз", encoding="utf-8")
    talk(page).get_by_test_id("file-input").set_input_files(release)
    talk(page).get_by_role("button", name="Отправить").click()
    assert bot.updates()[0]["message"]["document"]["file_name"] == "релиз.txt"
    expect(talk(page).get_by_test_id("document")).to_contain_text("релиз.txt")


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


def test_a_post_is_forwarded_to_the_bot_by_keyboard(bot: Bot, open_page: OpenPage) -> None:
    number = post(bot, "Для пересылки")
    page = open_page()
    message(channel(page), number).focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Переслать боту").press("Enter")
    received = bot.updates()[0]["message"]
    assert received["forward_origin"]["message_id"] == number
    expect(talk(page)).to_contain_text("Переслано из Вести")


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

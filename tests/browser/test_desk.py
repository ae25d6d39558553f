"""The page's parts for an editors' desk: choosing a channel, rights, topics, comments."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.stage import (
    BOT_ID,
    CHANNEL,
    EDITOR,
    OWNER,
    STRANGER,
    SUBSCRIBER,
    Bot,
    SandboxThread,
)
from tests.browser.steps import OpenPage, channel, message, post, talk

pytestmark = pytest.mark.browser

GROUP = -1001000000002
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
RIGHTS = {"can_post_messages": True, "can_delete_messages": True}


def desk(world: Any) -> None:
    """A forum of the owner and the editor; the bot may do everything in it."""
    world.add_group(GROUP, "Стол редакции", owner_id=OWNER, forum=True)
    world.set_member(GROUP, EDITOR, "member")
    world.set_member(GROUP, BOT_ID, "administrator")


def forget_updates(world: Any) -> None:
    """What has happened so far is behind the bot."""
    world.delivery.queue(world.directory.main_bot).clear()


def group(page: Page) -> Locator:
    return page.locator('[data-testid="pane"][data-chat-type="supergroup"]')


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_a_channel_is_made_and_chosen_for_the_bot(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    sandbox.do(lambda world: world.send_text(EDITOR, EDITOR, "/start"))
    asked = {
        "request_id": 7,
        "chat_is_channel": True,
        "user_administrator_rights": RIGHTS,
        "bot_administrator_rights": RIGHTS,
    }
    keyboard = {"keyboard": [[{"text": "Выбрать канал", "request_chat": asked}]]}
    bot.call("sendMessage", chat_id=EDITOR, text="Какой канал?", reply_markup=keyboard)
    sandbox.do(forget_updates)
    page = open_page(EDITOR, EDITOR, **PHONE)
    page.get_by_role("button", name="Выбрать канал").tap()
    expect(page.get_by_test_id("chooser")).to_contain_text("нужны права")
    page.get_by_role("button", name="Новый канал").tap()
    page.get_by_role("textbox", name="Название").fill("Вести района")
    page.get_by_role("button", name="Создать").tap()
    assert fits(page)
    page.get_by_test_id("chooser").get_by_role("button", name="Вести района").tap()
    expect(talk(page).get_by_test_id("service-message").last).to_contain_text("выбирает чат")
    standing, shared = bot.updates(2)
    given = standing["my_chat_member"]["new_chat_member"]
    assert (given["can_post_messages"], given["can_edit_messages"]) == (True, False)
    chosen = shared["message"]["chat_shared"]
    assert (chosen["request_id"], chosen["chat_id"]) == (
        7,
        standing["my_chat_member"]["chat"]["id"],
    )


def test_the_owner_governs_from_the_sheet(bot: Bot, open_page: OpenPage) -> None:
    page = open_page(OWNER, CHANNEL, **PHONE)
    channel(page).get_by_test_id("chat-info").tap()
    sheet = page.get_by_test_id("chat-sheet")
    sheet.get_by_role("switch", name="Публиковать").tap()
    told = bot.updates()[0]["my_chat_member"]
    assert told["old_chat_member"]["can_post_messages"] is True
    assert told["new_chat_member"]["can_post_messages"] is False
    expect(sheet.get_by_role("switch", name="Публиковать")).not_to_be_checked()
    sheet.get_by_test_id("sheet-title").tap()
    page.get_by_role("textbox", name="Название").fill("Вести края")
    page.get_by_role("button", name="Готово").tap()
    expect(sheet.get_by_role("heading")).to_have_text("Вести края")
    assert bot.updates()[0]["channel_post"]["new_chat_title"] == "Вести края"
    sheet.get_by_role("button", name="Удалить бота").tap()
    assert bot.updates()[0]["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert fits(page)
    sheet.get_by_test_id("delete-chat").tap()
    page.get_by_role("button", name="Удалить", exact=True).tap()
    expect(page.get_by_test_id("chat-item")).to_have_count(1)


def test_whoever_may_not_govern_sees_no_switches(open_page: OpenPage) -> None:
    page = open_page(STRANGER, CHANNEL)
    channel(page).get_by_test_id("chat-info").click()
    sheet = page.get_by_test_id("chat-sheet")
    expect(sheet.get_by_test_id("member").first).to_be_visible()
    expect(sheet.get_by_test_id("sheet-title")).to_have_count(0)
    expect(sheet.get_by_role("switch", name="Публиковать")).to_be_disabled()
    page.keyboard.press("Escape")
    channel(page).get_by_role("button", name="Подписаться").click()
    expect(channel(page)).to_contain_text("Здесь пишут только администраторы")


def test_a_desk_with_topics_on_a_phone(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    sandbox.do(desk)
    bot.call(
        "setMyCommands",
        commands=[{"command": "queue", "description": "Очередь"}],
        scope={"type": "all_group_chats"},
    )
    topic = bot.call("createForumTopic", chat_id=GROUP, name="Очередь")["message_thread_id"]
    card = {"inline_keyboard": [[{"text": "Позже", "callback_data": "later"}]]}
    bot.call("sendMessage", chat_id=GROUP, message_thread_id=topic, text="№ 12", reply_markup=card)
    sandbox.do(forget_updates)
    page = open_page(EDITOR, **PHONE)
    page.get_by_test_id("chat-item").filter(has_text="Стол редакции").tap()
    item = page.get_by_test_id("topic-item").filter(has_text="Очередь")
    expect(item.locator(".badge")).to_have_text("2")
    item.tap()
    expect(group(page).get_by_test_id("message")).to_contain_text("№ 12")
    group(page).get_by_role("button", name="Позже").tap()
    pressed = bot.updates()[0]["callback_query"]
    bot.call("answerCallbackQuery", callback_query_id=pressed["id"], text="Сдвинут на час")
    expect(page.get_by_test_id("toast")).to_have_text("Сдвинут на час")
    assert pressed["message"]["message_thread_id"] == topic
    group(page).get_by_test_id("commands-button").tap()
    group(page).get_by_role("option", name="/queue").tap()
    said = bot.updates()[0]["message"]
    assert (said["text"], said["message_thread_id"]) == ("/queue@vestnik_bot", topic)
    assert fits(page)
    group(page).get_by_test_id("back").tap()
    expect(item.locator(".badge")).to_have_count(0)
    bot.call("sendMessage", chat_id=GROUP, message_thread_id=topic, text="№ 13")
    expect(item).to_contain_text("№ 13")
    expect(item.locator(".badge")).to_have_text("1")
    sandbox.do(lambda world: world.close_topic(OWNER, GROUP, topic))
    item.tap()
    expect(group(page)).to_contain_text("Тема закрыта")
    sandbox.do(lambda world: world.delete_topic(OWNER, GROUP, topic))
    expect(item).to_have_count(0)
    expect(page.get_by_test_id("topic-item")).to_have_count(1)


def test_posts_of_a_channel_with_comments(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    def discuss(world: Any) -> None:
        world.add_group(GROUP, "Обсуждение", owner_id=OWNER)
        world.set_member(GROUP, SUBSCRIBER, "member")
        world.link(CHANNEL, GROUP)

    sandbox.do(discuss)
    number = post(bot, "Новость", protect_content=True)
    page = open_page(OWNER, CHANNEL)
    row = message(channel(page), number)
    expect(row.get_by_role("img", name="Защищено от пересылки")).to_be_visible()
    expect(row.get_by_test_id("comments")).to_have_text("Комментировать")
    sandbox.do(lambda world: world.comment(SUBSCRIBER, CHANNEL, number, "Спасибо"))
    expect(row.get_by_test_id("comments")).to_have_text("1 комментарий")
    row.get_by_test_id("message-menu").click()
    menu = page.get_by_test_id("menu")
    expect(menu.get_by_role("menuitem")).to_have_text(
        [re.compile(words) for words in ("Ответить", "Изменить", "ссылку", "Закрепить", "Удалить")]
    )
    menu.get_by_role("menuitem", name="Закрепить").click()
    expect(channel(page).get_by_test_id("pinned-bar")).to_contain_text("Новость")
    assert bot.updates()[0]["channel_post"]["pinned_message"]["message_id"] == number
    row.get_by_test_id("comments").click()
    thread = group(page)
    expect(thread.get_by_test_id("message")).to_have_text(
        [re.compile("Новость"), re.compile("Спасибо")]
    )
    thread.get_by_test_id("composer").fill("Пожалуйста")
    thread.get_by_test_id("composer").press("Enter")
    expect(row.get_by_test_id("comments")).to_have_text("2 комментария")
    answer = post(bot, "Продолжение", reply_parameters={"message_id": number})
    channel(page).get_by_test_id("reply-header").click()
    expect(row).to_have_class(re.compile("flash"))
    expect(message(channel(page), answer)).to_be_visible()

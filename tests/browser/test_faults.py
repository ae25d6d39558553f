"""The panel «Сломать что-нибудь»: what an owner breaks by hand, and what the page tells of it."""

import http.client
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.stage import CHANNEL, EDITOR, Bot, SandboxThread
from tests.browser.steps import OpenPage, channel, message, post

pytestmark = pytest.mark.browser


def panel(page: Page) -> Locator:
    page.get_by_role("button", name="Сломать что-нибудь").click()
    return page.get_by_test_id("breaking")


def press(place: Locator, name: str) -> None:
    place.get_by_role("button", name=name, exact=True).click()


def lost(bot: Bot, words: str) -> None:
    with pytest.raises(http.client.RemoteDisconnected):
        post(bot, words)


def overflow(page: Page) -> int:
    return int(
        page.evaluate(
            """Math.max(...[document.documentElement, ...document.querySelectorAll(".sheet-body")]
            .map(node => node.scrollWidth - node.clientWidth))"""
        )
    )


@pytest.mark.parametrize("width", [390, 1280])
def test_break_look_and_mend(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage, width: int
) -> None:
    page = open_page(EDITOR, CHANNEL, width=width, height=844)
    page.goto(f"{sandbox.url}/#/{EDITOR}")
    sheet = panel(page)
    expect(sheet.get_by_test_id("server-state")).to_have_text("Отвечает")
    assert overflow(page) == 0

    # One call: the post is there, its answer is not.
    sheet.get_by_label("Чат").select_option("Вести")
    sheet.get_by_label("Сколько раз").select_option("3 раза")
    press(sheet, "Сломать")
    faults = sheet.get_by_test_id("active-faults").get_by_role("listitem")
    expect(faults).to_contain_text("отправка · после принятия · ещё 3 раза · Вести")
    lost(bot, "Ушло молча")
    expect(faults).to_contain_text("ещё 2 раза")
    struck = sheet.get_by_test_id("struck-faults").get_by_role("listitem")
    expect(struck).to_contain_text("sendMessage · Вести · принят")
    press(sheet, "Убрать: Связь оборвалась")
    expect(faults).to_have_count(0)

    # A ghost comes when it is let in.
    sheet.get_by_label("Что", exact=True).select_option(label="Призрак: связь оборвалась")
    expect(sheet.get_by_text("Пост выйдет потом.")).to_be_visible()
    sheet.get_by_label("Секунд").fill("600")
    press(sheet, "Сломать")
    expect(faults).to_have_count(1)
    lost(bot, "Призрак")
    assert len(sandbox.do(lambda world: world.messages(CHANNEL))) == 1
    press(sheet, "Впустить 1 призрака сейчас")
    expect(struck.first).to_contain_text("принят")
    assert len(sandbox.do(lambda world: world.messages(CHANNEL))) == 2
    press(sheet, "Убрать: Призрак")

    # The whole server.
    press(sheet, "Пока не верну")
    expect(sheet.get_by_test_id("server-state")).to_have_text("Недоступен пока не вернёте")
    lost(bot, "Никуда")
    assert overflow(page) == 0
    press(sheet, "Закрыть")
    expect(page.get_by_role("button", name="сейчас сломано")).to_be_visible()
    sheet = panel(page)
    press(sheet, "Вернуть")
    expect(sheet.get_by_test_id("server-state")).to_have_text("Отвечает")
    press(sheet, "Пропасть на 10 секунд")
    expect(sheet.get_by_test_id("server-state")).to_have_text(
        re.compile(r"Недоступен до \d\d:\d\d")
    )
    press(sheet, "Вернуть")
    sheet.get_by_text("Пределы частоты").click()
    expect(sheet.get_by_test_id("flood")).to_be_checked()
    assert sandbox.do(lambda world: world.flood.on)
    expect(page.get_by_role("button", name="сейчас сломано")).to_have_count(0)


def test_people_meddle(sandbox: SandboxThread, bot: Bot, open_page: OpenPage) -> None:
    number = post(bot, "Новость")
    page = open_page(EDITOR, CHANNEL)
    expect(message(channel(page), number)).to_be_visible()
    sheet = panel(page)
    press(sheet, "Удалить последний пост")
    expect(message(channel(page), number)).to_have_count(0)
    press(sheet, "Удалить последний пост")
    expect(page.get_by_text("Удалять нечего: постов нет.")).to_be_visible()
    press(sheet, "Отнять право писать")
    expect(page.get_by_text("Бот больше не может писать в канал.")).to_be_visible()
    with pytest.raises(AssertionError, match="need administrator rights"):
        post(bot, "Нельзя")
    press(sheet, "Вернуть право")
    expect(page.get_by_text("Бот снова может писать в канал.")).to_be_visible()
    post(bot, "Можно")
    told = bot.updates(2)
    assert bot.call("getUpdates", offset=told[-1]["update_id"] + 1) == []  # confirms them
    press(sheet, "Повторить боту последнее сообщение")
    expect(page.get_by_text("Бот получит его ещё раз.")).to_be_visible()
    assert bot.updates() == told[-1:]

"""Files that people choose, paste and drop on the page of the sandbox."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.stage import EDITOR, Bot, SandboxThread, png
from tests.browser.steps import OpenPage, picture, start, talk, write

pytestmark = pytest.mark.browser


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


def test_a_formatted_caption_answers_a_message(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    start(sandbox, bot)
    page = open_page()
    row = talk(page).get_by_test_id("message").first
    row.click(button="right")
    page.get_by_role("menuitem", name="Ответить").click()
    talk(page).get_by_test_id("photo-input").set_input_files([picture("1.png")])
    write(page, "Снимок **года**")
    received = bot.updates()[0]["message"]
    assert received["caption"] == "Снимок года"
    assert received["caption_entities"] == [{"type": "bold", "offset": 7, "length": 4}]
    assert received["reply_to_message"]["text"] == "/start"


def test_an_edit_leaves_what_is_attached(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    start(sandbox, bot)
    page = open_page()
    talk(page).get_by_test_id("photo-input").set_input_files([picture("1.png")])
    talk(page).get_by_test_id("message").first.click(button="right")
    page.get_by_role("menuitem", name="Изменить").click()
    write(page, "/help")
    assert bot.updates()[0]["edited_message"]["text"] == "/help"
    expect(talk(page).get_by_test_id("tray").get_by_role("listitem")).to_have_count(1)


def test_files_that_could_not_be_sent_stay(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    start(sandbox, bot)
    page = open_page()
    talk(page).get_by_test_id("file-input").set_input_files(
        [{"name": "пусто.txt", "mimeType": "text/plain", "buffer": b""}]
    )
    write(page, "Релиз")
    expect(page.get_by_test_id("toast")).to_have_text("Файл «пусто.txt» пуст. Выберите другой.")
    expect(talk(page).get_by_test_id("tray")).to_contain_text("пусто.txt")
    expect(talk(page).get_by_test_id("composer")).to_have_value("Релиз")


def test_a_picture_is_pasted_from_the_clipboard(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    start(sandbox, bot)
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    talk(page).get_by_test_id("composer").focus()
    page.evaluate(
        """async (bytes) => {
          const picture = new Blob([new Uint8Array(bytes)], { type: "image/png" });
          await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
        }""",
        list(png()),
    )
    page.keyboard.press("Control+V")
    expect(talk(page).get_by_test_id("tray").get_by_role("img")).to_have_count(1)
    write(page, "Из буфера")
    received = bot.updates()[0]["message"]
    assert received["caption"] == "Из буфера"
    assert received["photo"]


def test_files_are_dropped_onto_the_chat(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage, tmp_path: Path
) -> None:
    start(sandbox, bot)
    release = tmp_path / "релиз.txt"
    release.write_text("Пресс-релиз", encoding="utf-8")
    page = open_page()
    box = talk(page).bounding_box()
    assert box
    # As the system does it: a page can't make up a drag of files.
    browser = page.context.new_cdp_session(page)
    drag = {
        "x": box["x"] + 100,
        "y": box["y"] + 200,
        "data": {"items": [], "files": [str(release)], "dragOperationsMask": 1},
    }
    veil = talk(page).locator(".drop-veil")
    browser.send("Input.dispatchDragEvent", {"type": "dragEnter", **drag})
    browser.send("Input.dispatchDragEvent", {"type": "dragOver", **drag})
    expect(veil).to_be_visible()
    browser.send("Input.dispatchDragEvent", {"type": "drop", **drag})
    expect(veil).to_be_hidden()
    expect(talk(page).get_by_test_id("tray")).to_contain_text("релиз.txt")
    talk(page).get_by_role("button", name="Отправить").click()
    assert bot.updates()[0]["message"]["document"]["file_name"] == "релиз.txt"


def test_a_paper_beside_pictures_leaves_them_pictures(
    sandbox: SandboxThread, bot: Bot, open_page: OpenPage
) -> None:
    start(sandbox, bot)
    page = open_page()
    talk(page).get_by_test_id("photo-input").set_input_files([picture("1.png")])
    paper = {"name": "релиз.docx", "mimeType": "application/octet-stream", "buffer": b"1"}
    talk(page).get_by_test_id("file-input").set_input_files([paper])
    write(page, "Снимок и релиз")
    first, second = (update["message"] for update in bot.updates(2))
    assert first["photo"]
    assert first["caption"] == "Снимок и релиз"
    assert second["document"]["file_name"] == "релиз.docx"

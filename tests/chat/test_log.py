"""/log says who did what in words; /dossier gives everything about a post."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bot
from bot.chat.i18n import Catalogs
from bot.chat.texts.acts import ACTS, act_name
from tests.acts import acts_in
from tests.chat.releases import BRIDGE, PARK
from tests.chat.second_channel import hand_in_for, open_second_channel
from tests.newsroom import ANNA, BORIS, GLEB, VERA, Newsroom, buttons, text


def test_every_act_of_the_source_has_its_words() -> None:
    found, unknown = acts_in(Path(bot.__file__).parent)
    assert unknown == []
    assert len(found) > 15
    assert found - set(ACTS) == set()
    with Catalogs().speak("ru"):
        for act in found:
            assert re.search("[а-я]", act_name(act, of_post=True)), act


@pytest.mark.usefixtures("desk")
async def test_the_log_is_in_words_newest_first(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    await newsroom.press("В очередь", card)
    await newsroom.press("Позже", card)
    await newsroom.say(BORIS, "/pause до 17:00")
    log = text(await newsroom.say(BORIS, "/log 5"))
    blocks = log.split("\n\n")
    assert blocks[0] == "Журнал канала «Хабаровские вести»"
    assert blocks[1:4] == [
        "24.11 14:20 · Борис\nпауза: 24.11 17:00",
        "24.11 14:20 · Борис\n№ 1: передвинут: 24.11 15:00 → 24.11 18:00",
        "24.11 14:20 · Борис\n№ 1: поставлен в очередь: 24.11 15:00",
    ]
    assert blocks[4].startswith("24.11 14:20 · Борис\n№ 1: принят: «Мэр открыл")
    assert "редактор" in text(await newsroom.say(BORIS, "/log"))  # the invite that brought him


@pytest.mark.usefixtures("desk")
async def test_the_log_has_pages(newsroom: Newsroom) -> None:
    await newsroom.press("В очередь", await newsroom.hand_in(PARK))
    log = await newsroom.say(BORIS, "/log 1")
    assert "поставлен в очередь" in text(log)
    await newsroom.press("›", log)
    log = newsroom.world.message(BORIS, log["message_id"])
    assert "принят" in text(log)
    assert list(buttons(log)) == ["‹", "›"]


@pytest.mark.usefixtures("desk")
async def test_an_editor_sees_one_channel_the_owner_all(newsroom: Newsroom) -> None:
    await open_second_channel(newsroom)
    await hand_in_for(newsroom, BRIDGE, 2)
    await hand_in_for(newsroom, PARK, 1)
    mine = text(await newsroom.say(BORIS, "/log"))
    assert "№ 2" in mine
    assert "№ 1" not in mine
    all_ = text(await newsroom.say(ANNA, "/log"))
    assert "Борис · Спорт\n№ 1" in all_
    assert "Борис · Хабаровские вести\n№ 2" in all_


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("words", ["много", "0", "-5", "1.5"])
async def test_a_wrong_number_of_acts_is_refused(newsroom: Newsroom, words: str) -> None:
    answer = text(await newsroom.say(BORIS, f"/log {words}"))
    assert answer == "Скажите, сколько действий показать, например /log 10."


async def test_readers_and_authors_get_no_log(newsroom: Newsroom) -> None:
    assert "Журнал" not in text(await newsroom.say(VERA, "/log"))
    link = text(await newsroom.say(ANNA, "/invite author"))
    await newsroom.say(GLEB, "/start " + link.rsplit("start=", 1)[1])
    assert text(await newsroom.say(GLEB, "/log")) == "Only editors can read the log."
    assert text(await newsroom.say(GLEB, "/dossier 1")) == "Only editors can read the log."


@pytest.mark.usefixtures("desk")
async def test_the_dossier_holds_everything(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    await newsroom.press("Правка", card)
    await newsroom.hand_in(PARK + "\n\nВход свободный.")
    await newsroom.say(BORIS, "/now 1")
    await newsroom.published(1)
    sent = await newsroom.say(BORIS, "/dossier 1")
    assert sent["caption"] == "Всё о № 1."
    assert sent["document"]["file_name"] == "dossier-1.html"
    files = newsroom.world.files
    page = files.data(files.by_unique_id(sent["document"]["file_unique_id"])).decode()
    said = re.sub(r"<[^>]+>", " ", page.partition("<body")[2])
    for words in (
        "Пост № 1", "Источник", "версия 2", "Вход свободный", "часть 1, попытка 1", "отправлено",
        "https://t.me/khabvesti/1", "Журнал", "принят", "выпущен сейчас", "Борис",
    ):  # fmt: skip
        assert words in said, words


@pytest.mark.usefixtures("desk")
async def test_a_dossier_of_nothing_is_refused(newsroom: Newsroom) -> None:
    assert text(await newsroom.say(BORIS, "/dossier 9")) == "Поста № 9 нет."
    assert "/dossier 12" in text(await newsroom.say(BORIS, "/dossier"))

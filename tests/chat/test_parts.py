"""«Правка» of one part: its source, its buttons, its text by a command."""

from __future__ import annotations

import pytest

from bot.services.views import find
from tests.chat.releases import BRIDGE, PARK
from tests.chat.test_card import raw_press
from tests.chat.test_intake import photos, send_files
from tests.newsroom import BORIS, Message, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


async def previewed(newsroom: Newsroom, words: str) -> Message:
    """Waits for a preview with the words; returns the card below it."""
    await newsroom.until(
        lambda: (
            words in text(newsroom.by_bot(BORIS)[-2]).replace("\u00a0", " ")
            and text(newsroom.by_bot(BORIS)[-1]).startswith("№ ")
        )
    )
    await newsroom.settled()
    return newsroom.by_bot(BORIS)[-1]


async def test_edit_offers_the_parts_below_its_question(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    await newsroom.press("Правка", card)
    question = newsroom.by_bot(BORIS)[-1]
    rows = question["reply_markup"]["inline_keyboard"]
    assert [[button["text"] for button in row] for row in rows] == [
        ["Заголовок", "Рубрика"],
        ["Источник", "Фото"],
        ["Кнопки", "Параметры"],
        ["Отмена"],
    ]
    await newsroom.press("Источник", question)
    assert text(newsroom.by_bot(BORIS)[-1]) == (
        "Пришлите источник поста № 1. «-» — без источника.\n"
        "Сейчас: Пресс-служба администрации города"
    )
    await newsroom.say(BORIS, "Мэрия города")
    card = await previewed(newsroom, "Мэрия города")
    assert "Пресс-служба" not in text(newsroom.by_bot(BORIS)[-2])
    await newsroom.press("Ещё", card)
    await newsroom.press("Источник", card)
    await newsroom.say(BORIS, "-")
    await newsroom.until(lambda: "Мэрия города" not in text(newsroom.by_bot(BORIS)[-2]))


async def test_a_text_is_replaced_by_a_command(newsroom: Newsroom) -> None:
    await newsroom.hand_in(BRIDGE)
    assert "Пришлите новый текст поста № 1" in text(await newsroom.say(BORIS, "/edit 1"))
    await newsroom.say(BORIS, "Мост открыт\n\nЗаводская улица свободна.")
    await previewed(newsroom, "Заводская улица свободна.")
    words = "/edit № 1 Мост закрыт\n\nОбъезд по Заводской улице."
    link = {
        "type": "text_link",
        "offset": words.index("Объезд"),
        "length": 6,
        "url": "https://b.ru/",
    }
    await newsroom.say(BORIS, words, entities=[link])
    await previewed(newsroom, "Мост закрыт")
    preview = newsroom.by_bot(BORIS)[-2]
    assert "/edit" not in text(preview)
    kept = next(entity for entity in preview["entities"] if entity["type"] == "text_link")
    assert text(preview)[kept["offset"] :][: kept["length"]] == "Объезд"
    assert text(await newsroom.say(BORIS, "/edit 7 Слова")) == "Поста № 7 нет."
    assert "1 черновик" in text(await newsroom.say(BORIS, "/drafts"))


async def test_buttons_are_written_seen_and_removed(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(BRIDGE)
    await newsroom.press("Ещё", card)
    await newsroom.press("Кнопки", card)
    refusal = await newsroom.say(BORIS, "Просто слова")
    assert text(refusal).startswith("«Просто слова» — не кнопка")
    await newsroom.say(BORIS, "Карта — b.ru; Запись — c.ru\nПодробнее — https://d.ru/a")
    card = await previewed(newsroom, "Мост через")
    shown = newsroom.by_bot(BORIS)[-2]
    assert list(buttons(shown)) == ["Карта", "Запись", "Подробнее"]
    assert "3 кнопки" in text(card)
    await newsroom.press("Ещё", card)
    await newsroom.press("Кнопки", card)
    listed = newsroom.by_bot(BORIS)[-1]
    assert text(listed) == "Кнопки поста № 1\nКарта · Запись\nПодробнее"
    stale = buttons(listed)["✖️ Карта"]
    await newsroom.press("✖️ Запись", listed)
    await previewed(newsroom, "Мост через")
    assert list(buttons(newsroom.by_bot(BORIS)[-2])) == ["Карта", "Подробнее"]
    answer = await raw_press(newsroom, listed["message_id"], stale)
    assert answer == "Список устарел, обновил его."
    await newsroom.press("Сейчас", newsroom.card())
    (post,) = await newsroom.published(1)
    assert list(buttons(post)) == ["Карта", "Подробнее"]


async def test_buttons_of_an_album_stand_under_its_text(newsroom: Newsroom) -> None:
    await send_files(newsroom, photos(2), caption=BRIDGE)
    await newsroom.settled()
    await newsroom.pass_time(seconds=3)
    card = await newsroom.until(newsroom.card)
    await newsroom.press("Ещё", card)
    await newsroom.press("Кнопки", card)
    await newsroom.say(BORIS, "Карта — b.ru")
    await newsroom.settled()
    post = (await newsroom.app.store.run(lambda tx: find(tx, 1))).post
    assert [part.kind for part in post.parts] == ["album", "text"]
    assert post.carrier == 1

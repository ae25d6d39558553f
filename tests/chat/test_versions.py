"""«История» of a post: who changed what and when, what differs, and the way back."""

from __future__ import annotations

import pytest

from tests.chat.releases import BRIDGE
from tests.chat.test_card import raw_press
from tests.newsroom import BORIS, VERA, Message, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")

LATER = BRIDGE.replace("с пятницы", "с субботы")


async def edited(newsroom: Newsroom) -> None:
    """A post of three versions: the text was replaced, then the headline."""
    card = await newsroom.hand_in(BRIDGE)
    await newsroom.press("Правка", card)
    await newsroom.say(BORIS, LATER)
    await newsroom.until(lambda: "субботы" in text(newsroom.by_bot(BORIS)[-2]))
    await newsroom.settled()
    await newsroom.pass_time(minutes=5)
    await newsroom.press("Ещё")
    await newsroom.press("Заголовок")
    await newsroom.say(BORIS, "Мост закроют")
    await newsroom.until(lambda: text(newsroom.by_bot(BORIS)[-2]).startswith("Мост закроют"))
    await newsroom.settled()


def now(newsroom: Newsroom, message: Message) -> Message:
    found: Message = newsroom.world.message(BORIS, message["message_id"])
    return found


async def test_versions_are_listed_compared_and_brought_back(newsroom: Newsroom) -> None:
    await edited(newsroom)
    listed = await newsroom.say(BORIS, "/versions 1")
    assert text(listed).split("\n") == [
        "История поста № 1 · 3 версии",
        "3 · сегодня, 24 ноября, в 14:25 · Борис · заголовок",
        "2 · сегодня, 24 ноября, в 14:20 · Борис · текст",
        "1 · сегодня, 24 ноября, в 14:20 · Борис · первая версия",
    ]
    await newsroom.press("2 · текст", listed)
    shown = now(newsroom, listed)
    assert "От версии 1 к версии 2:" in text(shown)
    marked = {
        entity["type"]: text(shown)[entity["offset"] :][: entity["length"]]
        for entity in shown["entities"]
    }
    assert (marked["strikethrough"], marked["underline"]) == ("пятницы", "субботы")
    await newsroom.press("‹ Назад", listed)
    await newsroom.press("1 · первая версия", listed)
    assert "Текст тот же." in text(now(newsroom, listed))
    await newsroom.press("Сравнить с нынешней", listed)
    assert "От версии 1 к версии 3:" in text(now(newsroom, listed))
    answer = await newsroom.press("Вернуть эту версию", listed)
    assert answer["text"] == "Версия 1 возвращена."
    assert "4 · сегодня, 24 ноября, в 14:25 · Борис · текст, заголовок" in text(
        now(newsroom, listed)
    )
    await newsroom.until(lambda: "пятницы" in text(newsroom.by_bot(BORIS)[-2]))
    await newsroom.press("Сейчас")
    (post,) = await newsroom.published(1)
    assert "пятницы" in text(post)
    assert text(post).startswith("Мост через Чёрную речку")


async def test_the_present_version_is_not_brought_back(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(BRIDGE)
    await newsroom.press("Ещё", card)
    await newsroom.press("История", card)
    listed = newsroom.by_bot(BORIS)[-1]
    assert text(listed).startswith("История поста № 1 · 1 версия")
    assert not buttons(listed)
    answer = await raw_press(newsroom, listed["message_id"], "v:bring_back:1:1:1")
    assert answer == "Пост № 1 сейчас такой и есть."
    assert text(await newsroom.say(BORIS, "/versions 77")) == "Поста № 77 нет."
    for data in ("v:bring_back:1:1:99", "v:compare:1:1:0", "v:present:1:1:-3"):
        answer = await raw_press(newsroom, listed["message_id"], data)
        assert answer == "Эта кнопка больше не работает."


async def test_of_two_who_press_one_wins(newsroom: Newsroom) -> None:
    await newsroom.invite_editor(VERA)
    await edited(newsroom)
    hers = await newsroom.say(VERA, "/versions 1")
    await newsroom.press("1 · первая версия", hers, VERA)
    listed = await newsroom.say(BORIS, "/versions 1")
    await newsroom.press("2 · текст", listed)
    await newsroom.press("Вернуть эту версию", listed)
    answer = await newsroom.press("Вернуть эту версию", hers, VERA)
    assert answer["text"] == "Список устарел, обновил его."
    assert "№ 1 · 4 версии" in text(newsroom.world.message(VERA, hers["message_id"]))


async def test_what_changed_beside_the_text_is_told(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(BRIDGE)
    for label in ("Ещё", "Параметры", "🔕 Без звука", "‹ Назад", "Кнопки"):
        await newsroom.press(label, card)
    await newsroom.say(BORIS, "Карта — b.ru")
    await newsroom.until(lambda: "1 кнопка" in text(newsroom.card() or {}))
    await newsroom.settled()
    listed = await newsroom.say(BORIS, "/versions 1")
    await newsroom.press("1 · первая версия", listed)
    await newsroom.press("Сравнить с нынешней", listed)
    assert text(now(newsroom, listed)).split("\n")[1:] == [
        "От версии 1 к версии 3:",
        "Кнопки: — → Карта",
        "Параметры: — → без звука",
        "",
        "Текст тот же.",
    ]

"""The last act of each kind can be undone, by whoever did it, while nothing else happened."""

from __future__ import annotations

import pytest

from tests.chat.releases import BRIDGE, PARK, SCHOOL
from tests.newsroom import ANNA, BORIS, Message, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")

UNDO = "↩︎ Отменить"


def now(newsroom: Newsroom, message: Message, person: int = BORIS) -> Message:
    found: Message = newsroom.world.message(person, message["message_id"])
    return found


def state(newsroom: Newsroom, message: Message) -> str:
    return text(now(newsroom, message)).split("\n")[-1]


async def test_every_step_of_a_plan_is_undone_on_the_card(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(BRIDGE)
    assert UNDO not in buttons(card)
    await newsroom.press("В очередь", card)
    queued = state(newsroom, card)
    assert "в 15:00" in queued
    await newsroom.press("Позже", card)
    assert "в 18:00" in state(newsroom, card)
    answer = await newsroom.press(UNDO, card)
    assert answer["text"] == "Отменено."
    assert state(newsroom, card) == queued
    assert UNDO not in buttons(now(newsroom, card))
    await newsroom.press("Снять", card)
    assert state(newsroom, card).startswith("Черновик")
    await newsroom.press(UNDO, card)
    assert state(newsroom, card) == queued
    await newsroom.pass_time(minutes=41)
    (post,) = await newsroom.published(1)
    assert text(post).startswith("Мост через Чёрную речку")


async def test_a_time_that_was_taken_meanwhile_is_not_given_back(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(BRIDGE)
    await newsroom.press("В очередь", card)
    await newsroom.press("Снять", card)
    hers = await newsroom.hand_in(PARK, ANNA)
    await newsroom.press("В очередь", hers, ANNA)
    answer = await newsroom.press(UNDO, card)
    assert answer["show_alert"] is True
    assert answer["text"].startswith("Прежнее время прошло или занято")
    assert state(newsroom, card).startswith("Черновик")


async def test_a_deleted_post_comes_back_to_its_place(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(BRIDGE)
    await newsroom.say(BORIS, "/post 1")
    await newsroom.settled()
    card = newsroom.card() or {}
    for label in ("Удалить", "Да, удалить", UNDO):
        await newsroom.press(label, card)
    await newsroom.until(lambda: text(newsroom.card() or {}).startswith("№ 1"))
    card = newsroom.card() or {}
    assert "Черновик" in text(card)
    await newsroom.press("Сейчас", card)
    assert text((await newsroom.published(1))[0]).startswith("Мост через Чёрную речку")


async def test_an_edit_is_undone_with_its_place_in_the_queue(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(BRIDGE)
    await newsroom.press("В очередь", card)
    await newsroom.press("Правка", card)
    await newsroom.say(BORIS, "Мост закрыт\n\nПозвоните Ольге Петровой: 8 914 000-00-00, 18+.")
    await newsroom.until(lambda: text(newsroom.by_bot(BORIS)[-2]).startswith("Мост закрыт"))
    await newsroom.settled()
    card = newsroom.card() or {}
    assert "Черновик" in text(card)  # the new text is to be confirmed first
    await newsroom.press(UNDO, card)
    await newsroom.until(lambda: text(newsroom.by_bot(BORIS)[-2]).startswith("Мост через"))
    assert "В очереди: сегодня, 24 ноября, в 15:00." in text(newsroom.card() or {})


async def test_only_who_did_it_sees_the_button_and_ten_minutes_only(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(BRIDGE)
    await newsroom.press("В очередь", card)
    data = buttons(now(newsroom, card))[UNDO]
    await newsroom.say(ANNA, "/post 1")
    hers = await newsroom.until(lambda: newsroom.card(ANNA))
    assert "В очереди" in text(hers)
    assert UNDO not in buttons(hers)
    query = newsroom.world.press(ANNA, ANNA, hers["message_id"], data)
    answer = await newsroom.world.callback_answer(query, 10)
    assert answer["text"].startswith("Это уже не отменить")
    await newsroom.pass_time(minutes=11)
    answer = await newsroom.press(UNDO, card)
    assert answer["text"].startswith("Карточка устарела. Что ещё можно отменить")
    assert state(newsroom, card).startswith("В очереди")
    assert UNDO not in buttons(now(newsroom, card))
    listed = await newsroom.say(BORIS, "/undo")
    assert text(listed).split("\n") == [
        "Ваши последние действия",
        "№ 1 · в очередь · сегодня, 24 ноября, в 14:20",
    ]
    await newsroom.press("↩︎ № 1 · в очередь", listed)
    await newsroom.until(lambda: "Черновик" in text(newsroom.card() or {}))
    answer = await newsroom.say(BORIS, "/undo")
    assert text(answer).startswith("Отменять нечего")


async def test_the_last_of_each_kind_is_listed_until_somebody_changes_it(
    newsroom: Newsroom,
) -> None:
    await newsroom.hand_in(BRIDGE)
    await newsroom.press("В очередь")
    await newsroom.hand_in(PARK)
    await newsroom.press("Рубрика")
    await newsroom.say(BORIS, "Парки")
    await newsroom.until(lambda: "Рубрика: Парки" in text(newsroom.card() or {}))
    await newsroom.hand_in(SCHOOL)
    for label in ("Удалить", "Да, удалить"):
        await newsroom.press(label)
    listed = await newsroom.say(BORIS, "/undo")
    assert set(buttons(listed)) == {
        "↩︎ № 1 · в очередь",
        "↩︎ № 2 · правка",
        "↩︎ № 3 · удаление",
    }
    await newsroom.say(ANNA, "/cancel 1")
    answer = await newsroom.press("↩︎ № 1 · в очередь", listed)
    assert answer["text"].startswith("Это уже не отменить")
    twice = [buttons(listed)["↩︎ № 2 · правка"]] * 2
    both = [newsroom.world.press(BORIS, BORIS, listed["message_id"], data) for data in twice]
    first, second = [await newsroom.world.callback_answer(query, 10) for query in both]
    assert first["text"] == "Отменено."
    assert second["text"].startswith("Это уже не отменить")

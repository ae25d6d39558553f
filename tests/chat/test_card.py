"""The card's buttons: every press is answered, none does harm twice."""

from __future__ import annotations

import pytest

from tests.chat.releases import BRIDGE, PARK
from tests.newsroom import BORIS, CHANNEL, VERA, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


async def raw_press(newsroom: Newsroom, message_id: int, data: str, person: int = BORIS) -> str:
    query = newsroom.world.press(person, person, message_id, data)
    answer = await newsroom.world.callback_answer(query, 10)
    await newsroom.settled()
    return str(answer.get("text") or "")


async def test_a_double_press_publishes_once(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    data = buttons(card)["Сейчас"]
    first = newsroom.world.press(BORIS, BORIS, card["message_id"], data)
    second = newsroom.world.press(BORIS, BORIS, card["message_id"], data)
    for query in (first, second):
        assert await newsroom.world.callback_answer(query, 10)
    await newsroom.published(1)
    assert await raw_press(newsroom, card["message_id"], data) == (
        "Карточка устарела, обновил её."
    )
    assert len(newsroom.channel()) == 1


async def test_a_press_on_an_old_card_changes_nothing_and_shows_the_new_one(
    newsroom: Newsroom,
) -> None:
    card = await newsroom.hand_in(PARK)
    old = buttons(card)["В очередь"]
    await newsroom.press("Правка", card)
    await newsroom.hand_in(BRIDGE)
    card_now = newsroom.card()
    assert card_now is not None

    answer = await raw_press(newsroom, card_now["message_id"], old)

    assert answer == "Карточка устарела, обновил её."
    assert "Черновик" in text(newsroom.world.message(BORIS, card_now["message_id"]))


FORGED = [
    *("p:now:999:1", "p:launch:1:1", "p:now:1", "p:now:x:1", "p:now:99999999999999999999999999:1"),
    *("t:1:1:99999999999999", "o:-5", "l:secrets:0", "l:queue:-7", "e:remove:1001", "zzz"),
]


@pytest.mark.parametrize("data", FORGED)
async def test_a_forged_press_is_answered_and_does_nothing(newsroom: Newsroom, data: str) -> None:
    card = await newsroom.hand_in(PARK)
    await raw_press(newsroom, card["message_id"], data)
    assert newsroom.channel() == []
    assert "1 черновик" in text(await newsroom.say(BORIS, "/drafts"))


async def test_a_readers_press_on_an_editors_button_does_nothing(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    await newsroom.say(VERA, "/start")
    own = newsroom.by_bot(VERA)[-1]
    answer = await raw_press(newsroom, own["message_id"], buttons(card)["Сейчас"], VERA)
    assert answer == "Эта кнопка больше не работает."
    assert newsroom.channel() == []


async def test_delete_asks_once(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    await newsroom.press("Удалить", card)
    question = newsroom.world.message(BORIS, card["message_id"])
    assert list(buttons(question)) == ["Да, удалить", "Нет"]
    await newsroom.press("Нет", question)
    card = newsroom.world.message(BORIS, card["message_id"])
    assert "В очередь" in buttons(card)
    await newsroom.press("Удалить", card)
    await newsroom.press("Да, удалить", card)
    assert text(newsroom.world.message(BORIS, card["message_id"])) == "№ 1 удалён."
    assert text(await newsroom.say(BORIS, "/post 1")) == "Поста № 1 нет."


async def test_edit_replaces_the_text_keeps_formatting_and_the_place_in_the_queue(
    newsroom: Newsroom,
) -> None:
    card = await newsroom.hand_in(PARK)
    await newsroom.press("В очередь", card)
    await newsroom.press("Правка", card)
    assert "Пришлите новый текст поста № 1" in text(newsroom.by_bot(BORIS)[-1])
    words = "Мост закрыт\n\nОбъезд по Заводской улице."
    bold = {"type": "underline", "offset": words.index("Объезд"), "length": 6}
    await newsroom.say(BORIS, words, entities=[bold])
    await newsroom.until(lambda: "В очереди" in text(newsroom.card() or {}))

    await newsroom.pass_time(minutes=41)
    (post,) = await newsroom.published(1)

    assert text(post).startswith("Мост закрыт")
    assert text(post).count("@khabvesti") == 1
    underline = next(e for e in post["entities"] if e["type"] == "underline")
    at = underline["offset"]
    assert text(post)[at : at + underline["length"]] == "Объезд"


async def test_editing_the_preview_itself_doubles_nothing(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    preview = newsroom.world.message(BORIS, card["message_id"] - 1)
    await newsroom.press("Правка", card)
    changed = text(preview).replace("пять лет", "семь лет")
    await newsroom.say(BORIS, changed, entities=preview["entities"])
    await newsroom.until(lambda: "семь лет" in text(newsroom.by_bot(BORIS)[-2]))
    again = newsroom.by_bot(BORIS)[-2]
    assert text(again) == changed
    assert again["entities"] == preview["entities"]


async def test_leaving_a_dialogue_is_one_press_and_the_next_text_is_a_release(
    newsroom: Newsroom,
) -> None:
    card = await newsroom.hand_in(PARK)
    await newsroom.press("Правка", card)
    await newsroom.press("Отмена")
    await newsroom.hand_in(BRIDGE)
    assert "2 черновика" in text(await newsroom.say(BORIS, "/drafts"))


async def test_a_release_instead_of_an_answer_is_taken_as_one(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    for question in ("На время", "Рубрика"):
        await newsroom.press(question, card)
        await newsroom.say(BORIS, BRIDGE)
    await newsroom.until(lambda: "№ 3" in text(newsroom.card() or {}))
    assert "3 черновика" in text(await newsroom.say(BORIS, "/drafts"))


async def test_a_command_leaves_the_dialogue_too(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    await newsroom.press("Правка", card)
    await newsroom.say(BORIS, "/queue")
    await newsroom.hand_in(BRIDGE)
    assert "2 черновика" in text(await newsroom.say(BORIS, "/drafts"))


async def test_a_dialogue_goes_on_after_a_restart(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    await newsroom.press("На время", card)
    await newsroom.stop_bot()
    await newsroom.start_bot()
    answer = await newsroom.say(BORIS, "завтра в 10:30")
    assert "завтра, 25 ноября, в 10:30" in text(answer)


async def test_rubric_and_sound_are_changed_from_the_card(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(BRIDGE)
    await newsroom.press("Рубрика", card)
    await newsroom.say(BORIS, "Дороги")
    await newsroom.until(lambda: "Рубрика: Дороги" in text(newsroom.card() or {}))
    await newsroom.settled()
    card = newsroom.card() or {}
    await newsroom.press("Ещё", card)
    await newsroom.press("Параметры", card)
    await newsroom.press("🔕 Без звука", card)
    for _ in range(2):
        await newsroom.press("‹ Назад", card)
    await newsroom.press("Сейчас", card)
    (post,) = await newsroom.published(1)
    sends = [call for call in newsroom.world.calls if call[0].lower() == "sendmessage"]
    to_channel = [params for _, params in sends if params["chat_id"] == str(CHANNEL)]
    assert to_channel[-1]["disable_notification"] == "true"
    assert "#Дороги" in text(post)


async def test_what_was_cut_is_shown_on_request(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    await newsroom.press("Ещё", card)
    await newsroom.press("Что убрано", card)
    listed = text(newsroom.by_bot(BORIS)[-1])
    assert "logo — шум сайта" in listed
    assert "@othernews" in listed


async def test_a_double_press_on_delete_asks_once_and_sets_nothing_aside(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    card = await newsroom.hand_in(PARK)
    data = buttons(card)["Удалить"]
    for _ in range(2):
        await raw_press(newsroom, card["message_id"], data)
    assert list(buttons(newsroom.world.message(BORIS, card["message_id"]))) == [
        "Да, удалить",
        "Нет",
    ]
    assert "set aside" not in caplog.text


async def test_a_time_beyond_all_plans_is_refused(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    for at in (0, 253402300799, 10**30):
        answer = await raw_press(newsroom, card["message_id"], f"t:1:1:{at}")
        assert answer
    assert text(await newsroom.say(BORIS, "/queue")).startswith("Очередь пуста.")


async def test_a_long_list_of_cuts_has_pages(newsroom: Newsroom) -> None:
    noise = "\n".join(f"Просмотров: {n}" for n in range(1, 200))
    card = await newsroom.hand_in(f"{PARK}\n{noise}")
    await newsroom.press("Ещё", card)
    await newsroom.press("Что убрано", card)
    listed = newsroom.by_bot(BORIS)[-1]
    assert "Просмотров: 5 " in text(listed)
    await newsroom.press("›", listed)
    listed = newsroom.world.message(BORIS, listed["message_id"])
    assert "Страница 2 из" in text(listed)
    assert "Просмотров: 6 " in text(listed)
    assert list(buttons(listed))[-2:] == ["‹", "›"]


async def test_of_two_editors_the_second_does_not_overwrite_the_first(newsroom: Newsroom) -> None:
    await newsroom.invite_editor(VERA)
    card = await newsroom.hand_in(PARK)
    await newsroom.say(VERA, "/post 1")
    await newsroom.until(lambda: newsroom.card(VERA))
    await newsroom.press("Правка", card)
    hers = newsroom.card(VERA)
    await newsroom.press("Правка", hers, VERA)
    await newsroom.press("Да, перехватить", hers, VERA)
    await newsroom.say(VERA, BRIDGE)
    await newsroom.until(lambda: text(newsroom.by_bot(VERA)[-2]).startswith("Мост"))

    answer = await newsroom.say(BORIS, "Совсем другой текст\n\nОн опоздал.")

    assert text(answer).startswith("Пока вы писали, над № 1 работал другой человек")


ADULT = "Спектакль 18+ покажут в субботу\n\nВозрастное ограничение спектакля 18+."


async def test_warnings_are_asked_about_on_the_way_by_a_time_too(newsroom: Newsroom) -> None:
    await newsroom.hand_in(ADULT)
    question = await newsroom.say(BORIS, "/at 1 завтра в 9")
    assert text(question) == "№ 1: материал 18+. Всё равно публиковать?"
    doubt = await newsroom.say(BORIS, "/at 1 в следующую пятницу в 12")
    assert text(doubt) == "Правильно понял время?"
    await newsroom.press(next(iter(buttons(doubt))), doubt)
    question = newsroom.world.message(BORIS, doubt["message_id"])
    assert text(question) == "№ 1: материал 18+. Всё равно публиковать?"
    await newsroom.press("Да, публиковать 18+", question)
    assert "1 пост в очереди" in text(await newsroom.say(BORIS, "/queue"))


async def test_an_edit_that_brings_warnings_takes_the_post_out_of_the_queue(
    newsroom: Newsroom,
) -> None:
    card = await newsroom.hand_in(PARK)
    await newsroom.press("В очередь", card)
    await newsroom.press("Правка", card)
    await newsroom.say(BORIS, ADULT)
    await newsroom.until(lambda: "Проверьте: материал 18+" in text(newsroom.card() or {}))
    await newsroom.pass_time(hours=1)
    await newsroom.settled()
    assert newsroom.channel() == []


async def test_an_old_cancel_leaves_another_question_open(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    await newsroom.press("Правка", card)
    old = newsroom.by_bot(BORIS)[-1]
    await newsroom.press("На время", card)
    for _ in range(2):
        await raw_press(newsroom, old["message_id"], buttons(old)["Отмена"])
    answer = await newsroom.say(BORIS, "завтра в 9")
    assert "В очереди: завтра, 25 ноября, в 09:00." in text(answer)


async def test_another_press_ends_an_open_question(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    await newsroom.press("Правка", card)
    await newsroom.press("В очередь", card)
    await newsroom.hand_in(BRIDGE)
    assert "1 черновик" in text(await newsroom.say(BORIS, "/drafts"))
    assert "Мэр открыл" in text(await newsroom.say(BORIS, "/queue"))

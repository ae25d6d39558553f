"""An embargo is a lock: no way leads past it but the word of two people."""

from __future__ import annotations

import pytest

from bot.domain.post import Status
from tests.chat.test_approval import card, four_eyes, hire, row, said_of
from tests.chat.test_cautions import HELD_BACK
from tests.newsroom import ANNA, BORIS, VERA, Message, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")

REFUSAL = "№ 1 под эмбарго до 10:00, 25.11.2026: раньше он не выйдет."
AFTER = "После эмбарго: 25.11, 10:00"
NEW_TEXT = "В крае открыли завод\n\nНа нём работают двести человек."


def seen(newsroom: Newsroom, message: Message) -> Message:
    return newsroom.world.message(BORIS, message["message_id"])


async def test_it_is_shown_and_kept_by_one_press(newsroom: Newsroom) -> None:
    own = await newsroom.hand_in(HELD_BACK)
    assert "⛔ Эмбарго до 10:00 (завтра, 25 ноября)" in text(own)
    assert "Проверьте" not in text(own)
    await newsroom.press("Сейчас", own)
    assert text(seen(newsroom, own)) == REFUSAL
    assert list(buttons(seen(newsroom, own))) == [AFTER, "Нет"]
    await newsroom.press(AFTER, own)
    assert "В очереди: завтра, 25 ноября, в 10:00." in text(seen(newsroom, own))
    await newsroom.pass_time(hours=20)
    assert len(await newsroom.published(1)) == 1


async def test_the_queue_goes_on_behind_it(newsroom: Newsroom) -> None:
    own = await newsroom.hand_in(HELD_BACK)
    await newsroom.press("В очередь", own)
    assert "В очереди: завтра, 25 ноября, в 12:00." in text(seen(newsroom, own))
    await newsroom.press("Раньше", own)
    assert text(seen(newsroom, own)) == REFUSAL
    await newsroom.press("Нет", own)
    assert "завтра, 25 ноября, в 12:00" in text(seen(newsroom, own))


@pytest.mark.parametrize("words", ["/now 1", "/at 1 через 2 часа"])
async def test_no_command_publishes_before(newsroom: Newsroom, words: str) -> None:
    await newsroom.hand_in(HELD_BACK)
    answer = await newsroom.say(BORIS, words)
    assert text(answer) == REFUSAL
    assert AFTER in buttons(answer)


@pytest.mark.parametrize("data", ["t:1:1:1795500000", "c:1:1:0:now:0", "p:now:1:1"])
async def test_no_forged_press_does(newsroom: Newsroom, data: str) -> None:
    own = await newsroom.hand_in(HELD_BACK)
    query = newsroom.world.press(BORIS, BORIS, own["message_id"], data)
    await newsroom.world.callback_answer(query, 10)
    await newsroom.pass_time(hours=9)
    await newsroom.settled()
    assert newsroom.channel() == []


async def test_no_approval_and_no_new_text_does(newsroom: Newsroom) -> None:
    await four_eyes(newsroom)
    own = await newsroom.hand_in(HELD_BACK)
    await newsroom.press("Правка", own)
    await newsroom.say(BORIS, NEW_TEXT)
    await newsroom.until(lambda: "завод" in text(newsroom.by_bot(BORIS)[-2]))
    await newsroom.settled()
    own = card(newsroom, BORIS)
    assert "⛔ Эмбарго до 10:00" in text(own)
    await newsroom.press("Сейчас", own)
    assert text(seen(newsroom, own)) == REFUSAL
    await newsroom.press(AFTER, own)
    assert (await row(newsroom)).status is Status.REVIEW
    assert "⛔ Эмбарго до 10:00" in text(card(newsroom, ANNA))
    await newsroom.press("Утвердить", card(newsroom, ANNA), ANNA)
    found = await row(newsroom)
    assert found.due_at == found.embargo_until


async def test_two_people_lift_it(newsroom: Newsroom) -> None:
    await hire(newsroom, VERA, "chief")
    own = await newsroom.hand_in(HELD_BACK)
    assert "Снять эмбарго" not in buttons(own)  # an editor has not the right
    await newsroom.say(ANNA, "/post 1")
    await newsroom.settled()
    await newsroom.press("Снять эмбарго", card(newsroom, ANNA), ANNA)
    await newsroom.say(ANNA, "Пресс-служба разрешила по телефону")
    await newsroom.settled()
    assert "Да, снять эмбарго" not in buttons(card(newsroom, ANNA))
    query = newsroom.world.press(ANNA, ANNA, card(newsroom, ANNA)["message_id"], "p:lift!:1:1")
    answer = await newsroom.world.callback_answer(query, 10)
    assert answer["text"].startswith("Просили вы сами")

    asked = card(newsroom, VERA)
    assert "Анна просит снять эмбарго: Пресс-служба разрешила по телефону" in text(asked)
    assert "завод" in text(newsroom.by_bot(VERA)[-2])  # the preview itself
    await newsroom.press("Да, снять эмбарго", asked, VERA)
    assert "снято (Вера)" in text(newsroom.by_bot(ANNA)[-1])
    assert await said_of(newsroom) == [("lift_asked", ANNA), ("embargo_lifted", VERA)]
    await newsroom.press("Сейчас", card(newsroom, BORIS))
    await newsroom.published(1)


async def test_alone_nobody_lifts_it(newsroom: Newsroom) -> None:
    own = await newsroom.hand_in(HELD_BACK, ANNA)
    await newsroom.press("Снять эмбарго", own, ANNA)
    answer = await newsroom.say(ANNA, "Очень надо")
    assert text(answer).startswith("Чтобы снять эмбарго, нужен второй человек")


async def test_a_request_is_about_the_post_as_it_was(newsroom: Newsroom) -> None:
    await hire(newsroom, VERA, "chief")
    own = await newsroom.hand_in(HELD_BACK, ANNA)
    await newsroom.press("Снять эмбарго", own, ANNA)
    await newsroom.say(ANNA, "Разрешили")
    await newsroom.settled()
    await newsroom.press("Правка", card(newsroom, ANNA), ANNA)
    await newsroom.say(ANNA, NEW_TEXT)
    await newsroom.until(lambda: "Да, снять эмбарго" not in buttons(card(newsroom, VERA)))
    assert (await row(newsroom)).embargo_until is not None

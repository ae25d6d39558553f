"""A post that says what another one said: the desk is told which, when and where."""

from __future__ import annotations

import pytest

from tests.chat.releases import BRIDGE, PARK
from tests.newsroom import BORIS, Message, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")

AGAIN = PARK.replace("В субботу жители получили", "В субботу горожане получили")


def links(message: Message) -> list[str]:
    return [e["url"] for e in message.get("entities", ()) if e["type"] == "text_link"]


async def test_the_second_one_is_asked_about_with_a_link_to_the_first(newsroom: Newsroom) -> None:
    await newsroom.press("Сейчас", await newsroom.hand_in(PARK))
    await newsroom.published(1)
    await newsroom.pass_time(days=3)

    await newsroom.say(BORIS, AGAIN)
    card = await newsroom.until(lambda: (c := newsroom.card()) and "№ 2" in text(c) and c)
    assert "⚠️ Проверьте: похоже на № 1 от 24 ноября (90 %)" in text(card)
    assert links(card) == ["https://t.me/khabvesti/1"]
    await newsroom.press("В очередь", card)
    question = newsroom.world.message(BORIS, card["message_id"])
    assert "похоже на № 1 от 24 ноября" in text(question)
    assert links(question) == ["https://t.me/khabvesti/1"]
    assert list(buttons(question)) == ["Да, это не повтор", "Нет"]
    await newsroom.press("Да, это не повтор", question)
    assert "1 пост в очереди" in text(await newsroom.say(BORIS, "/queue"))


async def test_a_draft_counts_and_other_news_does_not(newsroom: Newsroom) -> None:
    await newsroom.hand_in(PARK)
    assert "похоже" not in text(await newsroom.hand_in(BRIDGE))
    await newsroom.say(BORIS, AGAIN)
    card = await newsroom.until(lambda: (c := newsroom.card()) and "№ 3" in text(c) and c)
    assert "похоже на № 1" in text(card)
    assert links(card) == []


async def test_a_post_is_no_repetition_of_itself_or_of_a_deleted_one(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    await newsroom.press("Правка", card)
    await newsroom.say(BORIS, AGAIN)
    await newsroom.until(lambda: "горожане" in text(newsroom.by_bot(BORIS)[-2]))
    assert "похоже" not in text(newsroom.card() or {})
    await newsroom.press("Удалить", newsroom.card())
    await newsroom.press("Да, удалить", newsroom.card() or newsroom.by_bot(BORIS)[-1])
    await newsroom.say(BORIS, PARK)
    card = await newsroom.until(lambda: (c := newsroom.card()) and "№ 2" in text(c) and c)
    assert "похоже" not in text(card)


async def test_after_ninety_days_it_is_forgotten(newsroom: Newsroom) -> None:
    await newsroom.press("Сейчас", await newsroom.hand_in(PARK))
    await newsroom.published(1)
    await newsroom.pass_time(days=91)
    await newsroom.say(BORIS, AGAIN)
    card = await newsroom.until(lambda: (c := newsroom.card()) and "№ 2" in text(c) and c)
    assert "похоже" not in text(card)


async def test_the_first_of_two_drafts_is_asked_about_once_the_second_is_out(
    newsroom: Newsroom,
) -> None:
    first = await newsroom.hand_in(PARK)
    await newsroom.say(BORIS, AGAIN)
    second = await newsroom.until(lambda: (c := newsroom.card()) and "№ 2" in text(c) and c)
    await newsroom.press("Сейчас", second)
    question = newsroom.world.message(BORIS, second["message_id"])
    await newsroom.press("Да, это не повтор", question)
    await newsroom.published(1)
    await newsroom.press("Сейчас", first)
    asked = newsroom.world.message(BORIS, first["message_id"])
    assert "похоже на № 2" in text(asked)
    assert links(asked) == ["https://t.me/khabvesti/1"]


async def test_what_readers_have_seen_is_named_before_a_draft(newsroom: Newsroom) -> None:
    await newsroom.press("Сейчас", await newsroom.hand_in(PARK))
    await newsroom.published(1)
    for number in ("№ 2", "№ 3"):
        await newsroom.say(BORIS, AGAIN)
        card = await newsroom.until(
            lambda number=number: (c := newsroom.card()) and number in text(c) and c
        )
    assert "похоже на № 1" in text(card)

"""A story that goes on: the later post answers the earlier one, which gets a link to it."""

from __future__ import annotations

import pytest

from tests.chat.published import publish, said
from tests.chat.releases import BRIDGE, PARK, SCHOOL
from tests.newsroom import ANNA, BORIS, CHANNEL, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


async def test_a_sequel_answers_the_earlier_post_and_is_linked_from_it(
    newsroom: Newsroom,
) -> None:
    await publish(newsroom, BRIDGE)
    await newsroom.pass_time(minutes=5)
    await newsroom.hand_in(PARK)
    card = await newsroom.until(
        lambda: (found := newsroom.card()) and text(found).startswith("№ 2") and found
    )
    await newsroom.press("Ещё", card)
    await newsroom.press("Продолжение…", card)
    offered = newsroom.world.message(card["chat"]["id"], card["message_id"])
    (first,) = [label for label in buttons(offered) if label.startswith("№ 1 · Мост")]
    await newsroom.press(first, card)
    shown = newsroom.world.message(card["chat"]["id"], card["message_id"])
    assert "Продолжение к: № 1 · Мост" in text(shown)

    await newsroom.press("Сейчас", card)
    _, sequel = await newsroom.published(2)

    earlier = newsroom.channel()[0]
    assert sequel["reply_to_message"]["message_id"] == earlier["message_id"]
    await newsroom.until(lambda: "Продолжение: Мэр открыл новый парк" in said(newsroom)[0])
    (link,) = [e for e in newsroom.channel()[0]["entities"] if e["type"] == "text_link"]
    assert link["url"] == f"https://t.me/khabvesti/{sequel['message_id']}"

    await newsroom.press("Отозвать", card)
    await newsroom.press("Да, отозвать", await newsroom.say(BORIS, "-"))
    await newsroom.until(lambda: len(newsroom.channel()) == 1)
    await newsroom.until(lambda: "Продолжение" not in said(newsroom)[0])


async def test_the_earlier_post_by_its_link_and_one_that_is_gone(newsroom: Newsroom) -> None:
    await publish(newsroom, BRIDGE)
    (earlier,) = newsroom.channel()
    await newsroom.pass_time(minutes=5)
    await newsroom.hand_in(SCHOOL)
    card = await newsroom.until(
        lambda: (found := newsroom.card()) and text(found).startswith("№ 2") and found
    )
    await newsroom.press("Ещё", card)
    await newsroom.press("Продолжение…", card)
    await newsroom.press("Номер или ссылка", card)
    answer = await newsroom.say(card["chat"]["id"], "https://t.me/khabvesti/999")
    assert "нет поста, который публиковал бот" in text(answer)
    answer = await newsroom.say(card["chat"]["id"], f"t.me/khabvesti/{earlier['message_id']}")
    newsroom.world.delete(ANNA, CHANNEL, [earlier["message_id"]])

    await newsroom.press("Сейчас", card)

    (sequel,) = await newsroom.published(1)
    assert "reply_to_message" not in sequel
    told = await newsroom.until(
        lambda: (
            "Опубликовать заново" in buttons(newsroom.by_bot(card["chat"]["id"])[-1])
            and newsroom.by_bot(card["chat"]["id"])[-1]
        )
    )
    assert text(told).startswith("№ 1")

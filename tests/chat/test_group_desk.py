"""An editors' group with topics is the desk: cards there, replies there, rights as everywhere."""

from __future__ import annotations

from typing import Any

import pytest

from bot.chat.dispatcher import feed
from tests.chat.releases import BRIDGE, PARK
from tests.newsroom import (
    ANNA,
    BORIS,
    BOT_ID,
    VERA,
    Message,
    Newsroom,
    buttons,
    text,
)

pytestmark = pytest.mark.usefixtures("desk")

GROUP = -1001000000077
DESK_REQUEST = 14  # a desk (4) for the channel number 1


@pytest.fixture
async def topic(newsroom: Newsroom) -> int:
    """A forum with Anna, Boris, Vera and the bot; its topic «Выпуск» is the desk."""
    world = newsroom.world
    world.add_group(GROUP, "Редакция", owner_id=ANNA, forum=True)
    world.set_member(GROUP, BORIS, "member")
    world.set_member(GROUP, VERA, "member")
    world.set_member(GROUP, BOT_ID, "member")
    thread: int = world.create_topic(ANNA, GROUP, "Выпуск")
    await say(newsroom, ANNA, "/desk", thread)
    return thread


async def say(newsroom: Newsroom, person: int, words: str, thread: int, **more: Any) -> Message:
    """What the bot answers in the topic."""
    before = len(newsroom.by_bot(GROUP))
    newsroom.world.send_text(person, GROUP, words, thread=thread, **more)
    await newsroom.until(lambda: len(newsroom.by_bot(GROUP)) > before)
    await newsroom.settled()
    return newsroom.by_bot(GROUP)[-1]


async def press(newsroom: Newsroom, person: int, label: str, message: Message) -> Any:
    shown = newsroom.world.message(GROUP, message["message_id"])
    query = newsroom.world.press(person, GROUP, message["message_id"], buttons(shown)[label])
    answer = await newsroom.world.callback_answer(query, 10)
    await newsroom.settled()
    return answer


def card(newsroom: Newsroom) -> Message:
    found = newsroom.card(GROUP)
    assert found is not None
    return found


async def test_a_release_is_handed_in_planned_and_told_of_in_the_topic(
    newsroom: Newsroom, topic: int
) -> None:
    hello = newsroom.by_bot(GROUP)[-1]
    assert text(hello).startswith("Здесь теперь редакция канала «Хабаровские вести»")
    assert hello["message_thread_id"] == topic
    newsroom.world.set_member(GROUP, BOT_ID, "administrator")  # else it hears no mentions
    await newsroom.settled()
    newsroom.world.send_text(BORIS, GROUP, "Кто возьмёт парк?", thread=topic)
    await say(newsroom, BORIS, f"@vestnik_bot\n{PARK}", topic)
    preview, shown = newsroom.by_bot(GROUP)[-2:]
    assert text(preview).startswith("Мэр открыл новый парк")
    assert preview["message_thread_id"] == shown["message_thread_id"] == topic

    # A reader in the group is refused by an alert or nothing; Anna, who leads, presses.
    refused = await press(newsroom, VERA, "Сейчас", shown)
    assert refused["text"] == "Эта кнопка больше не работает."
    assert newsroom.channel() == []
    await press(newsroom, ANNA, "Сейчас", shown)
    await newsroom.published(1)
    told = newsroom.by_bot(GROUP)[-1]
    assert text(told).startswith("✅ № 1 вышел в канале")
    assert told["message_thread_id"] == topic


async def test_questions_are_answered_by_replies_and_other_talk_is_left_alone(
    newsroom: Newsroom, topic: int
) -> None:
    hello = newsroom.by_bot(GROUP)[-1]
    await say(newsroom, BORIS, BRIDGE, topic, reply_to=hello["message_id"])
    await press(newsroom, BORIS, "На время", card(newsroom))
    asked = newsroom.by_bot(GROUP)[-1]
    newsroom.world.send_text(BORIS, GROUP, "завтра в 9", thread=topic)  # no reply
    newsroom.world.send_text(VERA, GROUP, "завтра в 8", reply_to=asked["message_id"])
    await newsroom.settled()
    assert newsroom.by_bot(GROUP)[-1] == asked
    said = await say(newsroom, BORIS, "завтра в 10", topic, reply_to=asked["message_id"])
    assert "завтра, 25 ноября, в 10:00" in text(said)
    assert "10:00" in text(await say(newsroom, BORIS, "/queue@vestnik_bot", topic))
    newsroom.world.send_text(BORIS, GROUP, "/queue@other_bot", thread=topic)
    newsroom.world.send_text(VERA, GROUP, "/queue@vestnik_bot", thread=topic)
    await newsroom.settled()
    assert len([m for m in newsroom.by_bot(GROUP) if "1 пост в очереди" in text(m)]) == 1


async def test_what_is_handed_in_elsewhere_is_shown_at_the_desk_too(
    newsroom: Newsroom, topic: int
) -> None:
    await newsroom.hand_in(PARK)
    await newsroom.until(lambda: newsroom.card(GROUP))
    newsroom.give_rights(post=False)
    await newsroom.settled()
    assert text(newsroom.by_bot(GROUP)[-1]).startswith("⛔ Боту больше нельзя публиковать")
    assert not any(text(m).startswith("⛔") for m in newsroom.by_bot(ANNA))


async def test_only_who_leads_a_channel_makes_its_desk(newsroom: Newsroom) -> None:
    newsroom.world.add_group(GROUP, "Редакция", owner_id=ANNA)
    newsroom.world.set_member(GROUP, BORIS, "member")
    newsroom.world.set_member(GROUP, BOT_ID, "member")
    refused = await say(newsroom, BORIS, "/desk", 0)
    assert text(refused) == "Это может только владелец или главный редактор."
    newsroom.world.send_text(BORIS, GROUP, "/queue@vestnik_bot")
    await newsroom.settled()
    assert newsroom.by_bot(GROUP) == [refused]


async def test_the_desk_is_chosen_by_a_button_and_given_up(newsroom: Newsroom) -> None:
    newsroom.world.add_group(GROUP, "Редакция", owner_id=ANNA)
    await newsroom.press("Правила канала ›", await newsroom.say(ANNA, "/settings"), ANNA)
    await newsroom.press("Группа редакции", None, ANNA)
    await newsroom.press("Выбрать", None, ANNA)
    before = newsroom.by_bot(ANNA)[-1]["message_id"]
    newsroom.world.share_chat(ANNA, DESK_REQUEST, GROUP)
    menu = await newsroom.answer(ANNA, before)
    assert "• Группа редакции: есть" in text(menu)
    assert text(newsroom.by_bot(GROUP)[-1]).startswith("Здесь теперь редакция")
    await newsroom.press("Группа редакции", menu, ANNA)
    await newsroom.press("Отключить", menu, ANNA)
    assert "• Группа редакции: нет" in text(newsroom.world.message(ANNA, menu["message_id"]))


@pytest.mark.parametrize("end", ["deleted", "removed"])
async def test_without_the_group_all_comes_to_private_chats_with_one_notice(
    newsroom: Newsroom, topic: int, end: str
) -> None:
    if end == "deleted":
        newsroom.world.delete_chat(ANNA, GROUP)
    else:
        newsroom.world.set_member(GROUP, BOT_ID, "kicked")
    await newsroom.hand_in(PARK)
    await newsroom.until(lambda: newsroom.card(ANNA) if end == "deleted" else True)
    await newsroom.settled()
    told = [m for m in newsroom.by_bot(ANNA) if "Меня больше нет в группе редакции" in text(m)]
    assert len(told) == 1
    newsroom.give_rights(post=False)
    await newsroom.settled()
    assert any(text(m).startswith("⛔") for m in newsroom.by_bot(ANNA))


async def test_a_deleted_topic_leaves_the_group(newsroom: Newsroom, topic: int) -> None:
    newsroom.world.delete_topic(ANNA, GROUP, topic)
    await newsroom.hand_in(PARK)
    await newsroom.pass_time(seconds=5)
    await newsroom.until(lambda: newsroom.card(GROUP))
    assert "message_thread_id" not in card(newsroom)


async def test_a_group_that_became_a_supergroup_is_followed(
    newsroom: Newsroom, topic: int
) -> None:
    new = -1001000000088
    newsroom.world.add_group(new, "Редакция", owner_id=ANNA)
    newsroom.world.set_member(new, BOT_ID, "member")
    message = {
        "message_id": 900,
        "date": 1795494000,
        "chat": {"id": GROUP, "type": "group", "title": "Редакция"},
        "migrate_to_chat_id": new,
    }
    update = {"update_id": 1_000_000, "message": message}
    await feed(newsroom.app.dispatcher, newsroom.app.bot, update)
    await newsroom.hand_in(PARK)
    await newsroom.until(lambda: newsroom.card(new))

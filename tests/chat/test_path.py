"""From a pasted release to the channel: the main path, as its users walk it."""

from __future__ import annotations

import pytest

from tests.chat.releases import BRIDGE, PARK, SCHOOL
from tests.newsroom import BORIS, GLEB, VERA, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")

FOOTER = "Наш телеграм-канал @khabvesti (16+)"


async def test_the_preview_is_exactly_what_goes_out(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    preview = newsroom.world.message(BORIS, card["message_id"] - 1)
    await newsroom.press("Сейчас", card)
    (post,) = await newsroom.published(1)

    assert (text(post), post["entities"]) == (text(preview), preview["entities"])
    assert text(post).count("Мэр открыл новый парк на улице Тихой") == 1
    assert "logo" not in text(post)
    assert "@othernews" not in text(post)
    assert text(post).count(FOOTER) == 1
    kinds = [entity["type"] for entity in post["entities"]]
    assert kinds.count("blockquote") == 2
    assert "— сказал мэр города Пётр Иванов" in text(post).replace("\u00a0", " ")
    first = post["entities"][0]
    assert (first["type"], first["offset"]) == ("bold", 0)


async def test_the_card_offers_what_an_editor_needs(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)

    assert list(buttons(card)) == [
        *("В очередь", "Сейчас", "На время"),
        *("Правка", "Рубрика", "Ещё", "Удалить"),
    ]
    said = text(card)
    assert said.startswith("№ 1 · Хабаровские вести · ")
    assert "Ближайший свободный слот: сегодня, 24 ноября, в 15:00" in said
    assert "logo" in said  # what was cut is told


async def test_a_queued_post_comes_out_at_its_slot_and_the_editor_is_told(
    newsroom: Newsroom,
) -> None:
    card = await newsroom.hand_in(PARK)
    answer = await newsroom.press("В очередь", card)
    assert answer["text"] == "В очереди: сегодня, 24 ноября, в 15:00."
    card = newsroom.world.message(BORIS, card["message_id"])
    assert list(buttons(card))[:5] == ["Раньше", "Позже", "Время", "Снять", "Сейчас"]

    await newsroom.pass_time(minutes=39, seconds=59)
    await newsroom.settled()
    assert newsroom.channel() == []
    await newsroom.pass_time(seconds=1)
    (post,) = await newsroom.published(1)

    said = newsroom.by_bot(BORIS)[-1]
    assert text(said) == f"✅ № 1 вышел в канале: https://t.me/khabvesti/{post['message_id']}"
    card = newsroom.world.message(BORIS, card["message_id"])
    assert "Вышел: сегодня, 24 ноября, в 15:00" in text(card)


async def test_queued_posts_take_one_slot_each(newsroom: Newsroom) -> None:
    for release in (PARK, BRIDGE, SCHOOL):
        await newsroom.press("В очередь", await newsroom.hand_in(release))

    queue = text(await newsroom.say(BORIS, "/queue"))

    assert "3 поста в очереди" in queue
    assert "Сегодня, 24 ноября\n15:00" in queue
    assert "18:00  № 2" in queue
    assert "Завтра, 25 ноября\n09:00  № 3" in queue


async def test_a_restart_between_queue_and_slot_changes_nothing(newsroom: Newsroom) -> None:
    await newsroom.press("В очередь", await newsroom.hand_in(PARK))
    await newsroom.stop_bot()
    await newsroom.pass_time(minutes=45)
    await newsroom.start_bot()

    await newsroom.published(1)
    await newsroom.stop_bot()
    await newsroom.start_bot()
    await newsroom.settled()

    assert len(newsroom.channel()) == 1


async def test_a_subscriber_gets_the_latest(newsroom: Newsroom) -> None:
    for release in (PARK, BRIDGE):
        await newsroom.press("Сейчас", await newsroom.hand_in(release))
        await newsroom.until(lambda: text(newsroom.by_bot(BORIS)[-1]).startswith("✅"))
    await newsroom.say(VERA, "/start")

    answer = await newsroom.say(VERA, "/latest 1")

    post = newsroom.by_bot(VERA)[-2]
    assert text(post) == text(newsroom.channel()[-1])
    assert post["entities"] == newsroom.channel()[-1]["entities"]
    assert text(answer) == "1 последняя новость"
    assert list(buttons(answer).values()) == ["https://t.me/khabvesti/2", "la:-1:2:1"]


async def test_a_reader_from_abroad_is_answered_in_english(newsroom: Newsroom) -> None:
    assert (
        text(await newsroom.say(GLEB, "/latest")) == "Nothing was published yet. Come back soon."
    )

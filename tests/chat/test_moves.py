"""Moves within the queue: one post beside another, to a day, and the whole queue anew."""

from __future__ import annotations

import pytest

from tests.chat.releases import BRIDGE, PARK, SCHOOL
from tests.newsroom import ANNA, BORIS, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


async def queue_up(newsroom: Newsroom, *times: str) -> list[dict[str, object]]:
    """Posts 1, 2, 3 at the times; returns their cards."""
    cards = []
    for number, (release, at) in enumerate(zip((PARK, BRIDGE, SCHOOL), times, strict=False), 1):
        cards.append(await newsroom.hand_in(release))
        await newsroom.say(BORIS, f"/at {number} {at}")
    return cards


async def order(newsroom: Newsroom) -> list[str]:
    """«24 15:00 № 1»: the queue as it stands."""

    async def work(tx):  # type: ignore[no-untyped-def]
        channel = await tx.channels.main()
        return [
            f"{line.due_at.astimezone(channel.zone):%d %H:%M} № {line.id}"
            for line in await tx.posts.due(channel.id, None, None)
        ]

    return await newsroom.app.store.run(work)  # type: ignore[no-any-return]


async def choose(newsroom: Newsroom, card: dict[str, object], *labels: str) -> dict[str, object]:
    """Presses buttons one after another in one message; a label may be its beginning."""
    answer = {}
    for label in labels:
        shown = newsroom.world.message(BORIS, card["message_id"])
        whole = next(each for each in buttons(shown) if label in each)
        answer = await newsroom.press(whole, shown)
    return answer


@pytest.mark.parametrize(
    ("card", "label", "other", "then"),
    [
        (2, "Перед…", "№ 1", ["24 15:00 № 3", "24 16:30 № 1", "24 18:00 № 2"]),
        (0, "После…", "№ 3", ["24 18:00 № 2", "25 09:00 № 3", "25 12:00 № 1"]),
        (0, "Поменять местами", "№ 3", ["24 16:30 № 3", "24 18:00 № 2", "25 09:00 № 1"]),
    ],
)
async def test_a_post_goes_beside_another(
    newsroom: Newsroom, card: int, label: str, other: str, then: list[str]
) -> None:
    cards = await queue_up(newsroom, "16:30", "18:00", "завтра в 9")
    answer = await choose(newsroom, cards[card], "Переставить", label, other)
    assert str(answer["text"]).startswith("В очереди: ")
    assert await order(newsroom) == then


async def test_a_post_goes_to_another_day_by_the_calendar(newsroom: Newsroom) -> None:
    card = (await queue_up(newsroom, "16:30", "завтра в 9"))[0]
    await choose(newsroom, card, "Переставить", "На другой день", "25•")
    assert await order(newsroom) == ["25 09:00 № 2", "25 12:00 № 1"]


async def test_where_no_room_is_the_reason_is_told(newsroom: Newsroom) -> None:
    cards = await queue_up(newsroom, "15:00", "15:01", "18:00")
    answer = await choose(newsroom, cards[2], "Переставить", "Перед…", "№ 2")
    assert "нет места" in str(answer["text"])
    assert (await order(newsroom))[2] == "24 18:00 № 3"


async def test_the_slots_are_filled_anew_only_after_a_look_at_the_plan(newsroom: Newsroom) -> None:
    await queue_up(newsroom, "18:30", "завтра в 16:45", "через 10 дней в 9")
    queue = await newsroom.say(BORIS, "/queue")
    await choose(newsroom, queue, "Порядок", "Заполнить слоты заново")
    shown = text(newsroom.world.message(BORIS, queue["message_id"]))
    assert "сегодня, 24 ноября, в 15:00: № 1" in shown
    assert "(было вт 18:30)" in shown
    assert (await order(newsroom))[0] == "24 18:30 № 1"

    await newsroom.say(ANNA, "/cancel 2")
    answer = await choose(newsroom, queue, "Да, заполнить")
    assert "Очередь тем временем изменилась" in str(answer["text"])
    assert (await order(newsroom))[0] == "24 18:30 № 1"
    await choose(newsroom, queue, "Да, заполнить")
    assert await order(newsroom) == ["24 15:00 № 1", "24 18:00 № 3"]


async def test_a_shuffle_keeps_the_times_and_is_shown_first(newsroom: Newsroom) -> None:
    before = ["24 15:00 № 1", "24 18:00 № 2", "25 09:00 № 3"]
    await queue_up(newsroom, "15:00", "18:00", "завтра в 9")
    queue = await newsroom.say(BORIS, "/queue")
    await choose(newsroom, queue, "Порядок", "Перемешать", "Другой порядок")
    assert await order(newsroom) == before
    await choose(newsroom, queue, "Да, перемешать")
    after = await order(newsroom)
    assert after != before
    assert [each[:8] for each in after] == [each[:8] for each in before]


async def test_an_old_card_moves_nothing(newsroom: Newsroom) -> None:
    cards = await queue_up(newsroom, "15:00", "18:00")
    await choose(newsroom, cards[0], "Переставить", "После…")
    await newsroom.say(ANNA, "/at 1 завтра в 9")
    await choose(newsroom, cards[0], "№ 2")
    assert await order(newsroom) == ["24 18:00 № 2", "25 09:00 № 1"]

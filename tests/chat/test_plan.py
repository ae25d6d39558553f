"""/plan says what goes out when, and so it goes out."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.chat.releases import BRIDGE, PARK, SCHOOL
from tests.chat.second_channel import SPORT, hand_in_for, open_second_channel
from tests.newsroom import ANNA, BORIS, START, VERA, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")

LINE = re.compile(r"^(\d\d:\d\d)  (?:⚡ )?№ (\d+)", re.MULTILINE)


async def queue(newsroom: Newsroom, *releases: str) -> None:
    for release in releases:
        await newsroom.press("В очередь", await newsroom.hand_in(release))


async def test_the_plan_is_what_then_goes_out(newsroom: Newsroom) -> None:
    await queue(newsroom, PARK, BRIDGE, SCHOOL)
    await newsroom.say(BORIS, "/at 3 через 10 минут")
    plan = text(await newsroom.say(BORIS, "/plan"))
    assert plan.startswith(
        "Выйдут 3 поста. План до: вт, 1 декабря, в 14:20\n\nСегодня, 24 ноября\n"
    )
    foretold = LINE.findall(plan)
    assert foretold == [("14:30", "3"), ("15:00", "1"), ("18:00", "2")]

    for count, (at, number) in enumerate(foretold, 1):
        hour, minute = map(int, at.split(":"))
        newsroom.clock.at = START.replace(hour=hour - 10, minute=minute) - timedelta(seconds=1)
        await newsroom.pass_time(seconds=0)
        await newsroom.settled()
        assert len(newsroom.channel()) == count - 1
        await newsroom.pass_time(seconds=1)
        await newsroom.published(count)
        await newsroom.until(
            lambda n=number: f"№ {n} вышел в канале" in text(newsroom.by_bot(BORIS)[-1])
        )


@pytest.mark.parametrize(
    ("phrase", "end"),
    [
        ("до пятницы", "пт, 27 ноября, в 23:59"),
        ("завтра", "завтра, 25 ноября, в 23:59"),
        ("до 25.11 10:00", "завтра, 25 ноября, в 10:00"),
        ("через 3 дня", "пт, 27 ноября, в 23:59"),
        ("2026-12-01 12:00", "вт, 1 декабря, в 12:00"),
    ],
)
async def test_its_end_is_a_phrase(newsroom: Newsroom, phrase: str, end: str) -> None:
    plan = text(await newsroom.say(BORIS, f"/plan {phrase}"))
    assert plan == f"Ничего не выйдет. План до: {end}"


@pytest.mark.parametrize("phrase", ["вчера", "когда-нибудь", "через 30 лет"])
async def test_an_end_that_cannot_be_is_refused(newsroom: Newsroom, phrase: str) -> None:
    assert "План до" not in text(await newsroom.say(BORIS, f"/plan {phrase}"))


async def test_what_waits_stands_below_with_the_reason(newsroom: Newsroom) -> None:
    await queue(newsroom, PARK)
    await newsroom.say(BORIS, "/pause до отмены")
    plan = text(await newsroom.say(BORIS, "/plan"))
    assert "⏸ Пауза" in plan
    assert re.search(r"Не выйдут\n№ 1 · .+ — канал на паузе$", plan)


async def test_a_long_plan_has_pages_and_a_picture(newsroom: Newsroom) -> None:
    for number in range(1, 28):
        await newsroom.hand_in(f"Новость номер {number}\n\nСлучилось событие номер {number}.")
        await newsroom.say(BORIS, f"/at {number} через {number} часов")
    plan = await newsroom.say(BORIS, "/plan")
    assert "№ 25" in text(plan)
    assert "№ 26" not in text(plan)
    await newsroom.press("›", plan)
    plan = newsroom.world.message(BORIS, plan["message_id"])
    assert LINE.findall(text(plan)) == [("16:20", "26"), ("17:20", "27")]

    await newsroom.press("Картинкой", plan)
    sent = newsroom.by_bot(BORIS)[-1]
    assert sent["caption"] == "План канала «Хабаровские вести», сегодня, 24 ноября, в 14:20"
    size = max((size["width"], size["height"]) for size in sent["photo"])
    assert size[0] == 1080


async def test_of_several_channels_a_line_says_which(newsroom: Newsroom) -> None:
    await open_second_channel(newsroom)
    await queue(newsroom, PARK)
    await newsroom.press("В очередь", await hand_in_for(newsroom, BRIDGE, 2))
    plan = text(await newsroom.say(BORIS, "/plan"))
    lines = [line for line in plan.splitlines() if line.startswith("15:00")]
    assert [line.rsplit(" · ", 1)[1] for line in lines] == ["Хабаровские вести", "Спорт"]
    await newsroom.pass_time(minutes=40)
    await newsroom.until(lambda: newsroom.world.messages(SPORT) and newsroom.channel())


async def test_readers_learn_nothing_of_it(newsroom: Newsroom) -> None:
    await queue(newsroom, PARK)
    assert "План" not in text(await newsroom.say(VERA, "/plan"))
    assert "План до" in text(await newsroom.say(ANNA, "/plan"))
    assert buttons(newsroom.by_bot(ANNA)[-1]) != {}

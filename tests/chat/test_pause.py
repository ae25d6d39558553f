"""The stop-crane: what it holds, what it lets through, and how the channel goes on."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.post import Status
from bot.store import Transaction
from tests.chat.releases import BRIDGE, PARK, SCHOOL
from tests.chat.second_channel import SPORT, hand_in_for, open_second_channel
from tests.newsroom import ANNA, BORIS, GLEB, VERA, Message, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


async def queue(newsroom: Newsroom, *releases: str) -> Message:
    card: Any = None
    for release in releases:
        card = await newsroom.hand_in(release)
        await newsroom.press("В очередь", card)
    return card  # type: ignore[no-any-return]


def shown(newsroom: Newsroom, message: Message, person: int = BORIS) -> Message:
    return newsroom.world.message(person, message["message_id"])  # type: ignore[no-any-return]


async def make_urgent(newsroom: Newsroom, number: int) -> None:
    async def work(tx: Transaction) -> None:
        await tx.posts.change(number, allowed=(Status.QUEUED,), urgent=True)

    await newsroom.app.store.run(work)


@pytest.mark.parametrize(
    ("label", "until", "due"),
    [
        ("На 2 часа", "⏸ Пауза: сегодня, 24 ноября, в 16:20 снова начну.", 1),
        ("До завтра 09:00", "⏸ Пауза: завтра, 25 ноября, в 09:00 снова начну.", 2),
        ("До отмены", "⏸ Пауза. До команды /resume ничего не выйдет.", 3),
        ("Траурный режим: только срочное", "🕯 Траурный режим: до команды /resume", 3),
    ],
)
async def test_buttons_stop_the_channel_and_list_what_was_due(
    newsroom: Newsroom, label: str, until: str, due: int
) -> None:
    await queue(newsroom, PARK, BRIDGE, SCHOOL)  # 15:00, 18:00, tomorrow 09:00
    question = await newsroom.say(BORIS, "/pause")
    assert text(question) == "⏸ Остановить «Хабаровские вести»?"
    await newsroom.press(label, question)
    answer = text(shown(newsroom, question))
    assert until in answer
    assert [f"№ {n} ·" in answer for n in (1, 2, 3)] == [n <= due for n in (1, 2, 3)]
    assert until in text(await newsroom.say(BORIS, "/queue"))
    await newsroom.pass_time(minutes=45)
    await newsroom.settled()
    assert newsroom.channel() == []


async def test_the_pause_stands_on_the_card(newsroom: Newsroom) -> None:
    card = await queue(newsroom, PARK)
    await newsroom.say(BORIS, "/pause до 17:00")
    await newsroom.press("Позже", card)
    assert "⏸ Пауза: сегодня, 24 ноября, в 17:00" in text(shown(newsroom, card))
    await newsroom.press("Раньше", shown(newsroom, card))
    refused = await newsroom.press("Сейчас", card)
    assert refused["text"] == "Канал на паузе. Снимите её командой /resume."
    await newsroom.pass_time(minutes=45)
    await newsroom.say(BORIS, "/post 1")
    await newsroom.until(lambda: "Задержан паузой" in text(newsroom.card() or {}))


async def test_in_mourning_only_the_urgent_one_goes_out(newsroom: Newsroom) -> None:
    await queue(newsroom, PARK, BRIDGE)
    await make_urgent(newsroom, 2)
    await newsroom.say(BORIS, "/pause траур до завтра 9:00")
    await newsroom.pass_time(hours=4)
    assert "Мост" in text((await newsroom.published(1))[0])
    assert len(newsroom.channel()) == 1


async def test_resume_lays_the_held_posts_out_after_a_yes(newsroom: Newsroom) -> None:
    await queue(newsroom, PARK, BRIDGE, SCHOOL)  # 15:00, 18:00, tomorrow 09:00
    await newsroom.say(BORIS, "/pause")
    await newsroom.press("До отмены")
    await newsroom.pass_time(hours=4)  # 18:20: two were due
    plan = await newsroom.say(BORIS, "/resume")
    assert "25.11 12:00  № 1 · Мэр открыл новый парк на улице Тихой (было 15:00)" in text(plan)
    assert "25.11 15:00  № 2 · Мост через Чёрную речку закроют на два дня (было 18:00)" in text(
        plan
    )
    assert "№ 3" not in text(plan)
    assert newsroom.channel() == []
    await newsroom.press("Да, продолжить", plan)
    assert "▶️" in text(shown(newsroom, plan))
    await newsroom.settled()
    assert newsroom.channel() == []
    queued = text(await newsroom.say(BORIS, "/queue"))
    assert queued.index("09:00  № 3") < queued.index("12:00  № 1") < queued.index("15:00  № 2")


async def test_a_plan_that_changed_meanwhile_is_shown_anew(newsroom: Newsroom) -> None:
    await queue(newsroom, PARK, BRIDGE)
    await newsroom.say(BORIS, "/pause до отмены")
    await newsroom.pass_time(hours=1)
    plan = await newsroom.say(BORIS, "/resume")
    await newsroom.say(BORIS, "/at 2 завтра в 9")  # 18:00 is free now, tomorrow 09:00 is not
    answer = await newsroom.press("Да, продолжить", plan)
    assert answer["text"] == "Очередь тем временем изменилась. Посмотрите новый план."
    plan = shown(newsroom, plan)
    assert "18:00  № 1" in text(plan)
    await newsroom.press("Да, продолжить", plan)
    assert buttons(shown(newsroom, plan)) == {}
    await newsroom.pass_time(hours=3)
    assert "парк" in text((await newsroom.published(1))[0])


async def test_resume_without_moving_follows_the_rules_for_overdue_posts(
    newsroom: Newsroom,
) -> None:
    await queue(newsroom, PARK, BRIDGE)
    await newsroom.say(BORIS, "/pause до отмены")
    await newsroom.pass_time(hours=4)
    plan = await newsroom.say(BORIS, "/resume")
    await newsroom.press("Продолжить без переноса", plan)
    await newsroom.published(1)
    await newsroom.pass_time(seconds=59)
    await newsroom.settled()
    assert len(newsroom.channel()) == 1
    await newsroom.pass_time(seconds=2)
    await newsroom.published(2)


async def test_the_pause_may_stay(newsroom: Newsroom) -> None:
    await queue(newsroom, PARK)
    await newsroom.say(BORIS, "/pause до отмены")
    await newsroom.pass_time(hours=1)
    plan = await newsroom.say(BORIS, "/resume")
    await newsroom.press("Оставить паузу", plan)
    await newsroom.settled()
    assert newsroom.channel() == []
    assert "⏸" in text(await newsroom.say(BORIS, "/queue"))


async def test_a_pause_that_ends_by_itself_brings_no_burst_and_tells_the_desk(
    newsroom: Newsroom,
) -> None:
    await queue(newsroom, PARK, BRIDGE)
    await newsroom.say(BORIS, "/pause до 18:30")
    await newsroom.pass_time(hours=4, minutes=10)
    await newsroom.until(lambda: "пауза кончилась" in text(newsroom.by_bot(ANNA)[-1]))
    told = text(newsroom.by_bot(ANNA)[-1])
    assert told.splitlines()[1:] == [
        "№ 1: 24.11 15:00 → 25.11 09:00",
        "№ 2: 24.11 18:00 → 25.11 12:00",
    ]
    await newsroom.settled()
    assert newsroom.channel() == []
    await newsroom.pass_time(hours=14, minutes=31)
    assert len(await newsroom.published(1)) == 1


async def test_one_pause_for_all_channels_and_one_summary(newsroom: Newsroom) -> None:
    await open_second_channel(newsroom)
    await queue(newsroom, PARK)
    await newsroom.press("В очередь", await hand_in_for(newsroom, BRIDGE, 2))
    question = await newsroom.say(BORIS, "/pause")
    await newsroom.press("○ Все каналы", question)
    question = shown(newsroom, question)
    assert text(question) == "⏸ Остановить все каналы?"
    await newsroom.press("До отмены", question)
    answer = text(shown(newsroom, question))
    assert answer.index("Хабаровские вести") < answer.index("№ 1") < answer.index("Спорт")
    await newsroom.pass_time(hours=1)
    await newsroom.settled()
    assert newsroom.channel() == newsroom.world.messages(SPORT) == []

    which = await newsroom.say(BORIS, "/resume")
    await newsroom.press("Спорт", which)
    plan = shown(newsroom, which)
    assert "Хабаровские вести" not in text(plan)
    await newsroom.press("Да, продолжить", plan)
    await newsroom.pass_time(hours=3)
    await newsroom.until(lambda: newsroom.world.messages(SPORT))
    assert newsroom.channel() == []


async def test_an_old_question_stops_nothing(newsroom: Newsroom) -> None:
    await queue(newsroom, PARK)
    question = await newsroom.say(BORIS, "/pause")
    await newsroom.pass_time(minutes=30)
    await newsroom.pass_time(minutes=31)
    answer = await newsroom.press("До отмены", question)
    assert answer["text"] == "Вопрос устарел. Пришлите /pause ещё раз."
    assert len(await newsroom.published(1)) == 1


async def test_who_may_not_stop_the_channel_cannot(newsroom: Newsroom) -> None:
    await queue(newsroom, PARK)
    link = text(await newsroom.say(ANNA, "/invite author"))
    await newsroom.say(GLEB, "/start " + link.rsplit("start=", 1)[1])
    assert "may not" in text(await newsroom.say(GLEB, "/pause until cancelled"))
    assert "Пауза" not in text(await newsroom.say(VERA, "/pause"))
    await newsroom.pass_time(minutes=41)
    assert len(await newsroom.published(1)) == 1


async def test_where_nothing_is_paused_resume_says_so(newsroom: Newsroom) -> None:
    assert text(await newsroom.say(BORIS, "/resume")) == "Паузы нет."

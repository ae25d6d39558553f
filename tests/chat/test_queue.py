"""The queue: what goes out and when, moved about by buttons and commands."""

from __future__ import annotations

import pytest

from tests.chat.releases import BRIDGE, PARK, SCHOOL
from tests.newsroom import BORIS, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


async def queued(newsroom: Newsroom, *releases: str) -> dict[str, object]:
    card: dict[str, object] = {}
    for release in releases:
        card = await newsroom.hand_in(release)
        await newsroom.press("В очередь", card)
    return newsroom.world.message(BORIS, card["message_id"])


async def state(newsroom: Newsroom, card: dict[str, object]) -> str:
    return text(newsroom.world.message(BORIS, card["message_id"])).rsplit("\n", 1)[-1]


async def test_later_and_earlier_go_to_the_free_slot_beside(newsroom: Newsroom) -> None:
    await queued(newsroom, PARK)  # 15:00
    card = await queued(newsroom, BRIDGE)  # 18:00

    await newsroom.press("Позже", card)
    assert await state(newsroom, card) == "В очереди: завтра, 25 ноября, в 09:00."
    await newsroom.press("Раньше", card)
    assert await state(newsroom, card) == "В очереди: сегодня, 24 ноября, в 18:00."
    answer = await newsroom.press("Раньше", card)
    assert answer["text"] == "В эту сторону свободных слотов нет."
    assert "15:00  № 1" in text(await newsroom.say(BORIS, "/queue"))


async def test_taken_out_a_post_is_a_draft_again(newsroom: Newsroom) -> None:
    card = await queued(newsroom, PARK)
    await newsroom.press("Снять", card)
    assert text(await newsroom.say(BORIS, "/queue")).startswith("Очередь пуста.")
    assert "1 черновик" in text(await newsroom.say(BORIS, "/drafts"))
    await newsroom.pass_time(hours=1)
    await newsroom.settled()
    assert newsroom.channel() == []


async def test_other_time_by_a_phrase(newsroom: Newsroom) -> None:
    card = await queued(newsroom, PARK)
    await newsroom.press("Время", card)
    question = newsroom.by_bot(BORIS)[-1]
    assert "Когда выпустить № 1?" in text(question)
    assert "Сейчас 14:20" in text(question)
    answer = await newsroom.say(BORIS, "завтра в 9")
    assert "В очереди: завтра, 25 ноября, в 09:00." in text(answer)
    await newsroom.pass_time(hours=18, minutes=40)
    assert len(await newsroom.published(1)) == 1


@pytest.mark.parametrize(
    ("phrase", "shown"),
    [
        ("через 2 часа", "сегодня, 24 ноября, в 16:20"),
        ("25.12 10:00", "пт, 25 декабря, в 10:00"),
        ("в пятницу 18:30", "пт, 27 ноября, в 18:30"),
        ("2026-12-01 12:00", "вт, 1 декабря, в 12:00"),
    ],
)
async def test_at_takes_a_number_and_a_phrase(newsroom: Newsroom, phrase: str, shown: str) -> None:
    await newsroom.hand_in(PARK)
    assert shown in text(await newsroom.say(BORIS, f"/at 1 {phrase}"))


async def test_an_unclear_time_is_asked_back_and_settled_by_a_button(newsroom: Newsroom) -> None:
    await newsroom.hand_in(PARK)
    question = await newsroom.say(BORIS, "/at 1 в следующую пятницу в 12")
    choices = list(buttons(question))
    assert choices[-1] == "Отмена"
    assert all(choice.startswith("Да, ") for choice in choices[:-1])
    await newsroom.press(choices[0], question)
    queue = await newsroom.say(BORIS, "/queue")
    await newsroom.press("» пт, 4 декабря", queue)
    assert "12:00  № 1" in text(newsroom.world.message(BORIS, queue["message_id"]))


@pytest.mark.parametrize(
    "phrase", ["вчера в 10", "30.02 10:00", "завтра", "25:00", "когда-нибудь", ""]
)
async def test_a_time_that_cannot_be_is_refused_not_guessed(
    newsroom: Newsroom, phrase: str
) -> None:
    await newsroom.hand_in(PARK)
    answer = text(await newsroom.say(BORIS, f"/at 1 {phrase}"))
    assert answer
    assert "В очереди" not in answer
    assert not any("a" <= letter <= "z" for letter in answer.replace("/at", "")), answer
    assert text(await newsroom.say(BORIS, "/queue")).startswith("Очередь пуста.")


async def test_the_timetable_is_shown_set_and_its_errors_pointed_at(newsroom: Newsroom) -> None:
    assert "пн-пт 09:00 12:00 15:00 18:00" in text(await newsroom.say(BORIS, "/slots"))
    wrong = text(await newsroom.say(BORIS, "/slots пн-пт 09:00 чт 25:00"))
    assert "25:00" in wrong or "чт" in wrong
    assert "Расписание задано" in text(await newsroom.say(BORIS, "/slots ежедневно 10:00 20:00"))
    card = await newsroom.hand_in(PARK)
    assert "в 20:00" in text(card)


async def test_without_slots_the_card_says_what_to_do(newsroom: Newsroom) -> None:
    card = await queued(newsroom, PARK)
    assert "15:00" in text(card)


async def test_sent_posts_are_listed_with_links(newsroom: Newsroom) -> None:
    for release in (PARK, SCHOOL):
        await newsroom.press("Сейчас", await newsroom.hand_in(release))
    await newsroom.published(2)
    sent = await newsroom.say(BORIS, "/sent")
    assert "Вышло 2 поста" in text(sent)
    assert [e["url"] for e in sent["entities"] if e["type"] == "text_link"] == [
        "https://t.me/khabvesti/2",
        "https://t.me/khabvesti/1",
    ]


async def test_cancel_takes_out_of_the_queue(newsroom: Newsroom) -> None:
    await queued(newsroom, PARK)
    assert "Черновик" in text(await newsroom.say(BORIS, "/cancel 1"))
    assert text(await newsroom.say(BORIS, "/cancel 1")) == "Поста № 1 в очереди нет."


SILLY = {
    "/post": "Назовите номер поста, например /post 12.",
    "/post двенадцать": "Назовите номер поста, например /post 12.",
    "/post 99": "Поста № 99 нет.",
    "/post 99999999999999999999999": "Назовите номер поста, например /post 12.",
    "/post -1": "Назовите номер поста, например /post 12.",
    "/now": "Назовите номер поста, например /now 12.",
    "/now 5": "Поста № 5 нет.",
    "/at": "Назовите номер поста, например /at 12 завтра в 9.",
    "/at завтра": "Назовите номер поста, например /at 12 завтра в 9.",
    "/cancel": "Назовите номер поста, например /cancel 12.",
    "/latest много": "Скажите, сколько новостей показать, от 1 до 10: /latest 5",
    "/latest 0": "Скажите, сколько новостей показать, от 1 до 10: /latest 5",
    "/quue": "Такой команды нет. Все команды: /help",
    "/invite editor": "Это может только владелец или главный редактор.",
    "/failed": "Всё в порядке, ошибок нет.",
    "/sent": "Пока ничего не вышло.",
}


@pytest.mark.parametrize("command", SILLY)
async def test_a_silly_command_gets_one_clear_sentence(newsroom: Newsroom, command: str) -> None:
    assert text(await newsroom.say(BORIS, command)) == SILLY[command]

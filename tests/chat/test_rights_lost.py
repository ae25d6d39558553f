"""A channel that the bot can't publish to: everything waits, the desk is told once."""

from __future__ import annotations

import pytest

from tests.chat.releases import BRIDGE, PARK, SCHOOL
from tests.newsroom import ANNA, BORIS, BOT_ID, CHANNEL, Newsroom, text

pytestmark = pytest.mark.usefixtures("desk")


def told(newsroom: Newsroom, person: int, words: str) -> int:
    return sum(words in text(message) for message in newsroom.by_bot(person))


async def queue(newsroom: Newsroom, *releases: str) -> None:
    """Each release an hour after the one before."""
    for number, release in enumerate(releases, 1):
        await newsroom.hand_in(release)
        await newsroom.say(BORIS, f"/at {number} через {number} ч")


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("kicked", "⛔ Бота удалили из канала «Хабаровские вести»."),
        ("left", "⛔ Бота больше нет в канале «Хабаровские вести»."),
        ("administrator", "⛔ Боту больше нельзя публиковать в канале «Хабаровские вести»."),
    ],
)
async def test_all_waits_and_goes_on_by_the_rules_for_overdue_posts(
    newsroom: Newsroom, status: str, sentence: str
) -> None:
    await queue(newsroom, PARK, BRIDGE, SCHOOL)
    rights = {"can_post_messages": False} if status == "administrator" else {}
    newsroom.world.set_member(CHANNEL, BOT_ID, status, **rights)
    await newsroom.settled()
    for person in (ANNA, BORIS):
        (told_now,) = [m for m in newsroom.by_bot(person) if text(m).startswith(sentence)]
        assert "ждёт постов: 3" in text(told_now)
        assert "публикация продолжится сама" in text(told_now)

    await newsroom.pass_time(hours=5)  # 1 is four hours late, the limit is three
    await newsroom.settled()
    assert newsroom.channel() == []
    await newsroom.say(BORIS, "/post 2")
    await newsroom.settled()
    assert "В очереди. " in text(newsroom.card())
    assert told(newsroom, ANNA, "⛔") == 1

    newsroom.give_rights()
    assert text((await newsroom.published(1))[0]).startswith("Мост")
    await newsroom.pass_time(minutes=2)
    assert text((await newsroom.published(2))[1]).startswith("В\N{NO-BREAK SPACE}школе")
    assert (
        told(newsroom, ANNA, "✅ Бот снова может публиковать в канале «Хабаровские вести».") == 1
    )
    assert "№ 1" in text(await newsroom.say(BORIS, "/failed"))


async def test_a_deleted_channel_is_found_out_at_the_first_post_that_comes_back_untouched(
    newsroom: Newsroom,
) -> None:
    await queue(newsroom, PARK, BRIDGE)
    newsroom.world.delete_chat(ANNA, CHANNEL)
    await newsroom.pass_time(hours=2)
    await newsroom.until(lambda: told(newsroom, ANNA, "⛔ Telegram больше не находит"))
    await newsroom.settled()
    assert told(newsroom, ANNA, "⛔") == 1
    assert text(await newsroom.say(BORIS, "/failed")) == "Всё в порядке, ошибок нет."
    queued = text(await newsroom.say(BORIS, "/queue"))
    assert "№ 1" in queued
    assert "№ 2" in queued


async def test_rights_that_come_back_while_the_bot_is_down_are_noticed(
    newsroom: Newsroom,
) -> None:
    newsroom.give_rights(post=False)
    await newsroom.settled()
    await newsroom.press("Сейчас", await newsroom.hand_in(PARK))
    await newsroom.stop_bot()
    newsroom.give_rights()
    newsroom.world.delivery.queue(next(iter(newsroom.world.directory.bots.values()))).clear()
    await newsroom.start_bot()
    assert len(await newsroom.published(1)) == 1


async def test_another_title_and_name_are_followed(newsroom: Newsroom) -> None:
    newsroom.world.rename(ANNA, CHANNEL, "Вести края")
    await newsroom.settled()
    newsroom.world.set_username(ANNA, CHANNEL, "vestikraya")
    newsroom.world.send_text(ANNA, CHANNEL, "Пост руками")
    await newsroom.settled()
    card = await newsroom.hand_in(PARK)
    assert "Вести края" in text(card)
    await newsroom.press("Сейчас", card)
    await newsroom.published(3)
    assert text(newsroom.channel()[-1]).endswith("Наш телеграм-канал @vestikraya (16+)")

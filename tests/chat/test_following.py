"""Readers follow what concerns them: at once, in digests, the best of a week; and leave."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.chat.dispatcher import feed
from bot.store import Transaction
from tests.newsroom import ANNA, CHANNEL, GLEB, VERA, Message, Newsroom, buttons, text

WATER = "Воду отключат на Тихой\nБез воды останутся дома до вечера. #ЖКХ"
MATCH = "Матч перенесли\nСтадион закрыт на ремонт. #Спорт"


async def post(newsroom: Newsroom, *words: str) -> None:
    """Publishes by hand, and lets the newswire see it settled."""
    before = len(newsroom.channel())
    for each in words:
        newsroom.world.send_text(ANNA, CHANNEL, each)
    await newsroom.published(before + len(words))
    await newsroom.pass_time(seconds=20)
    newest = str(newsroom.channel()[-1]["message_id"])

    async def told() -> bool:
        return await newsroom.app.store.run(lambda tx: tx.facts.get("told:1")) == newest

    await newsroom.until_async_true(told)


def titles(newsroom: Newsroom, person: int = VERA) -> list[str]:
    """The first lines of what the bot said."""
    return [text(message).partition("\n")[0] for message in newsroom.by_bot(person)]


async def received(newsroom: Newsroom, words: str, person: int = VERA) -> Message:
    """Waits for a message that begins so."""

    def found() -> Message | None:
        return next(
            (m for m in reversed(newsroom.by_bot(person)) if text(m).startswith(words)), None
        )

    message: Message = await newsroom.until(found)
    return message


async def renewed(newsroom: Newsroom, message: Message, person: int = VERA) -> Message:
    """The message as it is now."""
    return newsroom.world.message(person, message["message_id"])


async def test_a_reader_follows_a_rubric_and_words_at_once(newsroom: Newsroom) -> None:
    await post(newsroom, WATER, MATCH)
    asked = await newsroom.say(VERA, "/subscribe")
    assert text(asked).startswith("🔔 О чём вам писать?")
    assert "Отписаться" not in buttons(asked)
    await newsroom.press("Рубрики", asked, VERA)
    page = await renewed(newsroom, asked)
    assert list(buttons(page)) == ["#ЖКХ", "#Спорт", "‹ Назад"]
    await newsroom.press("#ЖКХ", page, VERA)
    page = await renewed(newsroom, asked)
    assert list(buttons(page)) == ["✓ #ЖКХ", "#Спорт", "Готово"]
    await newsroom.press("Готово", page, VERA)
    panel = await renewed(newsroom, asked)
    assert "О чём: #ЖКХ\nКак: сразу; что выйдет в тихие часы 23:00–07:00" in text(panel)

    await newsroom.press("Слова", panel, VERA)
    await newsroom.press("Добавить слова", await renewed(newsroom, asked), VERA)
    page = await newsroom.say(VERA, "ремонт стадиона, #Погода, улица Ленина")
    assert {"✓ ремонт стадиона", "✓ улица ленина"} <= set(buttons(page))
    await newsroom.press("✓ улица ленина", page, VERA)
    assert "✓ улица ленина" not in buttons(await renewed(newsroom, page))

    before = len(newsroom.by_bot(VERA))
    await post(
        newsroom, "Мост\nОткрыли мост. #Город", MATCH, "Трубы заменят\nСроки известны. #жкх"
    )
    await received(newsroom, "Трубы заменят")
    copies = newsroom.by_bot(VERA)[before:]
    assert [text(copy).partition("\n")[0] for copy in copies] == [
        "Матч перенесли",
        "Трубы заменят",
    ]
    assert list(buttons(copies[0])) == ["Открыть в канале", "Подписка", "Отписаться"]

    answer = await newsroom.press("Отписаться", copies[0], VERA)
    assert answer["text"] == "Вы отписались. Больше ничего не пришлю."
    assert list(buttons(await renewed(newsroom, copies[0]))) == ["Подписаться снова"]
    await post(newsroom, WATER)
    await newsroom.settled()
    assert newsroom.by_bot(VERA)[-1]["message_id"] == copies[1]["message_id"]
    assert not await newsroom.app.store.run(lambda tx: tx.subscriptions.blocked())
    assert await newsroom.app.store.run(lambda tx: tx.subscriptions.get(VERA)) is None


async def test_quiet_hours_end_with_one_message(newsroom: Newsroom) -> None:
    asked = await newsroom.say(VERA, "/subscribe")
    await newsroom.press("Все новости", asked, VERA)
    await newsroom.press("Сразу", await renewed(newsroom, asked), VERA)
    await newsroom.press("Часовой пояс", await renewed(newsroom, asked), VERA)
    zone = next(name for name in buttons(await renewed(newsroom, asked)) if "Москва" in name)
    await newsroom.press(zone, await renewed(newsroom, asked), VERA)
    assert "Ваше время: Москва, сейчас 07:20" in text(await renewed(newsroom, asked))
    await newsroom.press("Тихие часы", await renewed(newsroom, asked), VERA)
    assert "I do not" not in text(await newsroom.say(VERA, "с 7 до 9"))
    await post(newsroom, WATER, MATCH)
    assert titles(newsroom)[-1] == "🔔 Ваша подписка"
    await newsroom.pass_time(hours=1, minutes=40)
    digest = await received(newsroom, "🗞 Новости для вас")
    assert text(digest) == "🗞 Новости для вас\n\n• Воду отключат на Тихой\n• Матч перенесли"
    assert list(buttons(digest)) == ["Подписка", "Отписаться"]
    await post(newsroom, "Снег\nОжидается снег.")
    await received(newsroom, "Снег")


async def test_digests_come_at_their_hours_and_on_demand(newsroom: Newsroom) -> None:
    nothing = await newsroom.say(GLEB, "/digest")
    assert text(nothing) == "Nothing for you in the last day. The latest news: /latest"
    assert list(buttons(nothing)) == ["Subscribe"]
    await post(newsroom, MATCH)
    asked = await newsroom.say(VERA, "/subscribe")
    await newsroom.press("Все новости", asked, VERA)
    panel = await renewed(newsroom, asked)
    assert "✓ Дайджест" in buttons(panel)
    await newsroom.press("Часы", panel, VERA)
    assert "Слишком" not in text(await newsroom.say(VERA, "в полдень или как"))
    panel = await newsroom.say(VERA, "9, 15:30 и 21")
    assert "Как: дайджест в 09:00, 15:30, 21:00" in text(panel)
    await post(newsroom, WATER)
    await newsroom.pass_time(hours=1, minutes=10)  # 15:30 in Khabarovsk
    digest = await received(newsroom, "🗞")
    assert "Воду отключат" in text(digest)
    assert "Матч" not in text(digest)  # it was there before
    again = await newsroom.say(VERA, "/digest")
    assert text(again).startswith("После прошлого дайджеста ничего нового.")
    await post(newsroom, "Снег\nОжидается снег.")
    now = await newsroom.say(VERA, "/digest")
    assert text(now) == "🗞 Новости для вас\n\n• Снег"
    await newsroom.pass_time(hours=6)  # nothing is told twice
    await newsroom.settled()
    assert titles(newsroom)[-1] == "🗞 Новости для вас"
    assert newsroom.by_bot(VERA)[-1]["message_id"] == now["message_id"]

    assert "did not understand" in text(await newsroom.say(GLEB, "/nosuch"))


async def test_the_best_of_the_week_by_reactions(newsroom: Newsroom) -> None:
    asked = await newsroom.say(VERA, "/subscribe")
    await newsroom.press("Лучшее за неделю", asked, VERA)
    panel = await renewed(newsroom, asked)
    assert "О чём: только лучшее за неделю" in text(panel)
    await post(newsroom, WATER, MATCH, "Снег\nОжидается снег.")
    numbers = [message["message_id"] for message in newsroom.channel()]
    for update_id, (number, count) in enumerate(zip(numbers, (3, 40, 0), strict=True)):
        await feed(newsroom.app.dispatcher, newsroom.app.bot, reacted(update_id, number, count))
    await newsroom.pass_time(days=4, hours=22)  # Sunday noon there
    best = await received(newsroom, "🏆")
    assert text(best) == "🏆 Лучшее за неделю\n\n1. Матч перенесли\n2. Воду отключат на Тихой"


def reacted(update_id: int, number: int, count: int) -> dict[str, Any]:
    chat = {"id": CHANNEL, "type": "channel", "title": "Т"}
    reactions = [{"type": {"type": "emoji", "emoji": "👍"}, "total_count": count}]
    event = {"chat": chat, "message_id": number, "date": 1795494000, "reactions": reactions}
    return {"update_id": 9000 + update_id, "message_reaction_count": event}


async def test_districts_are_the_desks_to_name(newsroom: Newsroom) -> None:
    async def work(tx: Transaction) -> None:
        channel = await tx.channels.get(1)
        names = ("Центральный район", "Кировский район")
        await tx.channels.save(replace(channel, rules=replace(channel.rules, districts=names)))

    await newsroom.app.store.run(work)
    asked = await newsroom.say(VERA, "/subscribe")
    await newsroom.press("Районы", asked, VERA)
    await newsroom.press("Кировский район", await renewed(newsroom, asked), VERA)
    await post(
        newsroom,
        "Кировский завод\nЗавод построил котельную, в Северный район пришло тепло.",
        "Жителям Центрального и Кировского районов\nТепло дадут завтра.",
    )
    await received(newsroom, "Жителям")
    assert "Кировский завод" not in titles(newsroom)

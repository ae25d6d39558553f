"""Readers look for what was published, and turn the pages."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.text import FormattedText
from bot.store import Transaction
from bot.store.rows import ArchiveRow
from tests.chat.published import publish
from tests.chat.releases import BRIDGE, PARK
from tests.newsroom import ANNA, BORIS, CHANNEL, GLEB, VERA, Newsroom, buttons, text


async def archive(newsroom: Newsroom, *words: str) -> None:
    """Enters messages of the past, numbered from 1, a day apart."""

    async def work(tx: Transaction) -> None:
        start = newsroom.clock.at - timedelta(days=40)
        await tx.archive.add_many([
            ArchiveRow(1, number, None, None, "text", FormattedText(each), (), None,
                       start + timedelta(days=number))
            for number, each in enumerate(words, 1)
        ])  # fmt: skip

    await newsroom.app.store.run(work)


async def test_a_reader_searches_and_turns_pages(newsroom: Newsroom) -> None:
    await newsroom.say(VERA, "/start")
    await archive(
        newsroom,
        *(f"Воду отключат, дом {number}\nРемонт до вечера. #ЖКХ" for number in range(1, 7)),
        "Матч перенесли\nНа стадионе нет воды. #Спорт",
    )
    asked = await newsroom.say(VERA, "/search")
    assert text(asked).startswith("Что найти?")

    answer = await newsroom.say(VERA, "вода")
    assert text(answer).startswith("🔎 вода\nНашлось 7 новостей\n\nВоду отключат, дом 6\n")
    assert list(buttons(answer)) == ["›", "#ЖКХ", "#Спорт"]
    links = [e["url"] for e in answer["entities"] if e["type"] == "text_link"]
    assert len(links) == 5
    assert "https://t.me/khabvesti/6" in links
    await newsroom.press("›", answer, VERA)
    turned = newsroom.world.message(VERA, answer["message_id"])
    assert "дом 1" in text(turned) or "Матч" in text(turned)
    assert list(buttons(turned)) == ["‹", "#ЖКХ", "#Спорт"]
    await newsroom.press("#Спорт", turned, VERA)
    within = newsroom.world.message(VERA, answer["message_id"])
    assert text(within) == (
        "🔎 вода · #Спорт\nНашлась 1 новость\n\nМатч перенесли\n"
        f"{text(within).splitlines()[4]}\nНа стадионе нет воды. #Спорт"
    )
    assert list(buttons(within)) == ["✓ #Спорт"]
    await newsroom.press("✓ #Спорт", within, VERA)
    assert "Нашлось 7 новостей" in text(newsroom.world.message(VERA, answer["message_id"]))

    # A rubric among the words is told apart from one that was pressed.
    tagged = await newsroom.say(VERA, "/search дом #ЖКХ")
    assert text(tagged).startswith("🔎 дом #ЖКХ\nНашлось 6")
    await newsroom.press("›", tagged, VERA)
    tagged = newsroom.world.message(VERA, tagged["message_id"])
    assert text(tagged).startswith("🔎 дом #ЖКХ\nНашлось 6")

    nothing = await newsroom.say(VERA, "динозавры")
    assert "Ничего не нашлось" in text(nothing)
    assert "слишком длинно" in text(await newsroom.say(VERA, "вода " * 800))
    assert "too little" in text(await newsroom.say(GLEB, "x"))
    assert "did not understand" in text(await newsroom.say(GLEB, "/nosuch"))


async def test_what_the_desk_does_is_found_or_no_longer(newsroom: Newsroom) -> None:
    await newsroom.say(VERA, "/start")
    await newsroom.invite_editor()
    card = await newsroom.hand_in(PARK)

    async def found(words: str) -> bool:
        return "t.me/khabvesti" in str((await newsroom.say(VERA, words)).get("entities"))

    assert not await found("парк")  # a draft is nobody's
    await newsroom.press("Сейчас", card)
    await newsroom.published(1)
    assert await found("парк")
    assert "(16+)" in text(newsroom.channel()[0])  # the footer, which answers leave out
    assert "16+" not in text(newsroom.by_bot(VERA)[-1])
    (hand,) = newsroom.world.send_text(ANNA, CHANNEL, "Отключат воду на Тихой")
    await newsroom.settled()
    assert await found("вода")
    newsroom.world.edit(ANNA, CHANNEL, hand["message_id"], "Отключат свет на Тихой")
    await newsroom.settled()
    assert await found("свет")
    assert not await found("вода")
    await newsroom.press("Отозвать", card)
    await newsroom.press("Да, отозвать", await newsroom.say(BORIS, "Ошибка"))
    await newsroom.settled()
    assert not await found("парк")


async def test_the_latest_go_back_and_forth(newsroom: Newsroom) -> None:
    await newsroom.say(VERA, "/start")
    await newsroom.invite_editor()
    for release in (PARK, BRIDGE):
        await publish(newsroom, release)

    first = await newsroom.say(VERA, "/latest 1")
    assert list(buttons(first))[-1] == "‹ Раньше"
    before = len(newsroom.by_bot(VERA))
    await newsroom.press("‹ Раньше", first, VERA)
    copy, second = newsroom.by_bot(VERA)[-2:]
    assert text(copy) == text(newsroom.channel()[0])
    assert text(second).startswith("1 новость: ")
    assert list(buttons(second))[1:] == ["Позже ›"]
    assert list(buttons(newsroom.world.message(VERA, first["message_id"]))) == [
        next(iter(buttons(first)))
    ]
    assert len(newsroom.by_bot(VERA)) == before + 2
    await newsroom.press("Позже ›", second, VERA)
    assert text(newsroom.by_bot(VERA)[-2]) == text(newsroom.channel()[1])
    assert "‹ Раньше" in buttons(newsroom.by_bot(VERA)[-1])

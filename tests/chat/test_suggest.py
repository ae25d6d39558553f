"""News from readers: gathered, sent to the desk, taken, given back, asked about."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.hazards import hazardous, hazardous_link
from bot.domain.text import Entity, FormattedText
from tests.chat.test_intake import png
from tests.newsroom import ANNA, BORIS, GLEB, VERA, Message, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")

NEWS = "На улице Ленина прорвало трубу, вода идёт к дому 5."


async def offer(newsroom: Newsroom, *pieces: str, label: str = "Да, без моего имени") -> Message:
    """Vera hands news in; returns what the bot says to that."""
    await newsroom.pass_time(minutes=1)
    await newsroom.say(VERA, "/suggest")
    for piece in pieces:
        newsroom.world.send_text(VERA, VERA, piece)
    await newsroom.settled()
    question = await newsroom.say(VERA, "Готово")
    await newsroom.press(label, question, VERA)
    return newsroom.world.message(VERA, question["message_id"])


async def press(newsroom: Newsroom, person: int, message: Message, data: str) -> Any:
    """Presses whatever the button is called, or was."""
    query = newsroom.world.press(person, person, message["message_id"], data)
    answer = await newsroom.world.callback_answer(query, 10)
    await newsroom.settled()
    return answer


def tip_card(newsroom: Newsroom, person: int = BORIS) -> Message:
    cards = [m for m in newsroom.by_bot(person) if text(m).startswith("💡")]
    return newsroom.world.message(person, cards[-1]["message_id"])


async def test_from_the_reader_to_the_channel_and_back(newsroom: Newsroom) -> None:
    await newsroom.say(VERA, "/suggest")
    newsroom.world.send_files(
        VERA, VERA, [(f"{n}.png", png(n), "image/png") for n in range(3)], NEWS
    )
    newsroom.world.send_other(VERA, VERA, "location", {"latitude": 48.48, "longitude": 135.07})
    await newsroom.settled()
    typed = newsroom.world.send_text(VERA, VERA, "Видел сам")[0]["message_id"]
    await newsroom.settled()
    newsroom.world.edit(VERA, VERA, typed, "Видел сам, в полдень")
    await newsroom.settled()
    await newsroom.crash_bot()  # in the middle
    await newsroom.start_bot()
    question = await newsroom.say(VERA, "готово")
    assert "Хабаровские вести" in text(question)
    await newsroom.press("Да, с подписью: Вера", question, VERA)
    assert "№ 1 в редакции" in text(newsroom.world.message(VERA, question["message_id"]))
    # A second press of the same button sends nothing twice.
    again = await press(newsroom, VERA, question, "sg:named")
    assert "Отправлять нечего" in again["text"]

    shown = [m for m in newsroom.by_bot(ANNA) if m.get("photo")]
    assert len(shown) == 3  # the owner reads it too
    card = tip_card(newsroom)
    assert "с подписью: Вера" in text(card)
    await newsroom.press("Принять", card)
    post = await newsroom.until(newsroom.card)
    assert "💡 От читателя, новость № 1" in text(post)
    assert "Принято: № 1" in text(tip_card(newsroom))
    assert "взяла вашу новость" in text(newsroom.by_bot(VERA)[-1])
    await newsroom.press("Сейчас", post)
    if "Да" in " ".join(buttons(newsroom.card())):
        label = next(one for one in buttons(newsroom.card()) if one.startswith("Да"))
        await newsroom.press(label, newsroom.card())
    await newsroom.published(3)
    await newsroom.settled()
    link = text(newsroom.by_bot(VERA)[-1])
    assert "вышла: https://t.me/khabvesti/" in link
    said = " ".join(text(m) for m in newsroom.channel())
    assert "читатель Вера" in said
    assert "Видел сам, в\xa0полдень" in said
    assert "yandex.ru/maps" in said
    # Whoever comes second with another word is told.
    late = await press(newsroom, ANNA, tip_card(newsroom, ANNA), "tp:accept:1:")
    assert "уже кто-то решил" in late["text"]


async def test_no_with_a_reason_and_a_question(newsroom: Newsroom) -> None:
    await offer(newsroom, NEWS)
    card = tip_card(newsroom)
    await newsroom.press("Спросить автора", card)
    await newsroom.say(BORIS, "Когда это было?")
    assert text(newsroom.by_bot(VERA)[-1]) == "Когда это было?"
    assert "Борис" not in " ".join(text(m) for m in newsroom.by_bot(VERA))
    await newsroom.say(VERA, "Час назад")  # without «reply»
    passed_on = newsroom.by_bot(BORIS)[-1]
    assert "Час назад" in text(passed_on)
    assert text(passed_on["reply_to_message"]) == "Когда это было?"
    await newsroom.press("Отклонить", card)
    await newsroom.press("Мы об этом уже писали", card)
    assert "Причина: Мы об этом уже писали" in text(newsroom.by_bot(VERA)[-1])
    assert newsroom.channel() == []

    await newsroom.say(VERA, "/suggest")
    first = newsroom.world.send_text(VERA, VERA, "Ещё одна")[0]["message_id"]
    await newsroom.settled()
    await newsroom.say(VERA, "/help")  # ends the dialogue, but the keyboard is still there
    newsroom.world.edit(VERA, VERA, first, "Ещё одна, верная")
    newsroom.world.press(VERA, VERA, first, "tp:accept:1:")  # forged: the desk's
    newsroom.world.press(VERA, VERA, first, "sl:block")
    await newsroom.settled()
    await newsroom.press("Да, без моего имени", await newsroom.say(VERA, "Done"), VERA)
    assert "Ещё одна, верная" in [text(m) for m in newsroom.by_bot(BORIS)]
    assert text(tip_card(newsroom)).startswith("💡 Новость от читателя № 2")
    await newsroom.pass_time(days=1)

    await offer(newsroom, "Ненужная", label="Не отправлять")
    assert text(tip_card(newsroom)).startswith("💡 Новость от читателя № 2")
    for number in range(5):
        await offer(newsroom, f"Новость {number}")
    assert "На сегодня всё" in text(await newsroom.say(VERA, "/suggest"))


async def test_what_is_not_taken(newsroom: Newsroom) -> None:
    await newsroom.say(GLEB, "/suggest")
    files = {"photo.jpg.exe": "refused", "a.apk": "refused", "x.zip": "refused"}
    for name in files:
        before = len(newsroom.by_bot(GLEB))
        newsroom.world.send_files(GLEB, GLEB, [(name, b"MZ", "application/octet-stream")])
        await newsroom.until(lambda before=before: len(newsroom.by_bot(GLEB)) > before)
        assert "programs and archives" in text(newsroom.by_bot(GLEB)[-1])
    newsroom.world.send_files(GLEB, GLEB, [("v.mp4", bytes(51 * 2**20), "video/mp4")])
    await newsroom.settled()
    assert "larger than 50 MB" in text(newsroom.by_bot(GLEB)[-1])
    assert "links to programs" in text(await newsroom.say(GLEB, "http://x.ru/setup.exe"))
    assert "nothing yet" in text(await newsroom.say(GLEB, "Done"))
    for start in range(0, 40, 10):
        pictures: Any = [(f"{start}{n}.png", png(n), "image/png") for n in range(10)]
        newsroom.world.send_files(GLEB, GLEB, pictures)
        await newsroom.settled()
        await newsroom.pass_time(seconds=20)
    told = [m for m in newsroom.by_bot(GLEB) if "too much" in text(m)]
    assert len(told) == 1
    question = await newsroom.say(GLEB, "Done")
    await newsroom.press("Yes, without my name", question, GLEB)
    shown = [m for m in newsroom.by_bot(BORIS) if m.get("photo")]
    assert len(shown) == 30


def test_hazards() -> None:
    assert hazardous("отчёт.docm")
    assert hazardous("gpj.\u202eexe.jpg")
    assert hazardous("x", "application/x-msdownload")
    assert not hazardous("отчёт.pdf")
    assert not hazardous("")
    hidden = FormattedText("фото", (Entity("text_link", 0, 4, url="https://a.ru/b.scr?x=1"),))
    assert hazardous_link(hidden)
    assert hazardous_link(FormattedText("www.a.com/x.js."))
    assert not hazardous_link(FormattedText("https://example.com и ya.ru/news.html"))

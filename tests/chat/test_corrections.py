"""A published post is corrected where it stands, and readers are told what changed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.chat.published import (
    MENDED,
    propose,
    publish,
    renewed,
    said,
    second_channel,
    there,
)
from tests.chat.releases import BRIDGE, PARK
from tests.chat.test_intake import photos
from tests.newsroom import ANNA, BORIS, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


async def test_a_typo_is_mended_without_a_word(newsroom: Newsroom) -> None:
    card = await publish(newsroom)
    (before,) = newsroom.channel()
    question = await propose(newsroom, card, MENDED)
    assert "на два дня" in said(newsroom)[0], "readers see nothing before the kind is chosen"
    preview = newsroom.by_bot(BORIS)[-2]
    assert "на три дня" in text(preview)

    await newsroom.press("Опечатка", question)

    await newsroom.until(lambda: "на три дня" in said(newsroom)[0])
    (after,) = newsroom.channel()
    assert after["message_id"] == before["message_id"]
    assert text(after) == text(preview)
    assert "Исправлено" not in text(after)
    shown = await renewed(newsroom, card)
    assert "Исправлено 14:20 (опечатка) — Борис" in text(shown)


async def test_a_fact_is_told_in_a_line_and_so_is_the_next(newsroom: Newsroom) -> None:
    card = await publish(newsroom)
    await newsroom.press("Факт", await propose(newsroom, card, MENDED))
    await newsroom.say(BORIS, "мост закроют на три дня, а не на два.")
    await newsroom.until(lambda: "на три дня" in said(newsroom)[0])
    line = "Исправлено 14:20: мост закроют на три дня, а не на два."
    assert line in said(newsroom)[0].replace("\N{NO-BREAK SPACE}", " ")

    await newsroom.pass_time(hours=1)
    more = MENDED + "\n\nАвтобусы пойдут по новому пути."
    await newsroom.press("Дополнение", await propose(newsroom, card, more))
    await newsroom.say(BORIS, "как пойдут автобусы.")
    await newsroom.until(lambda: "Автобусы" in said(newsroom)[0])
    shown = said(newsroom)[0].replace("\N{NO-BREAK SPACE}", " ")
    assert line in shown
    assert "Дополнено 15:20: как пойдут автобусы." in shown


async def test_the_headline_alone(newsroom: Newsroom) -> None:
    card = await publish(newsroom)
    await newsroom.press("Исправить", card)
    await newsroom.press("Заголовок", card)
    await newsroom.say(BORIS, "Мост закроют")
    await newsroom.press("Опечатка")
    await newsroom.until(lambda: said(newsroom)[0].startswith("Мост закроют\n"))
    assert "Движение перекроют" in said(newsroom)[0]


async def test_a_photo_alone_keeps_the_words_and_never_turns_into_a_text(
    newsroom: Newsroom,
) -> None:
    one, other = photos(2)
    newsroom.world.send_files(BORIS, BORIS, [one], caption=BRIDGE)
    card = await newsroom.until(newsroom.card)
    await newsroom.press("Сейчас", card)
    (before,) = await newsroom.published(1)

    await newsroom.press("Исправить", card)
    await newsroom.press("Текст или фото", card)
    newsroom.world.send_files(BORIS, BORIS, [other])
    await newsroom.until(lambda: "Опечатка" in buttons(newsroom.by_bot(BORIS)[-1]))
    await newsroom.press("Опечатка")

    def changed() -> bool:
        return unique(newsroom.channel()[0]) != unique(before)

    await newsroom.until(changed)
    assert said(newsroom) == [text(before)]


def unique(message: dict[str, Any]) -> str:
    return str(message["photo"][-1]["file_unique_id"])


async def test_more_messages_than_were_published_are_refused_with_numbers(
    newsroom: Newsroom,
) -> None:
    card = await publish(newsroom)
    await newsroom.press("Исправить", card)
    await newsroom.press("Текст или фото", card)
    words = MENDED + "\n\n" + "Ещё одно предложение о мосте. " * 150
    newsroom.world.send_text(BORIS, BORIS, words)
    await newsroom.settled()
    await newsroom.pass_time(seconds=5)
    refusal = await newsroom.until(
        lambda: [m for m in newsroom.by_bot(BORIS) if "больше сообщений (2)" in text(m)]
    )
    assert "(1)" in text(refusal[0])
    assert len(newsroom.channel()) == 1
    assert "на два дня" in said(newsroom)[0]


async def test_of_two_editors_the_second_is_told(newsroom: Newsroom) -> None:
    card = await publish(newsroom)
    question = await propose(newsroom, card, MENDED)
    await newsroom.say(ANNA, "/post 1")
    theirs = await newsroom.until(lambda: newsroom.card(ANNA))
    await newsroom.press("Исправить", theirs, ANNA)
    await newsroom.press("Заголовок", theirs, ANNA)
    await newsroom.say(ANNA, "Мост через реку закроют")
    mine = newsroom.by_bot(ANNA)[-1]
    await newsroom.press("Опечатка", mine, ANNA)
    await newsroom.until(lambda: said(newsroom)[0].startswith("Мост через реку"))

    answer = await newsroom.press("Опечатка", question)

    assert answer["text"] == "Карточка устарела, обновил её."
    assert "на три дня" not in said(newsroom)[0]


async def test_an_editor_s_corrections_are_in_the_log_and_the_dialogue_survives_a_restart(
    newsroom: Newsroom,
) -> None:
    card = await publish(newsroom, PARK)
    question = await propose(newsroom, card, MENDED)
    await newsroom.stop_bot()
    await newsroom.start_bot()
    await newsroom.press("Опечатка", question)
    await newsroom.until(lambda: "на три дня" in said(newsroom)[0])
    acts = await newsroom.app.store.run(lambda tx: tx.audit.latest(5))
    assert "correct" in {entry.act for entry in acts}


async def test_every_copy_is_corrected_each_in_its_style(newsroom: Newsroom) -> None:
    await second_channel(newsroom)
    card = await publish(newsroom)
    await newsroom.say(BORIS, "/now 2")
    await newsroom.until(lambda: there(newsroom))
    await newsroom.settled()

    await newsroom.press("Факт", await propose(newsroom, card, MENDED))
    await newsroom.say(BORIS, "три дня, а не два")

    await newsroom.until(lambda: "на три дня" in said(newsroom)[0])
    await newsroom.until(lambda: "на три дня" in there(newsroom)[0])
    assert "Исправлено" in there(newsroom)[0]
    assert "@khabvesti (16+)" in said(newsroom)[0]
    assert "@krai_news (12+)" in there(newsroom)[0]


async def test_a_copy_that_is_not_out_yet_gets_the_new_text_without_a_line(
    newsroom: Newsroom,
) -> None:
    await second_channel(newsroom)
    card = await publish(newsroom)
    await newsroom.press("Факт", await propose(newsroom, card, MENDED))
    await newsroom.say(BORIS, "три дня, а не два")
    await newsroom.until(lambda: "на три дня" in said(newsroom)[0])

    await newsroom.say(BORIS, "/now 2")
    await newsroom.until(lambda: there(newsroom))
    assert "на три дня" in there(newsroom)[0]
    assert "Исправлено" not in there(newsroom)[0]

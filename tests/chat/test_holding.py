"""Two editors on one post: the second sees who has it, and nobody's words are lost."""

from __future__ import annotations

import asyncio

import pytest

from tests.chat.releases import BRIDGE, PARK
from tests.chat.test_approval import card, row
from tests.newsroom import ANNA, BORIS, Message, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


async def boris_edits(newsroom: Newsroom, label: str = "Правка") -> Message:
    """Both have the post before them, and Boris has pressed; returns Anna's card."""
    await newsroom.hand_in(PARK)
    await newsroom.say(ANNA, "/post 1")
    await newsroom.settled()
    await newsroom.press(label, card(newsroom, BORIS))
    return card(newsroom, ANNA)


async def test_the_second_sees_who_has_it_and_is_asked(newsroom: Newsroom) -> None:
    hers = await boris_edits(newsroom)
    assert "✏️ правит Борис до 14:30" in text(hers)
    await newsroom.press("Рубрика", hers, ANNA)
    asked = newsroom.world.message(ANNA, hers["message_id"])
    assert text(asked) == "№ 1 правит Борис. Всё равно?"
    assert list(buttons(asked)) == ["Да, перехватить", "Нет"]
    await newsroom.press("Нет", asked, ANNA)
    assert "правит Борис" in text(card(newsroom, ANNA))


@pytest.mark.parametrize("end", ["answer", "Отмена", "/queue", "time"])
async def test_it_is_let_go(newsroom: Newsroom, end: str) -> None:
    await boris_edits(newsroom)
    if end == "time":
        await newsroom.pass_time(minutes=11)
    elif end == "answer":
        await newsroom.say(BORIS, BRIDGE)
        await newsroom.until(lambda: "правит" not in text(card(newsroom, ANNA)))
    elif end.startswith("/"):
        await newsroom.say(BORIS, end)
    else:
        await newsroom.press(end)
    await newsroom.settled()
    if end != "time":
        assert "правит" not in text(card(newsroom, ANNA))
    await newsroom.press("Рубрика", card(newsroom, ANNA), ANNA)
    assert "рубрику" in text(newsroom.by_bot(ANNA)[-1])


@pytest.mark.parametrize("label", ["Правка", "Рубрика"])
async def test_who_lost_it_is_told_and_keeps_the_words(newsroom: Newsroom, label: str) -> None:
    hers = await boris_edits(newsroom, label)
    await newsroom.press("Рубрика", hers, ANNA)
    await newsroom.press("Да, перехватить", hers, ANNA)
    assert "правит Анна" in text(card(newsroom, BORIS))

    answer = await newsroom.say(BORIS, "Мои слова")
    assert text(answer).startswith("Пока вы писали, над № 1 работал другой человек")
    mine = answer["reply_to_message"]
    assert text(mine) == "Мои слова"

    await newsroom.say(ANNA, "Город")
    await newsroom.until(lambda: "Рубрика: Город" in text(card(newsroom, ANNA)))
    assert (await row(newsroom)).edition == 2


async def test_a_late_answer_overwrites_no_newer_edition(newsroom: Newsroom) -> None:
    hers = await boris_edits(newsroom, "Рубрика")
    await newsroom.pass_time(minutes=11)
    await newsroom.press("Рубрика", hers, ANNA)
    await newsroom.say(ANNA, "Город")
    await newsroom.until(lambda: "Рубрика: Город" in text(card(newsroom, ANNA)))
    answer = await newsroom.say(BORIS, "Природа")
    assert "Природа" in text(answer)  # quoted, to be copied
    assert "Рубрика: Город" in text(card(newsroom, ANNA))


async def test_an_act_without_a_question_takes_over_too(newsroom: Newsroom) -> None:
    hers = await boris_edits(newsroom)
    await newsroom.press("Удалить", hers, ANNA)
    await newsroom.press("Да, перехватить", hers, ANNA)
    await newsroom.press("Нет", hers, ANNA)
    assert "правит" not in text(card(newsroom, BORIS))


async def test_a_role_taken_away_ends_an_open_question(newsroom: Newsroom) -> None:
    await boris_edits(newsroom, "Рубрика")
    await newsroom.app.store.run(lambda tx: tx.people.take(BORIS, 1))
    answer = await newsroom.say(BORIS, "Город")
    assert text(answer).startswith("🔎 Город")  # a reader's words
    assert (await row(newsroom)).edition == 1


async def test_a_text_that_comes_as_the_role_goes_changes_nothing(newsroom: Newsroom) -> None:
    await boris_edits(newsroom)
    newsroom.world.send_text(BORIS, BORIS, ((BRIDGE + "\n\n") * 30)[:4096])
    async with asyncio.timeout(10):
        while await newsroom.app.store.run(lambda tx: tx.bundles.next_close()) is None:
            await asyncio.sleep(0.01)
    await newsroom.app.store.run(lambda tx: tx.people.take(BORIS, 1))
    said = len(newsroom.by_bot(BORIS))
    await newsroom.pass_time(seconds=5)
    await newsroom.settled()
    assert (await row(newsroom)).edition == 1
    assert len(newsroom.by_bot(BORIS)) == said

"""Pins by hand and by wish, posts that end by themselves, and the first comment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.channel import Look, Pin
from bot.domain.people import Role
from bot.domain.text import FormattedText
from bot.sandbox.faults import Asked, Broken, Faults, Reply
from bot.services.making import rewrite
from tests.chat.published import publish, renewed
from tests.chat.releases import BRIDGE
from tests.newsroom import ANNA, BORIS, BOT_ID, CHANNEL, VERA, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")

GROUP = -1001000000077


def pinned(newsroom: Newsroom) -> list[int]:
    return list(newsroom.world.chat(CHANNEL).pinned)


async def wish(newsroom: Newsroom, **look: Any) -> dict[str, Any]:
    """A draft with wishes of its look; returns its card."""
    await newsroom.hand_in(BRIDGE)

    async def work(tx: Any) -> None:
        row = await tx.posts.get(1)
        raw, wishes, _ = await tx.posts.release(row.release_id)
        wishes = replace(wishes, look=replace(Look(), **look))
        await rewrite(tx, row, raw, wishes, newsroom.clock.now(), BORIS)

    await newsroom.app.store.run(work)
    await newsroom.say(BORIS, "/post 1")
    card = newsroom.card()
    assert card is not None
    return card


async def out(newsroom: Newsroom, card: dict[str, Any]) -> None:
    await newsroom.press("Сейчас", card)
    await newsroom.until(lambda: any(text(m).startswith("Мост") for m in newsroom.channel()))
    await newsroom.settled()


async def test_the_desk_pins_and_unpins_and_hears_who_did_it(newsroom: Newsroom) -> None:
    card = await publish(newsroom)
    number = newsroom.channel()[0]["message_id"]
    await newsroom.press("Закрепить", card)
    await newsroom.until(lambda: pinned(newsroom) == [number])
    shown = await renewed(newsroom, card)
    assert "📌 Закреплён в канале." in text(shown)
    assert "Открепить" in buttons(shown)

    await newsroom.say(ANNA, "/post 1")
    theirs = newsroom.card(ANNA)
    await newsroom.press("Открепить", theirs, ANNA)
    await newsroom.until(lambda: pinned(newsroom) == [])
    told = text(newsroom.by_bot(BORIS)[-1])
    assert told == "Анна: откреплён № 1 «Мост через Чёрную речку закроют на два дня»."


async def test_a_pin_for_a_time_and_the_end_of_a_post(newsroom: Newsroom) -> None:
    card = await wish(newsroom, pin=Pin(timedelta(hours=1)), delete_after=timedelta(hours=3))
    await out(newsroom, card)
    await newsroom.until(lambda: len(pinned(newsroom)) == 1)
    await newsroom.pass_time(minutes=59)
    await newsroom.settled()
    assert pinned(newsroom)
    await newsroom.pass_time(minutes=2)
    await newsroom.until(lambda: not pinned(newsroom))
    await newsroom.pass_time(hours=2)
    await newsroom.until(lambda: not any(text(m).startswith("Мост") for m in newsroom.channel()))
    await newsroom.settled()
    assert "Ещё раз" not in buttons(await renewed(newsroom, card))


async def link_group(newsroom: Newsroom, status: str) -> None:
    newsroom.world.add_group(GROUP, "Обсуждение", owner_id=ANNA)
    newsroom.world.set_member(GROUP, BOT_ID, status)
    newsroom.world.set_member(GROUP, VERA, "member")
    newsroom.world.link(CHANNEL, GROUP)


def comments(newsroom: Newsroom) -> Callable[[], list[dict[str, Any]]]:
    def found() -> list[dict[str, Any]]:
        return [m for m in newsroom.world.messages(GROUP) if m["from"]["id"] == BOT_ID]

    return found


async def test_the_first_comment_answers_the_forward_of_the_post(newsroom: Newsroom) -> None:
    await link_group(newsroom, "administrator")
    card = await wish(newsroom, comment=FormattedText("Вопросы — сюда"))
    await out(newsroom, card)
    (comment,) = await newsroom.until(comments(newsroom))
    assert text(comment) == "Вопросы — сюда"
    assert comment["reply_to_message"]["is_automatic_forward"] is True
    newsroom.world.send_text(VERA, GROUP, "Спасибо")
    await newsroom.settled()
    for stranger in (VERA, 777000):
        assert await newsroom.app.store.run(lambda tx, who=stranger: tx.people.get(who)) is None
    await newsroom.pass_time(minutes=20)
    await newsroom.settled()
    assert len(comments(newsroom)()) == 1


async def test_without_a_group_the_editor_hears_that_there_is_no_comment(
    newsroom: Newsroom,
) -> None:
    card = await wish(newsroom, comment=FormattedText("Вопросы — сюда"))
    await out(newsroom, card)
    await newsroom.pass_time(minutes=11)
    told = await newsroom.until(
        lambda: "Понятно" in buttons(newsroom.by_bot(BORIS)[-1]) and newsroom.by_bot(BORIS)[-1]
    )
    assert "нет группы обсуждений" in text(told)
    await newsroom.press("Понятно", told)
    assert "⚠️" not in text(await renewed(newsroom, told))


async def test_a_comment_is_not_put_twice_when_its_answer_was_lost(newsroom: Newsroom) -> None:
    await link_group(newsroom, "administrator")
    card = await wish(newsroom, comment=FormattedText("Вопросы — сюда"))

    class Lost(Faults):
        async def after(self, asked: Asked, reply: Reply) -> Reply | Broken:
            return Broken() if asked.params.get("chat_id") == str(GROUP) else reply

    newsroom.world.on_accept = Lost()
    await out(newsroom, card)
    told = await newsroom.until(
        lambda: "Понятно" in buttons(newsroom.by_bot(BORIS)[-1]) and newsroom.by_bot(BORIS)[-1]
    )
    assert "комментар" in text(told)
    await newsroom.pass_time(minutes=20)
    await newsroom.settled()
    assert len(comments(newsroom)()) == 1


async def test_an_author_changes_nothing_that_is_out(newsroom: Newsroom) -> None:
    card = await publish(newsroom)
    shown = await renewed(newsroom, card)

    async def demote(tx: Any) -> None:
        await tx.people.give(BORIS, 1, Role.AUTHOR, newsroom.clock.now())

    await newsroom.app.store.run(demote)
    for label in ("Закрепить", "Отозвать"):
        answer = await newsroom.press(label, shown)
        assert "нельзя" in answer["text"]
    assert pinned(newsroom) == []
    await newsroom.say(BORIS, "/post 1")
    fresh = newsroom.card()
    assert fresh is not None
    assert set(buttons(fresh)) == {"Открыть в канале"}

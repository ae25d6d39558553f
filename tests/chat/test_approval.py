"""Another person's yes before a post goes out: to exactly what that person was shown."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.post import Status
from tests.chat.releases import BRIDGE, PARK
from tests.newsroom import ANNA, BORIS, VERA, Message, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


async def hire(newsroom: Newsroom, person: int, role: str) -> None:
    link = text(await newsroom.say(ANNA, f"/invite {role}"))
    found = re.search(r"start=(\S+)", link)
    assert found is not None
    await newsroom.say(person, f"/start {found.group(1)}")


async def four_eyes(newsroom: Newsroom, *, on: bool = True) -> None:
    """As the channel's settings do it."""

    async def work(tx: Any) -> None:
        channel = await tx.channels.main()
        await tx.channels.save(replace(channel, rules=replace(channel.rules, four_eyes=on)))

    await newsroom.app.store.run(work)


async def row(newsroom: Newsroom, number: int = 1) -> Any:
    return await newsroom.app.store.run(lambda tx: tx.posts.get(number))


def card(newsroom: Newsroom, person: int) -> Message:
    """The newest whole card, not a line that says where a post stands."""
    cards = [m for m in newsroom.by_bot(person) if re.match(r"№ \d+ · Хабаровские", text(m))]
    return cards[-1]


async def submitted(newsroom: Newsroom) -> Message:
    """Vera is an author whose release waits for approval; returns Boris's card."""
    await hire(newsroom, VERA, "author")
    own = await newsroom.hand_in(PARK, VERA)
    await newsroom.press("На утверждение", own, VERA)
    return card(newsroom, BORIS)


async def said_of(newsroom: Newsroom, number: int = 1) -> list[tuple[str, int]]:
    said = await newsroom.app.store.run(lambda tx: tx.editions.approvals(number))
    return [(line.act, line.user_id) for line in said]


async def test_an_author_hands_on_and_an_editor_approves(newsroom: Newsroom) -> None:
    await hire(newsroom, VERA, "author")
    own = await newsroom.hand_in(PARK, VERA)
    assert [label for label in buttons(own) if label in ("В очередь", "Сейчас")] == []
    answer = await newsroom.press("На утверждение", own, VERA)
    assert answer["text"] == "На утверждении, потом — в очередь."

    for person in (ANNA, BORIS):
        asked = card(newsroom, person)
        assert "Автор: Вера" in text(asked)
        assert list(buttons(asked))[:2] == ["Утвердить", "Вернуть"]
    shown = newsroom.by_bot(BORIS)[-2]
    assert text(shown).startswith("Мэр открыл новый парк")  # the preview itself

    answer = await newsroom.press("Утвердить", card(newsroom, BORIS))
    assert answer["text"] == "В очереди: сегодня, 24 ноября, в 15:00."
    assert "Утверждено: Борис" in text(card(newsroom, ANNA))
    assert "Утвердить" not in buttons(card(newsroom, ANNA))
    assert "№ 1 утверждён (Борис)." in text(newsroom.by_bot(VERA)[-1])
    assert await said_of(newsroom) == [("submitted", VERA), ("approved", BORIS)]
    await newsroom.pass_time(minutes=41)
    await newsroom.published(1)


async def test_an_author_proposes_a_time_and_it_is_kept_or_said_to_have_passed(
    newsroom: Newsroom,
) -> None:
    await hire(newsroom, VERA, "author")
    await newsroom.press("На время", await newsroom.hand_in(PARK, VERA), VERA)
    await newsroom.say(VERA, "в 16:10")
    await newsroom.settled()
    assert "Просят: сегодня, 24 ноября, в 16:10." in text(card(newsroom, BORIS))
    await newsroom.say(VERA, "/at 1 в 14:50")
    await newsroom.settled()
    await newsroom.pass_time(minutes=35)
    answer = await newsroom.press("Утвердить", card(newsroom, BORIS))
    assert answer["text"] == (
        "Время, которое просили, прошло. В очереди: сегодня, 24 ноября, в 15:00."
    )


@pytest.mark.parametrize("command", ["/now 1", "/cancel 1", "/pause", "/resume"])
async def test_an_author_publishes_nothing_by_a_command(newsroom: Newsroom, command: str) -> None:
    await submitted(newsroom)
    await newsroom.say(VERA, command)
    await newsroom.pass_time(hours=9)
    await newsroom.settled()
    assert newsroom.channel() == []
    assert (await row(newsroom)).status is Status.REVIEW


async def test_a_ready_reason_reaches_the_author_with_the_card(newsroom: Newsroom) -> None:
    asked = await submitted(newsroom)
    await newsroom.press("Вернуть", asked)
    await newsroom.press("Назовите источник", asked)
    returned = card(newsroom, VERA)
    assert returned == newsroom.by_bot(VERA)[-1]
    assert "Вернули (Борис): Назовите источник" in text(returned)
    assert "На утверждение" in buttons(returned)
    assert "Утвердить" not in buttons(card(newsroom, ANNA))


@pytest.mark.parametrize("asked_for", [True, False])
async def test_a_reason_in_ones_own_words(newsroom: Newsroom, asked_for: bool) -> None:
    asked = await submitted(newsroom)
    await newsroom.press("Вернуть", asked)
    if asked_for:
        await newsroom.press("Своими словами…", asked)
    await newsroom.say(BORIS, "Мэра зовут Павел, а не Пётр")
    await newsroom.settled()
    assert "Вернули (Борис): Мэра зовут Павел, а не Пётр" in text(card(newsroom, VERA))


async def test_of_two_who_decide_one_wins_and_the_other_is_told(newsroom: Newsroom) -> None:
    boris = await submitted(newsroom)
    anna = card(newsroom, ANNA)
    yes, no = buttons(boris)["Утвердить"], buttons(anna)["Вернуть"]
    first = newsroom.world.press(BORIS, BORIS, boris["message_id"], yes)
    second = newsroom.world.press(ANNA, ANNA, anna["message_id"], no)
    await newsroom.world.callback_answer(first, 10)
    answer = await newsroom.world.callback_answer(second, 10)
    assert answer["text"] == "№ 1 уже утверждён: Борис."
    assert (await row(newsroom)).status is Status.QUEUED


async def test_an_edit_voids_what_was_submitted(newsroom: Newsroom) -> None:
    asked = await submitted(newsroom)
    old = buttons(asked)["Утвердить"]
    await newsroom.press("Правка", card(newsroom, VERA), VERA)
    await newsroom.say(VERA, BRIDGE)
    await newsroom.until(lambda: "Черновик" in text(card(newsroom, VERA)))
    query = newsroom.world.press(BORIS, BORIS, asked["message_id"], old)
    await newsroom.world.callback_answer(query, 10)
    assert (await row(newsroom)).status is Status.DRAFT
    assert "Утвердить" not in buttons(card(newsroom, BORIS))


async def test_an_edit_of_a_queued_post_voids_its_approval(newsroom: Newsroom) -> None:
    await newsroom.press("Утвердить", await submitted(newsroom))
    await newsroom.say(ANNA, "/post 1")
    await newsroom.settled()
    await newsroom.press("Правка", card(newsroom, ANNA), ANNA)
    await newsroom.say(ANNA, BRIDGE)
    await newsroom.until(lambda: "Черновик" in text(card(newsroom, ANNA)))
    await newsroom.settled()
    for person in (VERA, BORIS):
        assert "снят с очереди (Анна)" in text(newsroom.by_bot(person)[-1])
    # She has the post before her as it is: her «В очередь» is the yes.
    await newsroom.press("В очередь", card(newsroom, ANNA), ANNA)
    assert (await said_of(newsroom))[-1] == ("approved", ANNA)


async def test_four_eyes_take_a_second_person(newsroom: Newsroom) -> None:
    await four_eyes(newsroom)
    own = await newsroom.hand_in(PARK)
    answer = await newsroom.press("Сейчас", own)
    assert answer["text"] == "На утверждении, потом выйдет сразу."
    assert "Утвердить" not in buttons(card(newsroom, BORIS))
    query = newsroom.world.press(BORIS, BORIS, own["message_id"], "p:approve:1:2")
    answer = await newsroom.world.callback_answer(query, 10)
    assert answer["text"] == "С постом № 1 вам этого делать нельзя."
    assert newsroom.channel() == []
    await newsroom.press("Утвердить", card(newsroom, ANNA), ANNA)
    await newsroom.published(1)


async def test_who_changed_a_post_is_not_the_second_person(newsroom: Newsroom) -> None:
    await four_eyes(newsroom)
    await hire(newsroom, VERA, "chief")
    await newsroom.hand_in(PARK)
    await newsroom.say(ANNA, "/post 1")
    await newsroom.settled()
    await newsroom.press("Рубрика", card(newsroom, ANNA), ANNA)
    await newsroom.say(ANNA, "Город")
    await newsroom.until(lambda: "Рубрика: Город" in text(card(newsroom, ANNA)))
    await newsroom.press("В очередь", card(newsroom, ANNA), ANNA)
    assert (await row(newsroom)).status is Status.REVIEW
    assert "Утвердить" not in buttons(card(newsroom, ANNA))
    await newsroom.press("Утвердить", card(newsroom, VERA), VERA)
    assert (await row(newsroom)).status is Status.QUEUED


async def test_with_nobody_to_ask_it_says_so(newsroom: Newsroom) -> None:
    await four_eyes(newsroom)
    await newsroom.say(ANNA, "/editors")
    await newsroom.press("Убрать: Борис", None, ANNA)
    await newsroom.press("Да, убрать", None, ANNA)
    own = await newsroom.hand_in(PARK, ANNA)
    answer = await newsroom.press("В очередь", own, ANNA)
    assert answer["text"].startswith("№ 1 некому утвердить")


@pytest.mark.parametrize("approved", [None, "0" * 32])
async def test_the_claim_is_the_last_lock(newsroom: Newsroom, approved: str | None) -> None:
    """Whatever writes into the database: what nobody approved is not sent."""
    await submitted(newsroom)

    async def forge(tx: Any) -> None:
        due = newsroom.clock.at + timedelta(minutes=1)
        forged = {"status": Status.QUEUED, "due_at": due, "approved": approved}
        await tx.posts.change(1, allowed=[Status.REVIEW], approved_by=BORIS, **forged)

    await newsroom.app.store.run(forge)
    await newsroom.pass_time(minutes=2)
    await newsroom.until(lambda: "снят с очереди" in text(newsroom.by_bot(VERA)[-1]))
    assert newsroom.channel() == []
    assert (await row(newsroom)).status is Status.REVIEW
    assert "Утвердить" in buttons(card(newsroom, BORIS))


async def test_what_waits_is_listed(newsroom: Newsroom) -> None:
    await submitted(newsroom)
    assert text(await newsroom.say(BORIS, "/review")).startswith("1 пост ждёт утверждения")


async def test_a_typed_command_is_no_yes_to_what_was_not_shown(newsroom: Newsroom) -> None:
    await hire(newsroom, VERA, "author")
    await newsroom.hand_in(PARK, VERA)
    await newsroom.say(BORIS, "/now 1")
    await newsroom.settled()
    assert newsroom.channel() == []
    await newsroom.press("Утвердить", card(newsroom, BORIS))
    await newsroom.published(1)

"""The team by buttons: invites, roles, and what becomes of who left."""

from __future__ import annotations

import re

import pytest

from bot.domain.people import Role
from tests.chat.releases import PARK
from tests.newsroom import ANNA, BORIS, VERA, Message, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


def seen(newsroom: Newsroom, message: Message, person: int = ANNA) -> Message:
    return newsroom.world.message(person, message["message_id"])


async def test_an_invite_by_buttons(newsroom: Newsroom) -> None:
    asked = await newsroom.say(ANNA, "/invite")
    assert list(buttons(asked)) == ["автор", "редактор", "главный редактор"]
    await newsroom.press("автор", asked, ANNA)
    await newsroom.press("1 час", asked, ANNA)
    link = text(seen(newsroom, asked))
    assert "(автор, Хабаровские вести), срок — 1 час" in link

    listed = await newsroom.say(ANNA, "/editors")
    assert "Приглашение: автор, действует до: сегодня, 24 ноября, в 15:20" in text(listed)
    found = re.search(r"start=(\S+)", link)
    assert found is not None
    await newsroom.say(VERA, f"/start {found.group(1)}")
    await newsroom.settled()
    assert text(newsroom.by_bot(ANNA)[-1]) == "Приглашение принято: Вера — автор."
    assert "pause" not in await newsroom.menus(VERA)


async def test_an_invite_is_revoked(newsroom: Newsroom) -> None:
    link = text(await newsroom.say(ANNA, "/invite author"))
    listed = await newsroom.say(ANNA, "/editors")
    await newsroom.press("Отозвать: автор", listed, ANNA)
    assert "Приглашение" not in text(seen(newsroom, listed))
    found = re.search(r"start=(\S+)", link)
    assert found is not None
    assert "устарело" in text(await newsroom.say(VERA, f"/start {found.group(1)}"))


async def test_a_role_is_changed_only_below_ones_own(newsroom: Newsroom) -> None:
    listed = await newsroom.say(ANNA, "/editors")
    await newsroom.press("Роль: Борис", listed, ANNA)
    await newsroom.press("главный редактор", listed, ANNA)
    assert "Борис (@boris) — главный редактор" in text(seen(newsroom, listed))
    listed = await newsroom.say(BORIS, "/editors")
    assert not [label for label in buttons(listed) if "Анна" in label]
    for act in ("remove", "author", "ask"):
        data = f"e:{act}:{ANNA}:1"
        query = newsroom.world.press(BORIS, BORIS, listed["message_id"], data)
        await newsroom.world.callback_answer(query, 10)
    desk = await newsroom.app.team.desk(1)
    assert [person.role_in(1) for person in desk] == [Role.OWNER, Role.CHIEF]


async def test_who_was_removed_gets_nothing_and_leaves_the_drafts(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    listed = await newsroom.say(ANNA, "/editors")
    await newsroom.press("Убрать: Борис", listed, ANNA)
    await newsroom.press("Да, убрать", listed, ANNA)
    before = text(newsroom.world.message(BORIS, card["message_id"]))
    await newsroom.say(ANNA, "/post 1")
    await newsroom.settled()
    hers = newsroom.card(ANNA)
    assert hers is not None
    await newsroom.press("В очередь", hers, ANNA)
    await newsroom.press("В очередь", card)
    assert text(newsroom.world.message(BORIS, card["message_id"])) == before

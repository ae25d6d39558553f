"""Who may do what; strangers don't even learn what exists."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.chat.releases import PARK
from tests.newsroom import ANNA, BORIS, GLEB, VERA, Newsroom, buttons, text

DESK_COMMANDS = [
    *("/queue", "/drafts", "/sent", "/failed", "/post 1", "/now 1", "/at 1 завтра в 9"),
    *("/cancel 1", "/slots", "/slots пн 10:00", "/pause", "/resume", "/editors"),
    *("/invite editor",),
]


@pytest.mark.parametrize("command", DESK_COMMANDS)
async def test_a_reader_is_answered_as_if_the_command_did_not_exist(
    newsroom: Newsroom, command: str
) -> None:
    answer = text(await newsroom.say(VERA, command))
    assert answer == "Не понял. /latest — последние новости, /help — что я умею."


async def test_a_readers_release_becomes_no_draft(newsroom: Newsroom) -> None:
    await newsroom.say(VERA, PARK)
    assert text(await newsroom.say(ANNA, "/drafts")) == "Черновиков нет. Пришлите релиз."


async def test_an_invite_works_once_and_only_for_a_day(newsroom: Newsroom) -> None:
    link = text(await newsroom.say(ANNA, "/invite editor"))
    found = re.search(r"https://t\.me/vestnik_bot\?start=(\S+)", link)
    assert found is not None
    start = f"/start {found.group(1)}"
    assert "/queue" in text(await newsroom.say(BORIS, start))
    used = "Приглашение уже использовано или устарело. Попросите новое."
    assert text(await newsroom.say(VERA, start)) == used

    found = re.search(r"start=(\S+)", text(await newsroom.say(ANNA, "/invite редактор")))
    assert found is not None
    await newsroom.pass_time(hours=25)
    assert text(await newsroom.say(VERA, f"/start {found.group(1)}")) == used


@pytest.mark.parametrize("payload", ["i-forged", "i-", "что-то", "x" * 64])
async def test_a_forged_link_makes_nobody_an_editor(newsroom: Newsroom, payload: str) -> None:
    await newsroom.say(VERA, f"/start {payload}")
    assert "/queue" not in text(await newsroom.say(VERA, "/help"))


async def test_the_secret_of_an_invite_is_not_stored(newsroom: Newsroom) -> None:
    link = text(await newsroom.say(ANNA, "/invite editor"))
    secret = link.rsplit("i-", 1)[1].strip()

    async def dump(tx: Any) -> str:
        rows = await tx.people._connection.exec_driver_sql("SELECT * FROM invites")
        return str(rows.fetchall())

    assert secret not in await newsroom.app.store.run(dump)


async def test_the_owner_lists_and_removes_editors(newsroom: Newsroom) -> None:
    await newsroom.invite_editor()
    card = await newsroom.hand_in(PARK)
    desk = await newsroom.say(ANNA, "/editors")
    assert "Борис (@boris) — редактор" in text(desk)
    await newsroom.press("Убрать: Борис", desk, ANNA)
    await newsroom.press("Да, убрать", desk, ANNA)
    assert "Борис" not in text(newsroom.world.message(ANNA, desk["message_id"]))

    # His old buttons, open dialogues and commands are dead at once.
    answer = await newsroom.press("Сейчас", card)
    assert answer["text"] == "Эта кнопка больше не работает."
    assert text(await newsroom.say(BORIS, "/queue")).startswith("Не понял")
    assert newsroom.channel() == []


async def test_each_role_has_its_menu(newsroom: Newsroom) -> None:
    await newsroom.say(ANNA, "/start")  # Telegram makes everybody begin so
    await newsroom.invite_editor()
    menus = newsroom.menus

    assert "queue" in await menus(BORIS)
    assert "invite" not in await menus(BORIS)
    assert "invite" in await menus(ANNA)
    theirs = await menus(VERA)
    assert (theirs[0], theirs[-1]) == ("latest", "help")
    assert not {"queue", "invite", "settings"} & set(theirs)


async def test_english_is_complete_for_who_reads_english(newsroom: Newsroom) -> None:
    assert "latest news" in text(await newsroom.say(GLEB, "/start"))
    await newsroom.invite_editor(GLEB)
    await newsroom.say(GLEB, PARK)
    await newsroom.until(lambda: newsroom.card(GLEB))
    card = newsroom.card(GLEB)
    assert card is not None
    assert list(buttons(card))[:3] == ["Queue", "Now", "At a time"]
    assert "The next free slot: today, 24 November, at 15:00." in text(card)


async def test_help_is_grouped_and_each_role_has_its_own(newsroom: Newsroom) -> None:
    await newsroom.say(ANNA, "/start")
    await newsroom.invite_editor()
    link = text(await newsroom.say(ANNA, "/invite author"))
    await newsroom.say(GLEB, "/start " + link.rsplit("start=", 1)[1])
    owner, editor, author = [
        text(await newsroom.say(person, "/help")) for person in (ANNA, BORIS, GLEB)
    ]
    headings = ["Что выходит", "Пост", "Канал", "Редакция", "Читателям"]
    assert [line for line in owner.splitlines() if line in headings] == headings
    assert len(owner) < 1600  # two screens of a phone
    for command in ("/plan", "/pause", "/resume", "/log", "/dossier", "/review", "/undo"):
        assert f"{command} — " in editor
    for command in ("/backup", "/invite", "/editors"):
        assert f"{command} — " in owner
        assert f"{command} — " not in editor
    assert "/edit — write a new text" in author
    assert "Your posts go out after an editor has approved them." in author
    for command in ("/now", "/pause", "/log", "/cancel"):
        assert f"{command} — " not in author
    for person, said in ((ANNA, owner), (BORIS, editor)):
        assert re.findall(r"^/(\w+) — ", said, re.MULTILINE) == await newsroom.menus(person)

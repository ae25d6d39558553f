"""/forgetme: nothing leads to a reader any more, whatever they did before."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.store import Transaction
from bot.store.personal import HOLDINGS, NO_READERS
from bot.store.schema import metadata
from tests.newsroom import ANNA, BORIS, CHANNEL, Newsroom, text

pytestmark = pytest.mark.usefixtures("desk")

READER, NAME, USERNAME = 8_812_345_678, "Варвара-Зимняя", "zimnyaya_var"
OUT = "Опубликованное про фонтан на площади."
KEPT_BACK = "Отозванное про шлагбаум у школы."
NATIVE = "Предложенное про каток."
HALF = "Недописанное про автобус."
LETTER = "Письмецо про опечатку."
QUESTION = "Уточненьице от редакции?"
ASIDE = "Застрявшее про кота"


async def everything(newsroom: Newsroom) -> dict[str, str]:
    """Every table as one text."""

    async def work(tx: Transaction) -> dict[str, str]:
        found = {}
        listed = "SELECT name FROM sqlite_master WHERE type = 'table'"  # indexes of words too
        for (table,) in (await tx._connection.exec_driver_sql(listed)).all():
            rows = await tx._connection.exec_driver_sql(f'SELECT * FROM "{table}"')  # noqa: S608
            found[table] = "\n".join(str(tuple(row)) for row in rows)
        return found

    return await newsroom.app.store.run(work)


async def hand_in(newsroom: Newsroom, words: str, label: str) -> None:
    await newsroom.pass_time(minutes=1)
    await newsroom.say(READER, "/suggest")
    newsroom.world.send_text(READER, READER, words)
    await newsroom.settled()
    await newsroom.press(label, await newsroom.say(READER, "Готово"), READER)
    cards = [m for m in newsroom.by_bot(BORIS) if text(m).startswith("💡")]
    await newsroom.press("Принять", cards[-1])


async def test_nothing_is_left(newsroom: Newsroom) -> None:
    newsroom.world.add_user(READER, NAME, username=USERNAME)
    newsroom.world.open_direct(CHANNEL)
    newsroom.world.suggest(READER, CHANNEL, NATIVE)
    await newsroom.settled()
    await newsroom.say(READER, "/start")
    await hand_in(newsroom, OUT, "Да, без моего имени")
    post = newsroom.card()
    await newsroom.say(BORIS, f"/now {text(post).split()[1]}")
    while not newsroom.channel():  # a short one has to be confirmed
        label = next(
            label for m in newsroom.by_bot(BORIS)[-1:] for label in _labels(m) if "Да" in label
        )
        await newsroom.press(label, newsroom.by_bot(BORIS)[-1])
    await newsroom.settled()
    assert "вышла" in text(newsroom.by_bot(READER)[-1])
    await hand_in(newsroom, KEPT_BACK, f"Да, с подписью: {NAME}")
    draft = newsroom.card()
    await newsroom.pass_time(minutes=1)
    await newsroom.say(READER, "/feedback")
    newsroom.world.send_text(READER, READER, LETTER)
    await newsroom.settled()
    seen = newsroom.by_bot(BORIS)[-1]
    newsroom.world.send_text(BORIS, BORIS, QUESTION, reply_to=seen["message_id"])
    await newsroom.settled()
    await newsroom.press("English", await newsroom.say(READER, "/lang"), READER)
    await newsroom.press("All news", await newsroom.say(READER, "/subscribe"), READER)
    await newsroom.say(READER, "/suggest")
    newsroom.world.send_text(READER, READER, HALF)
    raw = {"update_id": 7, "message": {"from": {"id": READER}, "text": ASIDE}}

    async def set_aside(tx: Transaction) -> None:
        now = newsroom.clock.now()
        await tx.inbox.add([(999_999_999, READER, json.dumps(raw, ensure_ascii=False))], now)
        await tx.inbox.done([999_999_999], now, set_aside=True)

    await newsroom.settled()
    await newsroom.app.store.run(set_aside)

    before = "\n".join((await everything(newsroom)).values())
    for known in (str(READER), NAME, USERNAME, OUT[:-1], KEPT_BACK[:-1], NATIVE, HALF, ASIDE):
        assert known in before  # or the test could not fail

    await newsroom.pass_time(minutes=1)
    question = await newsroom.say(READER, "/forgetme")
    assert "your subscription: what you follow, and when it is told: 1" in text(question)
    assert "news that you handed in, with your contact for the newsroom: 4" in text(question)
    await newsroom.press("Yes, remove all", question, READER)
    done = text(newsroom.world.message(READER, question["message_id"]))
    assert "1 post that was made of your news stays" in done
    after = await everything(newsroom)
    gone = (KEPT_BACK[:-1], NATIVE, HALF, LETTER, QUESTION, ASIDE)
    for known in (str(READER), NAME, USERNAME, *gone):
        assert [table for table, rows in after.items() if known in rows] == []
    assert OUT[:-1] in after["posts"]  # the channel's own now
    # The desk's copies are gone too, and the desk knows why.
    shown = [text(m) for m in newsroom.by_bot(BORIS)]
    assert not any(LETTER in words or KEPT_BACK in words for words in shown)
    assert any("Читатель забрал свою новость № 3" in words for words in shown)
    assert draft["message_id"] not in [m["message_id"] for m in newsroom.by_bot(BORIS)]

    # Who comes again is a stranger, in the language of their Telegram.
    await newsroom.pass_time(minutes=1)
    assert "Храню номер аккаунта" in text(await newsroom.say(READER, "/start forged-payload"))
    empty = text(await newsroom.say(READER, "/forgetme"))
    assert "номер вашего аккаунта" in empty
    assert "новости" not in empty.split("Удалить")[0]
    # The desk is told why not.
    assert "журнал" in text(await newsroom.say(ANNA, "/forgetme"))


def _labels(message: dict[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    return [button["text"] for row in rows for button in row]


def test_every_table_is_declared() -> None:
    """Whoever adds a table says whether readers are in it (bot.store.personal)."""
    declared = {holding.table.name for holding in HOLDINGS} | NO_READERS
    assert declared == set(metadata.tables)
    people = {"user_id", "used_by"}
    staff = {"members", "approvals", "corrections"}  # whose people work at the desk
    with_people = {t.name for t in metadata.sorted_tables if people & set(t.columns.keys())}
    assert with_people - staff - {"silenced"} <= {holding.table.name for holding in HOLDINGS}

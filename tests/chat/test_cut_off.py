"""The bot dies at every step of handling an update: one effect, and the answer is given."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from itertools import count

import pytest

from bot.domain.post import Status
from bot.services.intake import Intake
from bot.store import StoreConflict
from tests.chat.cutting import Killer
from tests.chat.releases import BRIDGE, PARK
from tests.chat.test_intake import LONG, photos
from tests.newsroom import ANNA, BORIS, BOT_ID, VERA, Newsroom, buttons, text

pytestmark = [pytest.mark.heavy, pytest.mark.usefixtures("desk")]


@pytest.fixture
def killer(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Killer:
    return Killer(newsroom, monkeypatch)


def about(number: int) -> str:
    """A release that is like no other."""
    words = [
        f"{chr(0x430 + number)}{word}" for word in ("лень", "рамка", "туча", "берег", "сталь")
    ]
    return f"{words[0].title()} и {words[1]}\n\n{' '.join(words * 3)}."


async def acts(newsroom: Newsroom) -> Counter[str]:
    entries = await newsroom.app.store.run(lambda tx: tx.audit.latest(500))
    return Counter(entry.act for entry in entries)


async def statuses(newsroom: Newsroom) -> Counter[Status]:
    found = Counter[Status]()
    for status in Status:
        found[status] = await newsroom.app.store.run(lambda tx, s=status: tx.posts.count(1, [s]))
    return +found


async def test_a_release_becomes_one_draft(newsroom: Newsroom, killer: Killer) -> None:
    async def check(times: int) -> None:
        assert await statuses(newsroom) == {Status.DRAFT: times}
        assert f"№ {times} ·" in text(newsroom.card() or {})

    def send() -> None:
        newsroom.world.send_text(BORIS, BORIS, PARK)

    assert await killer.cut_off(send, check) >= 4


async def test_a_press_has_one_effect_and_its_card_shows_it(
    newsroom: Newsroom, killer: Killer
) -> None:
    await newsroom.hand_in(about(0))

    def press() -> None:
        card = newsroom.card()
        assert card is not None
        newsroom.world.press(BORIS, BORIS, card["message_id"], buttons(card)["В очередь"])

    async def check(times: int) -> None:
        assert (await acts(newsroom))["queue"] == times
        queued = [m for m in newsroom.by_bot(BORIS) if "Раньше" in buttons(m)]
        assert len(queued) == times
        await newsroom.hand_in(about(times))

    assert await killer.cut_off(press, check, stride=2) >= 6


async def test_a_command_has_one_effect_and_is_answered(
    newsroom: Newsroom, killer: Killer
) -> None:
    async def check(times: int) -> None:
        assert (await acts(newsroom))["calm"] == times
        said = [text(m) for m in newsroom.by_bot(ANNA)]
        assert sum("Траур" in s or "траур" in s for s in said) >= times

    steps = await killer.cut_off(
        lambda: newsroom.world.send_text(ANNA, ANNA, "/pause траур"), check
    )
    assert steps >= 5
    assert any("Сделано, только ответ задержался" in text(m) for m in newsroom.by_bot(ANNA))


async def test_an_invite_is_made_once_and_brings_its_bearer_to_the_desk(
    newsroom: Newsroom, killer: Killer
) -> None:
    async def made(times: int) -> None:
        assert (await acts(newsroom))["invite"] == times + 1  # Boris came by the first
        assert "/invite" in text(newsroom.by_bot(ANNA)[-1]) or "t.me" in text(
            newsroom.by_bot(ANNA)[-1]
        )

    await killer.cut_off(
        lambda: newsroom.world.send_text(ANNA, ANNA, "/invite author"), made, stride=2
    )

    link = re.search(r"start=(\S+)", text(newsroom.by_bot(ANNA)[-1]))
    assert link is not None

    async def greeted(_times: int) -> None:
        assert (await acts(newsroom))["join"] <= 2
        assert any("Добро пожаловать" in text(m) for m in newsroom.by_bot(VERA)[-3:])
        assert not any("использовано" in text(m) for m in newsroom.by_bot(VERA))

    start = f"/start {link.group(1)}"
    await killer.cut_off(lambda: newsroom.world.send_text(VERA, VERA, start), greeted, stride=2)


async def test_an_answered_question_is_closed(newsroom: Newsroom, killer: Killer) -> None:
    """Else the next release would become a headline."""
    await newsroom.hand_in(PARK)
    key = f"{BOT_ID}:{BORIS}:0:{BORIS}:default"

    async def ask() -> None:
        row = await newsroom.app.store.run(lambda tx: tx.posts.get(1))
        assert row is not None
        asked = {"what": "headline", "post": 1, "edition": row.edition, "prompt": 1}
        await newsroom.open_dialogue(BORIS, "ask:headline", {"question": asked})

    async def check(times: int) -> None:
        assert (await acts(newsroom))["edit"] == times
        assert (await acts(newsroom))["draft"] == 1
        assert (await newsroom.app.store.run(lambda tx: tx.dialogs.get(key)))[0] is None
        assert f"Парк номер {times}" in text(newsroom.by_bot(BORIS)[-2])  # above its card
        await ask()

    await ask()
    numbers = count(1)
    await killer.cut_off(
        lambda: newsroom.world.send_text(BORIS, BORIS, f"Парк номер {next(numbers)}"),
        check,
        stride=2,
    )


@pytest.mark.parametrize("kind", ["album", "paste"])
async def test_what_comes_in_pieces_stays_one_draft(
    newsroom: Newsroom, killer: Killer, kind: str
) -> None:
    def send() -> None:
        if kind == "album":
            newsroom.world.send_files(BORIS, BORIS, photos(3), caption=BRIDGE)
        else:
            newsroom.world.send_text(BORIS, BORIS, LONG)

    async def check(times: int) -> None:
        await newsroom.pass_time(seconds=2)
        await newsroom.settled()
        drafts = times
        assert await statuses(newsroom) == {Status.DRAFT: drafts}
        row = await newsroom.app.store.run(lambda tx: tx.posts.get(drafts))
        assert row is not None
        raw, _, _ = await newsroom.app.store.run(lambda tx: tx.posts.release(row.release_id))
        assert len(raw.media) == (3 if kind == "album" else 0)
        assert raw.text.text.endswith((BRIDGE if kind == "album" else LONG)[-30:].strip())
        await newsroom.pass_time(minutes=1)

    await killer.cut_off(send, check, stride=5)


@pytest.mark.parametrize(
    "error", [RuntimeError("a mistake in the code"), StoreConflict("it can't hold this value")]
)
async def test_what_fails_three_times_is_set_aside_and_tried_again_by_the_owner(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    async def broken(*_: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(Intake, "take", broken)
        newsroom.world.send_text(BORIS, BORIS, PARK)
        async with asyncio.timeout(15):
            while "Трижды" not in text(newsroom.by_bot(ANNA)[-1]):
                await newsroom.pass_time(seconds=40)
                await asyncio.sleep(0.02)
        told = newsroom.by_bot(ANNA)[-1]
        await newsroom.settled()
    assert "Борис" in text(told)
    assert "Мэр открыл новый парк" in text(told)
    assert "владельцу бота я сказал" in text(newsroom.by_bot(BORIS)[-1])
    await newsroom.press("Ещё раз", told, ANNA)
    assert await newsroom.until(newsroom.card)
    assert await statuses(newsroom) == {Status.DRAFT: 1}

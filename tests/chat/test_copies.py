"""One story in several channels: each copy has its own look, time and state."""

from __future__ import annotations

import pytest

from tests.chat.desks import SECOND, add_channel, again
from tests.chat.releases import BRIDGE, PARK
from tests.chat.test_card import raw_press
from tests.newsroom import ANNA, Message, Newsroom, buttons, text


@pytest.fixture
async def both(newsroom: Newsroom) -> int:
    """A second channel; Anna has handed in a release that goes to both: № 1 and № 2."""
    made = await add_channel(newsroom)
    card = await newsroom.hand_in(PARK, ANNA)
    await newsroom.press("Каналы", card, ANNA)
    await newsroom.press(f"▫️ {SECOND}", card, ANNA)
    return made


def first(newsroom: Newsroom) -> Message:
    found = newsroom.card(ANNA)
    assert found is not None
    return found


async def test_a_channel_is_switched_on_and_off_and_remembered(
    newsroom: Newsroom, both: int
) -> None:
    card = again(newsroom, first(newsroom))
    assert f"Ещё: {SECOND} № 2, черновик" in text(card)
    assert "✅ Хабаровские вести" in buttons(card)
    own = await newsroom.press("✅ Хабаровские вести", card, ANNA)
    assert own["text"].startswith("Это карточка поста этого канала.")

    # The next release goes to both as well.
    card = await newsroom.hand_in(BRIDGE, ANNA)
    assert f"Ещё: {SECOND} № 4, черновик" in text(card)
    await newsroom.press("Каналы", card, ANNA)
    off = await newsroom.press(f"✅ {SECOND}", card, ANNA)
    assert off["text"] == "№ 4 удалён."
    assert "Ещё" not in text(again(newsroom, card))
    card = await newsroom.hand_in("Снег\n\nВ городе выпал первый снег.", ANNA)
    assert "Ещё" not in text(card)


async def test_a_double_press_makes_one_copy(newsroom: Newsroom) -> None:
    await add_channel(newsroom)
    card = await newsroom.hand_in(PARK, ANNA)
    await newsroom.press("Каналы", card, ANNA)
    data = buttons(again(newsroom, card))[f"▫️ {SECOND}"]
    for _ in range(2):
        await raw_press(newsroom, card["message_id"], data, ANNA)
    drafts = await newsroom.app.store.run(lambda tx: tx.posts.of_story(1))
    assert [row.id for row in drafts] == [1, 2]


async def test_a_planned_copy_is_not_dropped_and_opens_from_the_card(
    newsroom: Newsroom, both: int
) -> None:
    card = first(newsroom)
    await newsroom.press(f"№ 2 · {SECOND}", card, ANNA)
    other = first(newsroom)
    assert text(other).startswith(f"№ 2 · {SECOND}")
    await newsroom.press("В очередь", other, ANNA)
    await newsroom.say(ANNA, "/post 1")
    card = first(newsroom)
    assert f"Ещё: {SECOND} № 2, в очереди на сегодня, 24 ноября, в 15:00" in text(card)
    await newsroom.press("Каналы", card, ANNA)
    refused = await newsroom.press(f"✅ {SECOND}", card, ANNA)
    assert refused["text"] == f"№ 2 уже в очереди: {SECOND}. Сначала снимите его."
    # An act on a card concerns its own copy only.
    assert "№ 1" in text(await newsroom.say(ANNA, "/drafts"))


async def test_all_drafts_are_planned_at_once_each_in_its_channels_timetable(
    newsroom: Newsroom, both: int
) -> None:
    await newsroom.press("‹ Назад", first(newsroom), ANNA)
    answer = await newsroom.press("Все в очередь", first(newsroom), ANNA)
    assert answer["text"] == "В очереди: № 1, № 2."
    card = again(newsroom, first(newsroom))
    assert "Все в очередь" not in buttons(card)
    await newsroom.pass_time(hours=1)
    await newsroom.published(1)
    await newsroom.until(lambda: [m for m in newsroom.world.messages(both) if "text" in m])
    (there,) = [m for m in newsroom.world.messages(both) if "text" in m]
    assert text(there).endswith("Наш телеграм-канал @vestirayona (16+)")


async def test_an_edit_changes_every_copy_that_is_not_out(newsroom: Newsroom, both: int) -> None:
    await newsroom.say(ANNA, "/now 2")
    await newsroom.until(lambda: [m for m in newsroom.world.messages(both) if "text" in m])
    await add_channel(newsroom, "Вести края", "vestikraya")
    await newsroom.say(ANNA, "/post 1")
    await newsroom.press("Каналы", first(newsroom), ANNA)
    await newsroom.press("▫️ Вести края", first(newsroom), ANNA)
    await newsroom.say(ANNA, "/post 1")
    await newsroom.press("Правка", first(newsroom), ANNA)
    await newsroom.hand_in(BRIDGE, ANNA)
    rows = await newsroom.app.store.run(lambda tx: tx.posts.of_story(1))
    assert [row.title.split()[0] for row in rows] == ["Мост", "Мэр", "Мост"]


async def test_copies_are_no_repetitions_of_each_other(newsroom: Newsroom, both: int) -> None:
    await newsroom.say(ANNA, "/now 1")
    await newsroom.published(1)
    await newsroom.say(ANNA, "/post 2")
    assert "похоже" not in text(first(newsroom)).lower()
    # A dropped copy made anew is none either; the same release sent again is.
    await newsroom.press("Каналы", first(newsroom), ANNA)
    card = await newsroom.hand_in(PARK, ANNA)
    assert "похоже на № 1" in text(card)

"""Photos and a text that were sent apart: offered to be one post."""

from __future__ import annotations

from typing import Any

import pytest

from tests.chat.releases import BRIDGE
from tests.chat.test_intake import photos
from tests.newsroom import BORIS, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


def latest(newsroom: Newsroom, number: int) -> dict[str, Any] | None:
    """The card of the post of this number."""
    cards = [m for m in newsroom.by_bot(BORIS) if text(m).startswith(f"№ {number} ·")]
    return cards[-1] if cards else None


async def send_photos(newsroom: Newsroom, count: int, number: int) -> None:
    newsroom.world.send_files(BORIS, BORIS, photos(count))
    await newsroom.settled()
    await newsroom.pass_time(seconds=2)
    await newsroom.until(lambda: latest(newsroom, number))
    await newsroom.settled()


async def send_text(newsroom: Newsroom, number: int) -> None:
    newsroom.world.send_text(BORIS, BORIS, BRIDGE)
    await newsroom.until(lambda: latest(newsroom, number))
    await newsroom.settled()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("text_first", [True, False])
async def test_photos_and_a_text_sent_apart_become_one_post(
    newsroom: Newsroom, *, text_first: bool, count: int
) -> None:
    if text_first:
        await send_text(newsroom, 1)
        await send_photos(newsroom, count, 2)
    else:
        await send_photos(newsroom, count, 1)
        await newsroom.pass_time(seconds=40)
        await send_text(newsroom, 2)
    newer = latest(newsroom, 2)
    assert "Соединить с № 2" in buttons(latest(newsroom, 1) or {})

    await newsroom.press("Соединить с № 1", newer)

    assert newer is not None
    assert text(newsroom.world.message(BORIS, newer["message_id"])) == "№ 2 теперь часть № 1."
    joined = latest(newsroom, 1)
    assert "Проверьте" not in text(joined or {})
    assert not [label for label in buttons(joined or {}) if label.startswith("Соединить")]
    await newsroom.press("Сейчас", joined)
    posts = await newsroom.published(count)
    assert all(post["photo"] for post in posts)
    assert text(posts[0]).startswith("Мост через Чёрную речку")
    assert len(newsroom.channel()) == count
    assert text(await newsroom.say(BORIS, "/drafts")) == "Черновиков нет. Пришлите релиз."


async def test_after_a_minute_nothing_is_offered(newsroom: Newsroom) -> None:
    await send_photos(newsroom, 1, 1)
    await newsroom.pass_time(seconds=61)
    await send_text(newsroom, 2)

    for number in (1, 2):
        labels = buttons(latest(newsroom, number) or {})
        assert not [label for label in labels if label.startswith("Соединить")]


async def test_two_texts_are_not_offered(newsroom: Newsroom) -> None:
    await send_text(newsroom, 1)
    await newsroom.hand_in("Каток закрыли\n\nЛёд растаял.")

    assert "Соединить с № 1" not in buttons(latest(newsroom, 2) or {})


async def test_what_is_out_is_joined_with_nothing(newsroom: Newsroom) -> None:
    await send_photos(newsroom, 1, 1)
    await send_text(newsroom, 2)
    stale = latest(newsroom, 1)
    await newsroom.press("Сейчас", latest(newsroom, 2))
    await newsroom.published(1)

    answer = await newsroom.press("Соединить с № 2", stale)

    assert answer["text"] == "Карточка устарела: пост с тех пор изменился."
    assert "Соединить с № 2" not in buttons(latest(newsroom, 1) or {})
    assert len(newsroom.channel()) == 1


async def test_a_half_that_has_changed_is_looked_at_first(newsroom: Newsroom) -> None:
    await send_text(newsroom, 1)
    await send_photos(newsroom, 1, 2)
    newer = latest(newsroom, 2)
    assert newer is not None
    old = buttons(newer)["Соединить с № 1"]
    await newsroom.press("Рубрика", latest(newsroom, 1))
    await newsroom.say(BORIS, "Транспорт")

    query = newsroom.world.press(BORIS, BORIS, newer["message_id"], old)
    answer = await newsroom.world.callback_answer(query, 10)
    assert answer["text"].startswith("Карточка устарела")

    await newsroom.press("Соединить с № 1", newer)
    assert "Рубрика: Транспорт" in text(latest(newsroom, 1) or {})


async def test_a_photo_with_nothing_but_its_credit_waits_for_its_text(newsroom: Newsroom) -> None:
    newsroom.world.send_files(BORIS, BORIS, photos(1), caption="Фото: Иван Петров")
    await newsroom.until(lambda: latest(newsroom, 1))
    await newsroom.settled()
    await send_text(newsroom, 2)
    await newsroom.press("Соединить с № 1", latest(newsroom, 2))
    await newsroom.press("Сейчас", latest(newsroom, 1))
    (post,) = await newsroom.published(1)
    assert post["photo"]
    assert "Фото: Иван Петров" in post["caption"]


async def test_joining_is_undone(newsroom: Newsroom) -> None:
    await send_photos(newsroom, 2, 1)
    await send_text(newsroom, 2)
    await newsroom.press("Соединить с № 1", latest(newsroom, 2))
    await newsroom.until(lambda: "альбом из 2" in text(latest(newsroom, 1) or {}))
    await newsroom.settled()
    await newsroom.press("↩︎ Отменить", latest(newsroom, 1))
    await newsroom.until(lambda: "Черновик" in text(latest(newsroom, 2) or {}))
    await newsroom.settled()
    assert "2 черновика" in text(await newsroom.say(BORIS, "/drafts"))
    assert "Соединить с № 1" in buttons(latest(newsroom, 2) or {})

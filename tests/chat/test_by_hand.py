"""What people publish in the channel by hand is known to the desk and to readers."""

from __future__ import annotations

import pytest

from tests.chat.published import MENDED, propose, publish
from tests.chat.test_intake import photos
from tests.newsroom import ANNA, BORIS, CHANNEL, VERA, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


async def test_posts_by_hand_stand_in_the_lists_and_readers_get_them(newsroom: Newsroom) -> None:
    await publish(newsroom)
    await newsroom.pass_time(minutes=1)
    (first,) = newsroom.world.send_text(ANNA, CHANNEL, "Срочно: отключение воды")
    await newsroom.settled()
    await newsroom.pass_time(minutes=1)
    album = newsroom.world.send_files(ANNA, CHANNEL, photos(2), caption="Фото с набережной")
    await newsroom.settled()
    newsroom.world.edit(ANNA, CHANNEL, first["message_id"], "Срочно: воду дали")
    await newsroom.settled()

    listed = text(await newsroom.say(BORIS, "/sent")).splitlines()
    assert listed[0] == "Вышло 3 поста"
    assert listed[1] == "✍️ Фото с набережной · сегодня, 24 ноября, в 14:22 · вручную"
    assert listed[2] == "✍️ Срочно: воду дали · сегодня, 24 ноября, в 14:21 · вручную"
    assert listed[3].startswith("№ 1 · Мост через Чёрную речку")

    end = await newsroom.say(VERA, "/latest 3")
    told = [text(message) for message in newsroom.by_bot(VERA)][-5:-1]
    assert told[0].startswith("Мост через Чёрную речку")
    assert told[1:] == ["Срочно: воду дали", "Фото с набережной", ""]
    copies = newsroom.by_bot(VERA)[-3:-1]
    assert len({message["media_group_id"] for message in copies}) == 1
    assert f"https://t.me/khabvesti/{album[0]['message_id']}" in buttons(end).values()
    floor = await newsroom.app.store.run(lambda tx: tx.channels.floor(1))
    assert floor == album[-1]["message_id"]


async def test_ours_are_entered_and_follow_what_is_done_to_them(newsroom: Newsroom) -> None:
    card = await publish(newsroom)
    number = newsroom.channel()[0]["message_id"]

    async def known() -> str:
        row = await newsroom.app.store.run(lambda tx: tx.archive.get(1, number))
        assert row is not None
        assert row.post_id == 1
        return f"{row.text.text.splitlines()[0]} {row.edited_at is not None}"

    assert await known() == "Мост через Чёрную речку закроют на два дня False"
    await newsroom.press("Опечатка", await propose(newsroom, card, MENDED))
    await newsroom.settled()
    assert await known() == "Мост через Чёрную речку закроют на три дня True"


async def test_remarks_of_telegram_are_no_posts(newsroom: Newsroom) -> None:
    await publish(newsroom)
    newsroom.world.rename(ANNA, CHANNEL, "Вести")
    await newsroom.settled()
    assert "Вышел 1 пост" in text(await newsroom.say(BORIS, "/sent"))

"""A published post is taken back, or replaced where Telegram no longer deletes it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.chat.published import MENDED, publish, renewed, said, second_channel, there
from tests.chat.releases import PARK
from tests.chat.test_intake import photos
from tests.newsroom import BORIS, BOT_ID, CHANNEL, VERA, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


async def withdraw(newsroom: Newsroom, card: dict[str, Any], reason: str = "Ошибка") -> None:
    await newsroom.press("Отозвать", card)
    question = await newsroom.say(BORIS, reason)
    await newsroom.press("Да, отозвать", question)


async def test_every_message_goes_and_lists_say_so(newsroom: Newsroom) -> None:
    await publish(newsroom, PARK)
    newsroom.world.send_files(BORIS, BORIS, photos(2), caption="Мост открыт\n\nДвижение пошло.")
    await newsroom.settled()
    await newsroom.pass_time(seconds=2)
    card = await newsroom.until(
        lambda: (found := newsroom.card()) and text(found).startswith("№ 2") and found
    )
    await newsroom.pass_time(minutes=2)
    await newsroom.press("Сейчас", card)
    await newsroom.published(3)

    await withdraw(newsroom, card, "Движение не пошло")

    await newsroom.until(lambda: len(newsroom.channel()) == 1)
    shown = text(await renewed(newsroom, card))
    assert "Отозван: в канале его больше нет." in shown
    assert "Отозвано 14:22 — Борис: Движение не пошло" in shown
    listed = text(await newsroom.say(BORIS, "/sent"))
    assert "🗑 № 2 · Мост открыт" in listed
    assert listed.endswith("№ 1 · Мэр открыл новый парк на улице Тихой · сегодня, 24 ноября, "
                           "в 14:20")  # fmt: skip
    latest = await newsroom.say(VERA, "/latest")
    assert "1 последняя новость" in text(latest)
    assert [entry.act for entry in await newsroom.app.store.run(lambda tx: tx.audit.of_post(2))][
        -1
    ] == "withdraw"


async def test_a_double_press_withdraws_once(newsroom: Newsroom) -> None:
    card = await publish(newsroom)
    await newsroom.press("Отозвать", card)
    question = await newsroom.say(BORIS, "-")
    data = buttons(question)["Да, отозвать"]
    presses = [newsroom.world.press(BORIS, BORIS, question["message_id"], data) for _ in range(2)]
    for query in presses:
        await newsroom.world.callback_answer(query, 10)
    await newsroom.until(lambda: newsroom.channel() == [])
    acts = [e.act for e in await newsroom.app.store.run(lambda tx: tx.audit.of_post(1))]
    assert acts.count("withdraw") == 1


async def test_what_telegram_keeps_is_replaced(newsroom: Newsroom) -> None:
    card = await publish(newsroom, MENDED)
    newsroom.world.set_member(
        CHANNEL, BOT_ID, "administrator", can_post_messages=True, can_delete_messages=False
    )
    await newsroom.pass_time(hours=49)
    await withdraw(newsroom, card)
    told = await newsroom.until(
        lambda: (
            "Заменить текст" in buttons(newsroom.by_bot(BORIS)[-1]) and newsroom.by_bot(BORIS)[-1]
        )
    )
    assert "Не удалено 1 сообщение." in text(told)
    assert "уже не даёт" in text(told)
    assert "на три дня" in said(newsroom)[0]

    await newsroom.press("Заменить текст", told)
    await newsroom.say(BORIS, "Новость отозвана: мост не закроют.")

    await newsroom.until(
        lambda: said(newsroom)[0].startswith("Новость отозвана: мост не закроют.")
    )
    assert "на три дня" not in said(newsroom)[0]
    assert "/khabvesti" not in said(newsroom)[0]
    assert text(await newsroom.say(VERA, "/latest")).startswith("Пока ничего")


async def test_all_copies_go_and_one_that_waits_stays_at_the_desk(newsroom: Newsroom) -> None:
    await second_channel(newsroom)
    card = await publish(newsroom)
    await newsroom.say(BORIS, "/at 2 завтра в 10:00")
    await withdraw(newsroom, card)
    await newsroom.until(lambda: newsroom.channel() == [])
    await newsroom.pass_time(days=1)
    await newsroom.settled()
    assert there(newsroom) == []
    assert "Черновик" in text(newsroom.by_bot(BORIS)[-1])
    status = await newsroom.app.store.run(lambda tx: tx.posts.get(2))
    assert status.status == "draft"

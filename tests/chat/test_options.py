"""«Параметры» of one post: what is on stands on the card and in the post."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.channel import Pin
from bot.domain.post import Options
from bot.services.views import find
from tests.chat.releases import PARK
from tests.chat.test_card import raw_press
from tests.newsroom import ANNA, BORIS, CHANNEL, Message, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")

GROUP = -1001000000077


async def options(newsroom: Newsroom) -> Options:
    """Of the first post."""
    row = await newsroom.app.store.run(lambda tx: find(tx, 1))
    return row.post.options


async def presses(newsroom: Newsroom, card: Message, *labels: str) -> None:
    """One after another, on the same message."""
    for label in labels:
        await newsroom.press(label, card)


def facts(newsroom: Newsroom, card: Message) -> str:
    """The first line of the card as it is now."""
    return text(newsroom.world.message(BORIS, card["message_id"])).split("\n")[0]


async def test_what_is_on_stands_on_the_card(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    await presses(newsroom, card, "Ещё", "Параметры", "🔕 Без звука", "🔒 Без пересылки")
    await presses(newsroom, card, "📌 Закрепить", "1 день", "⏱ Удалить через", "7 дней")
    line = "без звука · 📌 на 1 день · 🔒 без пересылки · ⏱ удалится через 7 дней"
    assert facts(newsroom, card).endswith(line)
    day, week = timedelta(days=1), timedelta(weeks=1)
    assert await options(newsroom) == Options(
        silent=True, protect=True, pin=Pin(day), delete_after=week
    )
    await presses(newsroom, card, "📌 Закрепить")
    assert "✓ 1 день" in buttons(newsroom.world.message(BORIS, card["message_id"]))
    await presses(newsroom, card, "Навсегда", "⏱ Удалить через", "Не удалять")
    assert "📌 закрепится" in facts(newsroom, card)
    await presses(newsroom, card, "📌 Закрепить", "Не закреплять", "🔓 С пересылкой")
    assert await options(newsroom) == Options(silent=True)


async def test_a_period_in_own_words(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    await presses(newsroom, card, "Ещё", "Параметры", "⏱ Удалить через", "Другой срок…")
    assert "например «через 20 минут»" in text(await newsroom.say(BORIS, "завтра в 9"))
    refusal = await newsroom.say(BORIS, "через 2 года")
    assert text(refusal).startswith("Пост можно удалить автоматически не позже")
    await newsroom.say(BORIS, "через 3 дня")
    await newsroom.until(lambda: "⏱ удалится через 3 дня" in text(newsroom.card() or {}))
    assert (await options(newsroom)).delete_after == timedelta(days=3)
    card = newsroom.card() or {}
    await presses(newsroom, card, "Ещё", "Параметры", "⏱ Удалить через", "Другой срок…")
    await newsroom.say(BORIS, "-")
    await newsroom.until(lambda: "⏱" not in text(newsroom.card() or {}))


async def test_a_comment_needs_a_discussion_group(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    await presses(newsroom, card, "Ещё", "Параметры")
    answer = await newsroom.press("💬 Комментарий под постом", card)
    assert answer["show_alert"] is True
    assert "нет группы обсуждений" in answer["text"]
    newsroom.world.add_group(GROUP, "Обсуждение", owner_id=ANNA)
    newsroom.world.link(CHANNEL, GROUP)
    await presses(newsroom, card, "Ещё", "Параметры", "💬 Комментарий под постом")
    words = "Вопросы — сюда"
    bold = {"type": "bold", "offset": 0, "length": 7}
    await newsroom.say(BORIS, words, entities=[bold])
    await newsroom.until(lambda: "💬 комментарий" in text(newsroom.card() or {}))
    comment = (await options(newsroom)).comment
    assert comment is not None
    assert (comment.text, comment.entities[0].type) == (words, "bold")
    card = newsroom.card() or {}
    await presses(newsroom, card, "Ещё", "Параметры", "💬 Комментарий под постом")
    assert "Сейчас: Вопросы — сюда" in text(newsroom.by_bot(BORIS)[-1])
    await newsroom.say(BORIS, "-")
    await newsroom.until(lambda: "💬" not in text(newsroom.card() or {}))


@pytest.mark.parametrize("data", ["d:pin:1:1:-7", "d:expire:1:1:-1", "d:expire:1:1:99999999999"])
async def test_a_forged_period_does_nothing(newsroom: Newsroom, data: str) -> None:
    card = await newsroom.hand_in(PARK)
    answer = await raw_press(newsroom, card["message_id"], data)
    assert answer == "Эта кнопка больше не работает."
    assert await options(newsroom) == Options()


async def test_of_two_presses_at_once_one_wins(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    await presses(newsroom, card, "Ещё", "Параметры", "📌 Закрепить")
    shown = buttons(newsroom.world.message(BORIS, card["message_id"]))
    both = [
        newsroom.world.press(BORIS, BORIS, card["message_id"], shown[label])
        for label in ("1 час", "1 день")
    ]
    first, second = [await newsroom.world.callback_answer(query, 10) for query in both]
    assert "text" not in first
    assert second["text"] == "Карточка устарела, обновил её."
    assert (await options(newsroom)).pin == Pin(timedelta(hours=1))

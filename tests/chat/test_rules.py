"""The rules of a channel: every press shows its effect, every answer is taken or refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.chat.callbacks import RuleButton, SwitchButton, ZoneButton
from tests.chat.desks import SECOND, add_channel, again
from tests.chat.releases import BRIDGE, PARK
from tests.chat.test_card import raw_press
from tests.newsroom import ANNA, BORIS, Message, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


async def rules(newsroom: Newsroom) -> Message:
    menu = await newsroom.say(ANNA, "/settings")
    await newsroom.press("Правила канала ›", menu, ANNA)
    return again(newsroom, menu)


async def main_channel(newsroom: Newsroom) -> Any:
    return await newsroom.app.store.run(lambda tx: tx.channels.main())


async def test_presses_go_through_the_values_and_show_them(newsroom: Newsroom) -> None:
    menu = await rules(newsroom)
    assert "• Промежуток: 1 минута" in text(menu)
    for label in ("Промежуток", "Опоздание", "Возраст", "Четыре глаза", "Пустая очередь"):
        await newsroom.press(label, menu, ANNA)
    await newsroom.press("Жизнь черновика", menu, ANNA)
    shown = text(again(newsroom, menu))
    assert "• Промежуток: 5 минут" in shown
    assert "• Опоздание: позже чем на 6 часов — решает редактор" in shown
    assert "• Возраст: 18+" in shown
    assert "• Четыре глаза: ничего не выходит по слову одного" in shown
    assert "• Жизнь черновика: 30 дней" in shown
    assert "• Пустая очередь: предупредить за 6 часов" in shown
    channel = await main_channel(newsroom)
    assert channel.least_gap == timedelta(minutes=5)
    # What the chat has set, a restart with other settings does not undo.
    newsroom.overrides = {"age_mark": "6+", "timezone": "Europe/Moscow"}
    await newsroom.stop_bot()
    await newsroom.start_bot()
    assert (await newsroom.hand_in(PARK)) is not None
    preview = newsroom.by_bot(BORIS)[-2]
    assert text(preview).endswith("(18+)")
    assert (await main_channel(newsroom)).timezone == "Asia/Vladivostok"


@pytest.mark.parametrize(
    ("label", "wrong", "refusal", "right", "shown"),
    [
        ("Тихие часы", "ночью", "Не понимаю", "с 23 до 7", "• Тихие часы: 23:00-07:00"),
        ("Утро", "25:00", "25:00", "8:30", "• Утро: 08:30"),
        ("Дежурный лист", "9:00 когда-то", "когда-то", "18:00, 8:30", "лист: 08:30, 18:00"),
        ("Дежурный лист", "1 2 3 4 5 6 7", "не больше 6 в день", "-", "лист: нет"),
    ],
)
async def test_what_is_written_is_taken_or_refused(
    newsroom: Newsroom, label: str, wrong: str, refusal: str, right: str, shown: str
) -> None:
    await newsroom.press(label, await rules(newsroom), ANNA)
    assert refusal.lower() in text(await newsroom.say(ANNA, wrong)).lower()
    assert shown in text(await newsroom.say(ANNA, right))


async def test_another_zone_asks_what_the_queue_keeps(newsroom: Newsroom) -> None:
    await newsroom.hand_in(BRIDGE)
    await newsroom.say(BORIS, "/at 1 завтра в 9:00")
    menu = await rules(newsroom)
    await newsroom.press("Часовой пояс", menu, ANNA)
    await newsroom.press("Иркутск 12:20", again(newsroom, menu), ANNA)
    asked = again(newsroom, menu)
    assert text(asked).splitlines() == [
        "В очереди 1 пост. Что сохранить в поясе Иркутск?",
        "• № 1 · Мост через Чёрную речку закроют на два дня: на часах завтра, 25 ноября, в 09:00; "
        "если сохранить момент — завтра, 25 ноября, в 07:00",
    ]
    await newsroom.press("Сохранить время на часах", asked, ANNA)
    assert "• Часовой пояс: Иркутск, сейчас 12:20" in text(again(newsroom, menu))
    assert "09:00" in text(await newsroom.say(BORIS, "/queue"))

    await newsroom.press("Часовой пояс", menu, ANNA)
    await newsroom.press("Другой пояс", again(newsroom, menu), ANNA)
    assert text(await newsroom.say(ANNA, "Нарния")).startswith("Не знаю пояса «Нарния».")
    asked = await newsroom.say(ANNA, "москва")
    await newsroom.press("Сохранить моменты", asked, ANNA)
    assert "04:00" in text(await newsroom.say(BORIS, "/queue"))


async def test_skipped_and_passed_times_are_said_aloud(newsroom: Newsroom) -> None:
    await newsroom.hand_in(BRIDGE)
    await newsroom.say(BORIS, "/at 1 через 30 минут")
    await newsroom.hand_in(PARK)
    await newsroom.say(BORIS, "/at 2 28.03.2027 2:30")
    menu = await rules(newsroom)
    await newsroom.press("Часовой пояс", menu, ANNA)
    await newsroom.press("Другой пояс", again(newsroom, menu), ANNA)
    # In Berlin the clocks skip 2:30 that night; in Kamchatka 14:50 is over.
    asked = text(await newsroom.say(ANNA, "Europe/Berlin"))
    assert "переводят вперёд" in asked
    await newsroom.press("‹ Назад", None, ANNA)
    await newsroom.press("Часовой пояс", None, ANNA)
    label = next(b for b in buttons(newsroom.by_bot(ANNA)[-1]) if b.endswith("16:20"))
    await newsroom.press(label, None, ANNA)
    assert "это время уже прошло" in text(newsroom.by_bot(ANNA)[-1])


async def test_only_those_who_lead_the_channel_change_it(newsroom: Newsroom) -> None:
    menu = await newsroom.say(BORIS, "/settings")
    forged = (
        RuleButton(act="next", what="four_eyes", channel=1),
        RuleButton(act="ask", what="quiet", channel=1),
        RuleButton(act="off", what="desk", channel=1),
        ZoneButton(act="pick", channel=1, zone="Asia/Irkutsk"),
    )
    for data in forged:
        said = await raw_press(newsroom, menu["message_id"], data.pack())
        assert said == "Это может только владелец или главный редактор."
    assert (await main_channel(newsroom)).timezone == "Asia/Vladivostok"


async def test_each_view_of_a_channel_switches_to_the_other_and_is_remembered(
    newsroom: Newsroom,
) -> None:
    await add_channel(newsroom)
    await newsroom.hand_in(PARK, ANNA)
    shown = await newsroom.say(ANNA, "/drafts")
    assert "• Хабаровские вести" in buttons(shown)
    await newsroom.press(SECOND, shown, ANNA)
    assert text(again(newsroom, shown)) == "Черновиков нет. Пришлите релиз."
    assert f"• {SECOND}" in buttons(again(newsroom, shown))
    for command in ("/queue", "/sent", "/failed", "/slots", "/editors", "/settings"):
        assert f"• {SECOND}" in buttons(await newsroom.say(ANNA, command)), command
    menu = newsroom.by_bot(ANNA)[-1]
    await newsroom.press("Хабаровские вести", menu, ANNA)
    assert text(newsroom.by_bot(ANNA)[-2]).endswith("Наш телеграм-канал @khabvesti (16+)")
    assert f"• {SECOND}" not in buttons(await newsroom.say(ANNA, "/queue"))
    # Boris has one channel and nothing to choose.
    labels = buttons(await newsroom.say(BORIS, "/queue"))
    assert not [label for label in labels if label.startswith("• ") or label == SECOND]
    forged = SwitchButton(view="drafts", channel=2).pack()
    refused = await raw_press(newsroom, newsroom.by_bot(BORIS)[-1]["message_id"], forged)
    assert refused.startswith("Такого канала больше нет.")

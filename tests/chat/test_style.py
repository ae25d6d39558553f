"""/settings: the house style is changed by buttons, shown on a sample, and posts look so."""

from __future__ import annotations

import pytest

from tests.chat.releases import BRIDGE, PARK
from tests.chat.test_card import raw_press
from tests.newsroom import ANNA, BORIS, Message, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")

QUOTED = "Мы ждали этот парк пять лет"


async def settings(newsroom: Newsroom) -> Message:
    return await newsroom.say(ANNA, "/settings")


def shown(newsroom: Newsroom) -> tuple[Message, Message]:
    """The sample and the menu that stand last in the owner's chat."""
    sample, menu = newsroom.by_bot(ANNA)[-2:]
    return sample, menu


async def test_the_menu_stands_below_a_sample_of_the_style(newsroom: Newsroom) -> None:
    menu = await settings(newsroom)
    assert "• порядок: заголовок, подзаголовок, текст" in text(menu)
    assert "• цитаты: сворачиваются длиннее 400 знаков" in text(menu)
    sample, _ = shown(newsroom)
    assert text(sample).endswith("Наш телеграм-канал @khabvesti (16+)")
    assert {"bold", "blockquote"} <= {e["type"] for e in sample["entities"]}


async def test_a_change_is_shown_at_once_in_place_of_the_sample_before(newsroom: Newsroom) -> None:
    menu = await settings(newsroom)
    count = len(newsroom.by_bot(ANNA))
    await newsroom.press("Хештеги", menu, ANNA)
    await newsroom.press("Хештеги", None, ANNA)
    sample, menu = shown(newsroom)
    assert "#" not in text(sample)
    assert "• хештеги: нет" in text(menu)
    assert len(newsroom.by_bot(ANNA)) == count


async def test_the_next_post_has_the_new_look_and_a_queued_one_keeps_its_own(
    newsroom: Newsroom,
) -> None:
    await newsroom.press("В очередь", await newsroom.hand_in(BRIDGE))
    await newsroom.hand_in(PARK)
    menu = await settings(newsroom)
    await newsroom.press("Эмодзи", menu, ANNA)
    await newsroom.say(ANNA, "📰")
    await newsroom.press("Подпись", None, ANNA)
    await newsroom.say(ANNA, "Подписывайтесь: {channel}")
    sample, menu = shown(newsroom)
    assert text(sample).startswith("📰 ")
    assert text(sample).endswith("Подписывайтесь: @khabvesti")

    await newsroom.press("Сейчас", await newsroom.hand_in("Зима пришла\n\nВ городе выпал снег."))
    assert text((await newsroom.published(1))[0]) == (
        "📰 Зима пришла\n\nВ\u00a0городе выпал снег.\n\nПодписывайтесь: @khabvesti"
    )
    await newsroom.pass_time(minutes=41)
    assert text((await newsroom.published(2))[1]).endswith("Наш телеграм-канал @khabvesti (16+)")

    await newsroom.say(BORIS, "/post 2")  # a draft is drawn anew when it is opened
    await newsroom.settled()
    assert text(newsroom.by_bot(BORIS)[-2]).startswith("📰 Мэр открыл")
    answer = await newsroom.press("Сейчас", newsroom.card())
    assert answer["text"] == "Публикую…"


async def test_elements_are_hidden_shown_and_moved(newsroom: Newsroom) -> None:
    await newsroom.press("Порядок", await settings(newsroom), ANNA)
    _, menu = shown(newsroom)
    await newsroom.press("✅ подпись", menu, ANNA)
    sample, menu = shown(newsroom)
    assert "@khabvesti" not in text(sample)
    await newsroom.press("▫️ подпись", menu, ANNA)
    sample, menu = shown(newsroom)
    assert text(sample).endswith("@khabvesti (16+)")
    rows = [[b["text"] for b in row] for row in menu["reply_markup"]["inline_keyboard"]]
    assert rows[0] == ["✅ заголовок", "↑", "↓"]
    data = {b["callback_data"] for row in menu["reply_markup"]["inline_keyboard"] for b in row}
    assert "s:up:hashtags:1" in data
    await raw_press(newsroom, menu["message_id"], "s:up:footer:1", ANNA)
    sample, menu = shown(newsroom)
    assert "#" in text(sample).rsplit("\n", 1)[-1]
    answer = await newsroom.press("✅ текст", menu, ANNA)
    assert answer["text"] == "Без текста поста не бывает."
    await newsroom.press("‹ Назад", menu, ANNA)
    assert "Хештеги" in buttons(shown(newsroom)[1])


async def test_what_a_new_style_leaves_out_of_a_draft_is_listed(newsroom: Newsroom) -> None:
    await newsroom.hand_in(PARK)
    await raw_press(
        newsroom, (await settings(newsroom))["message_id"], "s:switch:headline:1", ANNA
    )
    card = await newsroom.say(BORIS, "/post 1")
    assert not text(newsroom.by_bot(BORIS)[-2]).startswith("Мэр открыл")
    await newsroom.press("Ещё", card)
    await newsroom.press("Что убрано", card)
    listed = newsroom.by_bot(BORIS)[-1]
    assert "• Мэр открыл новый парк на улице Тихой — не входит в оформление" in text(listed)


@pytest.mark.parametrize(
    ("button", "said", "refusal"),
    [
        ("Эмодзи", "новости", "Это не эмодзи. Пришлите один или «-», если он не нужен."),
        ("Эмодзи", "!", "Это не эмодзи. Пришлите один или «-», если он не нужен."),
        (
            "Подпись",
            "Ещё: {link}",
            "Не знаю, что подставить вместо {link}. Знаю {channel}, {age}.",
        ),
        ("Подпись", "а" * 201, "Подпись длиннее 200 знаков: сократите."),
        ("Подпись", "а" * 4000, "Подпись длиннее 200 знаков: сократите."),
    ],
)
async def test_what_cannot_be_is_refused_and_the_question_stays(
    newsroom: Newsroom, button: str, said: str, refusal: str
) -> None:
    await newsroom.press(button, await settings(newsroom), ANNA)
    assert text(await newsroom.say(ANNA, said)) == refusal
    await newsroom.say(ANNA, "-")
    name = {"Эмодзи": "эмодзи перед заголовком", "Подпись": "подпись"}[button]
    assert f"• {name}: нет" in text(shown(newsroom)[1])


async def test_an_editor_sees_the_style_and_changes_nothing(newsroom: Newsroom) -> None:
    menu = await newsroom.say(BORIS, "/settings")
    assert "Менять это может только владелец или главный редактор." in text(menu)
    assert buttons(menu) == {}
    only = "Это может только владелец или главный редактор."
    for data in ("s:next:hashtags:1", "s:switch:footer:1", "s:ask:emoji:1"):
        assert await raw_press(newsroom, menu["message_id"], data) == only
    assert "• хештеги: не больше 2" in text(await settings(newsroom))


FORGED = [
    "s:next:channel:1",
    "s:next:age_mark:1",
    "s:switch:zzz:1",
    "s:up:zzz:1",
    "s:ask:channel:1",
    "s:x:y:1",
]


@pytest.mark.parametrize("data", FORGED)
async def test_a_forged_field_is_answered_and_does_nothing(newsroom: Newsroom, data: str) -> None:
    menu = await settings(newsroom)
    before = text(menu)
    await raw_press(newsroom, menu["message_id"], data, ANNA)
    assert text(await settings(newsroom)) == before


async def test_long_quotations_fold_from_the_chosen_length(newsroom: Newsroom) -> None:
    menu = await settings(newsroom)
    for _ in range(4):  # 600, 1000, never, 200
        await newsroom.press("Цитаты", menu, ANNA)
        menu = shown(newsroom)[1]
    said = "Мы ждали этот парк пять лет, " * 8 + "и вот он открыт"
    await newsroom.hand_in(f"Парк открыли\n\nВ городе новый парк.\n\n«{said}», — сказал мэр.")
    preview = newsroom.by_bot(BORIS)[-2]
    assert "expandable_blockquote" in {e["type"] for e in preview["entities"]}

"""What an editor mends from the card: headline, capitals, cut lines, the look of one post."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bot.chat.texts.cuts import CUTS_SHOWN, page_of, pages
from bot.services.views import PostView, find
from bot.services.views import view as view_of
from bot.services.wishing import Wishing
from bot.store import Transaction
from tests.chat.releases import PARK
from tests.chat.test_card import raw_press
from tests.newsroom import BORIS, Message, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")

NAMELESS = """в субботу на улице Садовой прорвало трубу, воды нет в шести домах. Воду обещают \
дать к вечеру, до тех пор во дворы приедут цистерны."""

SHOUTED = """МОСТ ЧЕРЕЗ ЧЁРНУЮ РЕЧКУ ЗАКРОЮТ НА ДВА ДНЯ

Движение через Чёрную речку перекроют с пятницы, объезд пойдёт по улице Заводской."""


def seen(newsroom: Newsroom, message: Message) -> Message:
    return newsroom.world.message(BORIS, message["message_id"])


async def shown(newsroom: Newsroom, words: str) -> tuple[Message, Message]:
    """The preview that begins so, and the card below it."""

    def both() -> tuple[Message, Message] | None:
        messages = newsroom.by_bot(BORIS)
        for preview, card in pairwise(messages):
            if text(preview).startswith(words) and text(card).startswith("№ "):
                return preview, card
        return None

    found: tuple[Message, Message] = await newsroom.until(both)
    return found


async def test_a_headline_is_written_when_there_is_none(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(NAMELESS)
    await newsroom.press("Сейчас", card)
    question = seen(newsroom, card)
    assert text(question) == "№ 1: нет заголовка. Всё равно публиковать?"
    assert list(buttons(question)) == ["Да, без заголовка", "Написать заголовок", "Нет"]
    await newsroom.press("Написать заголовок", question)
    await newsroom.say(BORIS, "На Садовой прорвало трубу")
    preview, card = await shown(newsroom, "На Садовой прорвало трубу")
    assert preview["entities"][0]["type"] == "bold"
    assert "нет заголовка" not in text(card)
    await newsroom.press("Сейчас", card)
    (post,) = await newsroom.published(1)
    assert text(post) == text(preview)


async def test_a_headline_is_replaced_and_the_old_one_comes_back(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    for said in ("Парк с прудом открыт", "-"):
        await newsroom.press("Ещё", card)
        await newsroom.press("Заголовок", card)
        await newsroom.say(BORIS, said)
        _, card = await shown(newsroom, "Парк с" if said != "-" else "Мэр открыл новый парк")


async def test_too_long_a_headline_is_refused_and_the_question_stays(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    await newsroom.press("Ещё", card)
    await newsroom.press("Заголовок", card)
    refusal = "Заголовок длиннее 200 знаков: сократите."
    assert text(await newsroom.say(BORIS, "слово " * 40)) == refusal
    await newsroom.say(BORIS, "Короткий")
    await shown(newsroom, "Короткий")


async def test_a_headline_in_capitals_is_written_as_a_sentence_and_back(
    newsroom: Newsroom,
) -> None:
    card = await newsroom.hand_in(SHOUTED)
    assert "⚠️ Проверьте: заголовок набран прописными." in text(card)
    await newsroom.press("В очередь", card)
    question = seen(newsroom, card)
    assert list(buttons(question)) == ["Да, прописными", "Обычным регистром", "Нет"]
    await newsroom.press("Обычным регистром", question)
    _, card = await shown(newsroom, "Мост через Чёрную речку закроют")
    assert "прописными" not in text(card)
    await newsroom.press("Сейчас", card)
    question = seen(newsroom, card)
    assert "могли потеряться большие буквы имён" in text(question)
    assert list(buttons(question)) == ["Да, имена верны", "Написать заголовок", "Нет"]
    await newsroom.press("Нет", question)
    card = seen(newsroom, question)
    await newsroom.press("Ещё", card)
    await newsroom.press("Заголовок прописными", card)
    _, card = await shown(newsroom, "МОСТ ЧЕРЕЗ ЧЁРНУЮ РЕЧКУ")
    assert "⚠️ Проверьте: заголовок набран прописными." in text(card)


async def test_a_line_that_was_cut_is_put_back_and_published(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(f"{PARK}\n\nПодписывайтесь на наши новости в соцсетях")
    await newsroom.press("Ещё", card)
    await newsroom.press("Что убрано", card)
    listed = newsroom.by_bot(BORIS)[-1]
    label = next(label for label in buttons(listed) if label.startswith("Вернуть: Подписывайтесь"))
    answer = await newsroom.press(label, listed)
    assert answer["text"] == "Строка снова в посте."
    assert "• Подписывайтесь на наши новости в соцсетях — возвращено" in text(
        seen(newsroom, listed)
    )
    preview, card = await shown(newsroom, "Мэр открыл")
    assert "Подписывайтесь на наши новости" in text(preview)
    await newsroom.press("Сейчас", card)
    (post,) = await newsroom.published(1)
    assert "Подписывайтесь на наши новости" in text(post)


async def test_a_line_that_was_put_back_is_cut_again(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    await newsroom.press("Ещё", card)
    await newsroom.press("Что убрано", card)
    listed = newsroom.by_bot(BORIS)[-1]
    old = buttons(listed)["Вернуть: logo"]
    await newsroom.press("Вернуть: logo", listed)
    await newsroom.until(lambda: "logo" in text(newsroom.by_bot(BORIS)[-2]))
    answer = await raw_press(newsroom, listed["message_id"], old)
    assert answer == "Список устарел, обновил его."
    await newsroom.press("Убрать: logo", seen(newsroom, listed))
    await newsroom.until(lambda: "logo" not in text(newsroom.by_bot(BORIS)[-2]))
    assert "Вернуть: logo" in buttons(seen(newsroom, listed))


@pytest.mark.parametrize(
    "data", ["k:back:1:1:99", "k:again:1:1:0", "k:page:1:1:-7", "k:zzz:1:1:0"]
)
async def test_a_forged_line_is_answered_and_changes_nothing(
    newsroom: Newsroom, data: str
) -> None:
    card = await newsroom.hand_in(PARK)
    before = text(newsroom.by_bot(BORIS)[-2])
    await raw_press(newsroom, card["message_id"], data)
    await newsroom.say(BORIS, "/post 1")
    await newsroom.settled()
    assert text(newsroom.by_bot(BORIS)[-2]) == before


async def test_link_previews_of_one_post_are_switched_on(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(f"{PARK}\n\nКарта парка: https://example.org/park")
    await newsroom.press("Ещё", card)
    await newsroom.press("Параметры", card)
    await newsroom.press("Ссылки: без предпросмотра", card)
    _, card = await shown(newsroom, "Мэр открыл")
    await newsroom.press("Ещё", card)
    await newsroom.press("Параметры", card)
    await newsroom.press("Ссылки: предпросмотр под текстом", card)
    _, card = await shown(newsroom, "Мэр открыл")
    await newsroom.press("Сейчас", card)
    (post,) = await newsroom.published(1)
    assert post["link_preview_options"]["show_above_text"] is True


TIMETABLE = """Где закроют улицы в выходные

Улица | С какого часа | До какого часа
Тихая | 09:00 | 18:00
Заводская | 10:00 | 16:00
Речная | 08:00 | 20:00

Автобусы поедут в объезд."""


async def test_one_post_goes_out_as_one_rich_message(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(TIMETABLE)
    await newsroom.press("Ещё", card)
    await newsroom.press("Параметры", card)
    await newsroom.press("Одним расширенным сообщением", card)
    await newsroom.until(lambda: "одно расширенное сообщение" in text(newsroom.card() or {}))
    card = newsroom.card() or {}
    assert "rich_message" in newsroom.by_bot(BORIS)[-2]
    await newsroom.press("Сейчас", card)
    (post,) = await newsroom.published(1)
    assert "table" in [block["type"] for block in post["rich_message"]["blocks"]]


async def test_a_rich_post_becomes_usual_messages_again(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(TIMETABLE)
    for label in ("Одним расширенным сообщением", "Обычными сообщениями"):
        for button in ("Ещё", "Параметры", label):
            await newsroom.press(button, card)
        await newsroom.settled()
        card = newsroom.card() or {}
    assert text(newsroom.by_bot(BORIS)[-2]).startswith("Где закроют улицы")
    assert "расширенное" not in text(card)


async def test_a_hashtag_that_the_style_leaves_out_comes_back(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(f"{PARK}\n\n#парк #пруд #прогулка")
    await newsroom.press("Ещё", card)
    await newsroom.press("Что убрано", card)
    listed = newsroom.by_bot(BORIS)[-1]
    assert "#прогулка — не входит в оформление" in text(listed)
    await newsroom.press("Вернуть: #прогулка", listed)
    await newsroom.until(lambda: "#прогулка" in text(newsroom.by_bot(BORIS)[-2]))
    listed = seen(newsroom, listed)
    assert "Убрать: #прогулка" in buttons(listed)
    assert "Вернуть: #прогулка" not in buttons(listed)


async def test_every_line_that_was_put_back_can_be_cut_again(newsroom: Newsroom) -> None:
    lines = [f"Просмотров: {number}" for number in range(11, 31)]
    await newsroom.hand_in("\n\n".join([PARK, *lines]))
    wishing = Wishing(newsroom.app.store, newsroom.clock)
    for _ in lines:
        view = await newsroom.app.store.run(lambda tx: last_view(tx, newsroom))
        await wishing.put_back(1, view.row.version, 0, BORIS)
    view = await newsroom.app.store.run(lambda tx: last_view(tx, newsroom))
    shown_again = [entry.text for page in range(pages(view)) for entry in page_of(view, page)]
    assert set(lines) < set(shown_again)
    assert all(len(page_of(view, page)) <= CUTS_SHOWN for page in range(pages(view)))


async def last_view(tx: Transaction, newsroom: Newsroom) -> PostView:
    """The first post as its card shows it."""
    return await view_of(tx, await find(tx, 1), newsroom.clock.now())

"""What is to be checked is asked about, one thing after another, before readers see it."""

from __future__ import annotations

import pytest

from tests.chat.releases import PARK
from tests.chat.test_card import raw_press
from tests.newsroom import BORIS, Message, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")

# No headline, advertising without its label, 18+: three questions.
SALE = """в субботу в клубе на Набережной пройдёт концерт для взрослых. Успейте купить билеты, \
скидки действуют до пятницы. Возрастное ограничение 18+."""
YES = ["Да, без заголовка", "Да, это не реклама", "Да, публиковать 18+"]


def seen(newsroom: Newsroom, message: Message) -> Message:
    return newsroom.world.message(BORIS, message["message_id"])


async def hand_in_sale(newsroom: Newsroom) -> Message:
    card = await newsroom.hand_in(SALE)
    for said in ("нет заголовка", "реклам", "материал 18+"):
        assert said in text(card)
    assert text(card).count("⚠️ Проверьте: ") == 3
    return card


async def acts(newsroom: Newsroom) -> list[tuple[str, str]]:
    """The log of acts, without its beginning."""
    from sqlalchemy import text as sql

    async def work(tx: object) -> list[tuple[str, str]]:
        query = sql(
            "SELECT act, after FROM audit WHERE post_id = 1 AND act != 'draft' ORDER BY id"
        )
        return [tuple(row) for row in await tx._connection.execute(query)]  # type: ignore[attr-defined]

    return await newsroom.app.store.run(work)


async def test_each_is_asked_in_turn_then_the_post_is_queued_at_once(newsroom: Newsroom) -> None:
    card = await hand_in_sale(newsroom)
    await newsroom.press("В очередь", card)
    for yes in YES:
        question = seen(newsroom, card)
        assert text(question).startswith("№ 1: ")
        assert text(question).endswith("Всё равно публиковать?")
        assert next(iter(buttons(question))) == yes
        answer = await newsroom.press(yes, question)
    assert answer["text"] == "В очереди: сегодня, 24 ноября, в 15:00."
    assert "В очереди: сегодня, 24 ноября, в 15:00." in text(seen(newsroom, card))
    assert text(seen(newsroom, card)).count("✅ Проверено: ") == 3
    assert [act for act, _ in await acts(newsroom)] == ["confirm", "confirm", "confirm", "queue"]

    await newsroom.pass_time(minutes=41)
    assert len(await newsroom.published(1)) == 1


async def test_now_by_a_command_asks_the_same(newsroom: Newsroom) -> None:
    card = await hand_in_sale(newsroom)
    question = await newsroom.say(BORIS, "/now 1")
    for yes in YES:
        assert newsroom.channel() == []
        await newsroom.press(yes, question)
    await newsroom.published(1)
    assert "Вышел" in text(seen(newsroom, card))


async def test_no_brings_the_card_back_and_a_given_yes_is_not_asked_again(
    newsroom: Newsroom,
) -> None:
    card = await hand_in_sale(newsroom)
    await newsroom.press("Сейчас", card)
    await newsroom.press(YES[0], card)
    await newsroom.press("Нет", card)
    assert "✅ Проверено: нет заголовка." in text(seen(newsroom, card))
    assert newsroom.channel() == []
    await newsroom.press("Сейчас", card)
    assert next(iter(buttons(seen(newsroom, card)))) == YES[1]


async def test_a_double_yes_answers_one_question(newsroom: Newsroom) -> None:
    card = await hand_in_sale(newsroom)
    await newsroom.press("В очередь", card)
    data = buttons(seen(newsroom, card))[YES[0]]
    for _ in range(2):
        await raw_press(newsroom, card["message_id"], data)
    assert next(iter(buttons(seen(newsroom, card)))) == YES[1]
    assert [act for act, _ in await acts(newsroom)] == ["confirm"]


FORGED = ("p:queue!:1:1", "p:now!:1:1", "t:1:1:1795500000", "c:1:1:7:now:0", "c:1:1:-1:now:0")


@pytest.mark.parametrize("data", FORGED)
async def test_no_forged_press_goes_round_the_questions(newsroom: Newsroom, data: str) -> None:
    card = await hand_in_sale(newsroom)
    await raw_press(newsroom, card["message_id"], data)
    await newsroom.pass_time(hours=9)
    await newsroom.settled()
    assert newsroom.channel() == []
    assert "1 черновик" in text(await newsroom.say(BORIS, "/drafts"))


@pytest.mark.parametrize("act", ["zzz", "delete", "queue!"])
async def test_a_consent_with_a_forged_act_publishes_nothing(newsroom: Newsroom, act: str) -> None:
    card = await hand_in_sale(newsroom)
    answer = await raw_press(newsroom, card["message_id"], f"c:1:1:0:{act}:0")
    assert answer == "Эта кнопка больше не работает."
    assert "1 черновик" in text(await newsroom.say(BORIS, "/drafts"))


async def test_a_new_text_asks_anew(newsroom: Newsroom) -> None:
    card = await hand_in_sale(newsroom)
    await newsroom.press("В очередь", card)
    for yes in YES:
        await newsroom.press(yes, card)
    await newsroom.press("Правка", card)
    await newsroom.say(BORIS, SALE.replace("субботу", "пятницу"))
    await newsroom.until(lambda: text(newsroom.card() or {}).count("⚠️ Проверьте: ") == 3)
    assert "Черновик" in text(newsroom.card() or {})


async def test_another_rubric_keeps_the_consents_and_the_place_in_the_queue(
    newsroom: Newsroom,
) -> None:
    card = await hand_in_sale(newsroom)
    await newsroom.press("В очередь", card)
    for yes in YES:
        await newsroom.press(yes, card)
    version_of_rubric = f"p:rubric:1:{buttons(seen(newsroom, card))['Сейчас'].rsplit(':', 1)[1]}"
    await raw_press(newsroom, card["message_id"], version_of_rubric)
    await newsroom.say(BORIS, "Афиша")
    await newsroom.until(lambda: "Рубрика: Афиша" in text(newsroom.card() or {}))
    assert "В очереди" in text(newsroom.card() or {})
    assert text(newsroom.card() or {}).count("✅ Проверено: ") == 3


async def test_a_post_that_nothing_speaks_against_is_not_asked_about(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(PARK)
    assert "Проверьте" not in text(card)
    await newsroom.press("Сейчас", card)
    assert len(await newsroom.published(1)) == 1


HELD_BACK = """Не публиковать до 10:00 25 ноября

В крае открыли новый завод

Завод начал работу в посёлке Южном, на нём работают двести человек."""


@pytest.mark.parametrize(
    ("line", "said", "yes"),
    [
        ("Подробности: http://example.org/news", "ссылка без https: http://example.org/news",
         "Да, ссылка верная"),
        ("Спрашивайте Анну Петрову, +7 914 000-11-22.", "личные данные: +7 914 000-11-22",
         "Да, это рабочий телефон"),
    ],
)  # fmt: skip
async def test_the_question_names_what_it_is_about(
    newsroom: Newsroom, line: str, said: str, yes: str
) -> None:
    card = await newsroom.hand_in(f"Завод открыли в Южном\n\nОн начал работу в среду.\n\n{line}")
    assert said in text(card)
    await newsroom.press("Сейчас", card)
    assert said in text(seen(newsroom, card))
    await newsroom.press(yes, card)
    assert len(await newsroom.published(1)) == 1


async def test_an_embargo_that_is_over_is_no_matter_any_more(newsroom: Newsroom) -> None:
    card = await newsroom.hand_in(HELD_BACK.replace("25 ноября", "20 ноября"))
    assert "Эмбарго" not in text(card)
    await newsroom.press("Сейчас", card)
    assert len(await newsroom.published(1)) == 1

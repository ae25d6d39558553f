"""What everybody may know: corrections, the imprint, the menu, the language."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.correction import Correction
from bot.domain.errors import InputError
from bot.planning import Office
from bot.store import Transaction
from tests.chat.releases import PARK
from tests.newsroom import ANNA, BORIS, GLEB, VERA, Newsroom, buttons, text

pytestmark = pytest.mark.usefixtures("desk")


async def test_corrections_are_public_and_paged(newsroom: Newsroom) -> None:
    assert "пока ничего не пришлось" in text(await newsroom.say(VERA, "/corrections"))
    await newsroom.hand_in(PARK)
    await newsroom.say(BORIS, "/now 1")
    await newsroom.published(1)

    async def correct(tx: Transaction) -> None:
        for number in range(7):
            made = Correction("fact", f"Факт {number}", newsroom.clock.now())
            await tx.corrections.add(1, made, BORIS)
        await tx.corrections.add(1, Correction("typo", "", newsroom.clock.now()), BORIS)

    await newsroom.app.store.run(correct)
    page = await newsroom.say(VERA, "/corrections")
    assert "Факт 6" in text(page)
    assert "Факт 1" not in text(page)
    assert "Страница 1 из 2" in text(page)
    assert "Борис" not in text(page)
    links = [entity["url"] for entity in page["entities"] if entity["type"] == "text_link"]
    assert set(links) == {f"https://t.me/khabvesti/{newsroom.channel()[0]['message_id']}"}
    await newsroom.press("Раньше ›", page, VERA)
    assert "Факт 0" in text(newsroom.world.message(VERA, page["message_id"]))


async def test_the_imprint_is_set_by_the_desk(newsroom: Newsroom) -> None:
    settings = await newsroom.say(ANNA, "/settings")
    await newsroom.press("Читателям ›", settings, ANNA)
    for label, words in (
        ("СМИ", "Хабаровские вести"),
        ("Регистрация", "ЭЛ № ФС 77-00000"),
        ("Контакты", "news@example.org"),
        ("Часы работы", "с утра до ночи"),
        ("Часы работы", "будни 9-18, сб 10:00-14:00"),
    ):
        menu = next(m for m in reversed(newsroom.by_bot(ANNA)) if label in buttons(m))
        await newsroom.press(label, menu, ANNA)
        said = await newsroom.say(ANNA, words)
        assert ("Не понимаю часы" in text(said)) is (words.startswith("с утра"))
        if words.startswith("с утра"):
            await newsroom.say(ANNA, "-")
    for channel in (-1, 0, 2**70):  # forged
        menu = newsroom.by_bot(ANNA)[-1]["message_id"]
        query = newsroom.world.press(ANNA, ANNA, menu, f"im:ask:office:{channel}")
        assert "канала больше нет" in (await newsroom.world.callback_answer(query))["text"]
    about = text(await newsroom.say(VERA, "/about"))
    for line in ("16+", "ЭЛ № ФС 77-00000", "news@example.org", "t.me/khabvesti", "пн-пт 09:00"):
        assert line in about


async def test_start_menu_and_language(newsroom: Newsroom) -> None:
    start = text(await newsroom.say(VERA, "/start ' OR 1=1 --"))
    assert "/suggest" in start
    assert "/privacy" in start
    assert len(start.splitlines()) <= 10
    theirs = await newsroom.menus(VERA)
    assert theirs == [
        "latest", "search", "rubrics", "subscribe", "digest", "suggest", "feedback",
        "corrections", "about", "lang", "forgetme", "help",
    ]  # fmt: skip
    offer = await newsroom.say(GLEB, "/lang")
    await newsroom.press("Русский", offer, GLEB)
    assert "прислать новость" in text(await newsroom.say(GLEB, "/help"))
    offer = await newsroom.say(GLEB, "/lang")
    await newsroom.press("Как в Telegram", offer, GLEB)
    assert "send news" in text(await newsroom.say(GLEB, "/help"))
    assert text(await newsroom.say(GLEB, "/lang RU")) == "Теперь я говорю по-русски."
    assert text(await newsroom.say(GLEB, "/lang en")) == "I speak English now."
    assert text(await newsroom.say(GLEB, "/lang xx")) == "In which language shall I speak?"


def test_office_hours() -> None:
    zone = ZoneInfo("Asia/Vladivostok")
    office = Office.parse("пн-пт 9:00-18:00; сб 10.00 – 14:00")
    assert str(office) == "пн-пт 09:00-18:00; сб 10:00-14:00"
    assert Office.parse(str(office)) == office
    friday_evening = datetime(2026, 11, 27, 9, tzinfo=UTC)  # 19:00 there
    opens = office.next_opening(friday_evening, zone)
    assert opens is not None
    assert f"{opens:%a %H:%M}" == "Sat 10:00"
    assert office.next_opening(datetime(2026, 11, 27, 7, 59, tzinfo=UTC), zone) is None
    assert not Office.parse("-")
    assert str(Office.parse("10-19")) == "ежедневно 10:00-19:00"
    for wrong in ("9-18 19-20", "пн 18-9", "пн 25-26", "мурр 9-18", "пн 9-18 по записи"):
        with pytest.raises(InputError, match="office hours"):
            Office.parse(wrong)

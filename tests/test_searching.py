"""What readers' words find, and what becomes of words that nobody means well with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.text import FormattedText
from bot.services.finding import Finding
from bot.store import Store, Transaction
from bot.store.rows import ArchiveRow
from tests.store.test_store import add_channel

NOW = datetime(2026, 11, 26, 3, tzinfo=UTC)  # 13:00 in Khabarovsk

POSTS = {
    1: ("2025-10-05", "Мэром Хабаровска избран Иванов\nВыборы прошли спокойно. #Город"),
    2: ("2026-10-01", "Отключение горячей воды\nВоду отключат на улице Ленина. #ЖКХ"),
    3: ("2026-10-20", "Ёлку привезли\nНа площадь Ленина доставили новогоднюю ёлку. #Город"),
    4: ("2026-11-03", "Демешин провёл совещание\nГубернатор говорил о воде и дорогах."),
    5: ("2026-11-25", "Матч перенесён\nСтадион имени Ленина закрыт, воды нет. #Спорт"),
}


@pytest.fixture
async def finding(url: str) -> AsyncIterator[Finding]:
    store = await Store.open(url)

    class Clock:
        def now(self) -> datetime:
            return NOW

    async def lay(tx: Transaction) -> None:
        await tx.channels.make_main((await add_channel(tx)).id)
        await tx.archive.add_many([
            ArchiveRow(1, number, None, None, "text", FormattedText(text), (), None,
                       datetime.fromisoformat(day).replace(hour=3, tzinfo=UTC))
            for number, (day, text) in POSTS.items()
        ])  # fmt: skip

    await store.run(lay)
    yield Finding(store, Clock())
    await store.close()


async def numbers(finding: Finding, words: str, rubric: str | None = None) -> list[int]:
    page = await finding.search(words, rubric=rubric)
    return [each.numbers[0] for each in page.found]


async def test_words_are_found_in_all_their_forms(finding: Finding) -> None:
    for words, expected in {
        "мэр Хабаровска": [1],
        "мэру хабаровск": [1],
        "елка": [3],
        "ЁЛКИ": [3],
        "вода": [2, 4, 5],
        "демешина": [4],
        "«улице Ленина»": [2],
        '"Ленина улице"': [],
        "#жкх": [2],
        "ленин #Город": [3],
        "ленин за октябрь": [2, 3],
        "с 1 по 5 ноября": [4],
        "вчера": [5],
        "2025": [1],
    }.items():
        assert sorted(await numbers(finding, words)) == expected, words
    assert (await numbers(finding, "вода"))[0] == 2  # it is in the first line
    assert await numbers(finding, "ленин", "#Город") == [3]
    page = await finding.search("воды")
    shown = page.found[0]
    assert (shown.title, str(shown.snippet)) == (
        "Отключение горячей воды", "Воду отключат на улице Ленина. #ЖКХ",
    )  # fmt: skip
    assert [(e.type, e.offset, e.length) for e in shown.snippet.entities] == [("bold", 0, 4)]
    assert set(page.rubrics) == {"#ЖКХ", "#Спорт"}


async def test_slips_are_put_right_and_what_can_not_be_is_said(finding: Finding) -> None:
    page = await finding.search("отключенее воды")
    assert ([each.numbers[0] for each in page.found], page.instead) == ([2], "отключение воды")
    page = await finding.search("cnflbjy")
    assert ([each.numbers[0] for each in page.found], page.instead) == ([5], "стадион")
    page = await finding.search("ёлка за ноябрь")
    assert ([each.numbers[0] for each in page.found], page.loosened) == ([3], "period")
    page = await finding.search("ёлка с динозаврами")
    assert ([each.numbers[0] for each in page.found], page.loosened) == ([3], "words")
    page = await finding.search("динозавры")
    assert (page.found, page.total, page.pages) == ((), 0, 1)


async def test_nothing_that_a_reader_writes_breaks_it(finding: Finding) -> None:
    troubles = {
        "": "empty", "   ": "empty", "🙂🙂": "empty", '"': "empty", "«»": "empty", "***": "empty",
        "#": "empty", "я": "short", "a b": "short", "и в на": "small", "я" * 4000: "long",
        "вода " * 800: "long",
    }  # fmt: skip
    for words, trouble in troubles.items():
        assert (await finding.search(words)).trouble == trouble, words
    for words in (
        "вода AND", "NOT вода", "NEAR(вода мэр, 2)", "вода*", '"вода', "title:вода", "вода^2",
        "'; DROP TABLE posts; --", "вода' | 'x", "a\\b c\\", "{вода}", "-вода", "(((", "вода\x00",
        "\ud83d вода", "#'); --", "за 99 недель", "с 31 по 32 ноября", "0" * 200, "²⅓ ½½",
        "＃вода", "é́̂", "مرحبا بالعالم", "水道 停水", "x" * 199, "2025-99-99", "за 999 лет",
        "99.99.9999", "«" * 100, '"вода" ' * 20, "а-б-в-г-д", "\u202eвода", "%_вода%",
        "вода\n\n\nмэр", "NEAR",
    ):  # fmt: skip
        page = await finding.search(words)
        assert page.trouble in (None, "empty", "short", "small"), words
        await finding.search("вода", number=10**12, rubric=words)


async def test_the_latest_are_read_to_and_fro(finding: Finding) -> None:
    first = await finding.latest(2)
    assert ([each.numbers for each in first.found], first.older, first.newer) == (
        [(5,), (4,)], True, False,
    )  # fmt: skip
    second = await finding.latest(2, before=4)
    assert ([each.numbers for each in second.found], second.older, second.newer) == (
        [(3,), (2,)], True, True,
    )  # fmt: skip
    last = await finding.latest(2, before=2)
    assert ([each.numbers for each in last.found], last.older) == ([(1,)], False)
    back = await finding.latest(2, after=3)
    assert ([each.numbers for each in back.found], back.newer) == ([(5,), (4,)], False)
    assert first.found[0].at == datetime(2026, 11, 25, 3, tzinfo=UTC)
    assert timedelta(0) < NOW - first.found[0].at

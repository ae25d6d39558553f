"""What readers find stays true of the channel, whatever becomes of its messages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.post import Status
from bot.domain.terms import tag_key, terms
from bot.domain.text import FormattedText
from bot.domain.wanted import Phrase, Wanted, Word
from bot.services.tidying import tidy
from bot.store import Store, Transaction
from bot.store.rows import ArchiveRow
from bot.store.words import words_of
from bot.store.words.document import key_of, message_of
from tests.store.test_store import NOW, add_post


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    opened = await Store.open(url)
    yield opened
    await opened.close()


def message(
    number: int, words: str = "", group: str | None = None, post: int | None = None
) -> ArchiveRow:
    at = NOW + timedelta(minutes=number)
    return ArchiveRow(1, number, post, group, "text", FormattedText(words), (), None, at)


async def found(tx: Transaction, words: str = "", tag: str = "", phrase: str = "") -> list[int]:
    """The messages that all of it is found in, the newest first."""
    wanted = Wanted(
        tuple(Word(word, (word,)) for word in terms(words)),
        (Phrase(tuple(terms(phrase))),) if phrase else (),
        (tag_key(tag),) if tag else (),
    )
    index = words_of(tx._connection)
    keys = await index.find(wanted, key_of(1, 0), key_of(2, 0) - 1, 99)
    return [message_of(key) for key in keys]


async def test_words_follow_additions_edits_and_deletions(store: Store) -> None:
    async def work(tx: Transaction) -> None:
        await add_post(tx)
        album = [message(5, group="a"), message(6, "Ёлка зажглась\nв парке «Динамо»", "a")]
        for row in (message(3, "Сквер открыли #Город #Что_Происходит"), *album):
            await tx.archive.add(row)
            await tx.archive.add(row)  # once more: nothing happens
        assert await found(tx, "елка динамо") == [5]
        assert await found(tx, phrase="парке динамо") == [5]
        assert await found(tx, phrase="динамо парке") == []
        assert await found(tx, tag="#город") == [3]
        assert await found(tx, "город") == [3]
        assert await found(tx, tag="#чтоПроисходит") == [3]

        await tx.archive.mark(1, 6, text=FormattedText("Каток залили"))
        assert await found(tx, "елка") == []
        assert await found(tx, "каток") == [5]
        await tx.archive.mark(1, 5, deleted_at=NOW)
        assert await found(tx, "каток") == [6]
        await tx.archive.mark(1, 6, deleted_at=NOW)
        await tx.archive.mark(1, 6, deleted_at=NOW)
        assert await found(tx, "каток") == []
        assert [row.message_id for row in await tx.archive.latest(1, 9)] == [3]

    await store.run(work)


async def test_a_withdrawn_post_is_not_found(store: Store) -> None:
    async def work(tx: Transaction) -> None:
        post = await add_post(tx)
        await tx.posts.change(post, allowed=[Status.DRAFT], status=Status.SENT, sent_at=NOW)
        await tx.archive.add(message(1, "Мост закрыли", post=post))
        await tx.archive.add(message(2, "до мая", post=post))
        assert await found(tx, "мост мая") == [1]
        await tx.posts.change(post, allowed=[Status.SENT], status=Status.WITHDRAWN)
        await tx.archive.reconsider(post)
        assert await found(tx, "мост") == []
        await tx.archive.mark(1, 1, text=FormattedText("Новость отозвана"))
        assert await found(tx, "отозвана") == []
        await tx.archive.mark(1, 2, deleted_at=NOW)
        assert await tx.archive.latest(1, 9) == []

    await store.run(work)


async def test_thousands_are_entered_at_once_and_only_once(store: Store) -> None:
    rows = [message(number, f"Новость {number} #Архив") for number in range(1, 21)]
    rows[9:11] = [message(10, "Фото", "g"), message(11, "со стадиона", "g")]
    rows[14] = message(15, "It's \\ 'quoted' \"AND\" é NEAR(1)")
    known = message(12, "Пришло раньше")
    late = message(21, "третье", "g")

    async def work(tx: Transaction) -> None:
        await add_post(tx)
        await tx.archive.add(known)
        assert await tx.archive.add_many(rows) == 19
        assert await tx.archive.add_many([*rows, late]) == 1
        assert await tx.archive.add_many([]) == 0
        assert await found(tx, "пришло") == [12]
        assert await found(tx, "фото стадиона третье") == [10]
        assert len(await found(tx, tag="#архив")) == 16
        assert await found(tx, "quoted e near") == [15]
        assert [row.message_id for row in await tx.archive.latest(1, 2)] == [20, 19]
        assert await words_of(tx._connection).known(["стадиона", "стадионов"]) == {"стадиона"}

    await store.run(work)


async def test_an_index_in_order_finds_the_same(store: Store) -> None:
    wanted = Wanted((Word("каток", ("каток",)),))

    async def enter(number: int) -> None:
        row = ArchiveRow(1, number, None, None, "text", FormattedText("Каток"), (), None, NOW)
        await store.run(lambda tx: tx.archive.add(row))

    async def found() -> list[int]:
        return await store.run(lambda tx: tx.publications.find(1, wanted, (1, 99), 99))

    await store.run(add_post)  # and its channel
    for number in range(1, 40):
        await enter(number)
    before = await found()
    await tidy(store)
    assert await found() == before == list(range(39, 0, -1))
    await enter(40)
    assert (await found())[0] == 40
    assert not await store.run(lambda tx: tx.publications.tidy(begun=True))

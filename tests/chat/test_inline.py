"""`@bot words` in any chat."""

from __future__ import annotations

from typing import Any

from bot.store import Transaction
from tests.chat.test_finding import archive
from tests.newsroom import GLEB, VERA, Newsroom, text

YARD = -1001000000077


async def offered(newsroom: Newsroom, words: str, offset: str = "", person: int = GLEB) -> Any:
    query = newsroom.world.ask_inline(person, YARD, words, offset)
    answer = await newsroom.world.inline_answer(query)
    return query, answer


async def test_a_stranger_shares_a_post_and_nothing_is_kept_of_them(newsroom: Newsroom) -> None:
    newsroom.world.add_group(YARD, "Двор", owner_id=GLEB)
    await archive(newsroom, *(f"Отключат воду, дом {n}\nДо вечера. #ЖКХ" for n in range(1, 26)))

    _, latest = await offered(newsroom, "")
    assert len(latest["results"]) == 20
    assert latest["results"][0]["title"] == "Отключат воду, дом 25"
    _, older = await offered(newsroom, "", latest["next_offset"])
    assert len(older["results"]) == 5
    assert older["next_offset"] == ""

    query, found = await offered(newsroom, "вода")
    assert found["results"][0]["title"].startswith("Отключат воду")
    _, last = await offered(newsroom, "вода", found["next_offset"])
    assert len(last["results"]) == 5
    chosen = found["results"][0]
    sent = newsroom.world.choose_inline(GLEB, YARD, query, chosen["id"])
    assert text(sent) == (f"{chosen['title']}\n\nДо вечера. #ЖКХ\n\nRead in «Хабаровские вести»")
    link = next(e["url"] for e in sent["entities"] if e["type"] == "text_link")
    assert link == f"https://t.me/khabvesti/{chosen['id']}"
    await newsroom.settled()

    async def known(tx: Transaction) -> bool:
        return await tx.people.get(GLEB) is not None

    assert not await newsroom.app.store.run(known)


async def test_what_nobody_can_answer_gets_an_answer_all_the_same(newsroom: Newsroom) -> None:
    newsroom.world.add_group(YARD, "Двор", owner_id=VERA)
    await archive(newsroom, "Отключат воду\nДо вечера.")
    for words in ("я", '«"*', "NEAR(", "🙂", "и в на", "ё" * 250, "'; DROP TABLE posts; --"):
        _, answer = await offered(newsroom, words, person=VERA)
        assert answer["results"] == []
        assert answer["button"]["text"] == "Ничего не нашлось. Спросить бота"
    for offset in ("-1", "99999999999999999999", "ы", "7"):
        _, answer = await offered(newsroom, "вода", offset, person=VERA)
        assert len(answer["results"]) == (0 if offset == "7" else 1)

"""From a pasted release to the channel."""

from __future__ import annotations

from tests.newsroom import BORIS, Newsroom, buttons, text

RELEASE = """Мэр открыл новый парк на улице Тихой

Пресс-служба администрации города

В субботу жители города получили новый парк с прудом и беговой дорожкой.

«Мы ждали этот парк пять лет», — сказал мэр города Пётр Иванов.
"""


async def test_a_pasted_release_is_shown_and_published(newsroom: Newsroom) -> None:
    await newsroom.invite_editor()
    card = await newsroom.hand_in(RELEASE)
    assert "Мэр открыл" in text(newsroom.by_bot(BORIS)[-2])
    assert {"В очередь", "Сейчас", "На время", "Правка", "Удалить"} <= set(buttons(card))
    await newsroom.press("Сейчас", card)
    posts = await newsroom.published(1)
    print(text(posts[0]))
    for m in newsroom.by_bot(BORIS):
        print("---", text(m), buttons(m))
    assert text(posts[0]).startswith("Мэр открыл")

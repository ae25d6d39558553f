"""Quotation marks find their partners."""

from __future__ import annotations

import pytest

from bot.domain.quotation import pairs

PAIRS = [
    pytest.param("Кафе «Заря» и «Мир»", ["«Заря»", "«Мир»"], id="guillemets"),
    pytest.param('Кафе "Заря", "Мир".', ['"Заря"', '"Мир"'], id="straight"),
    pytest.param("Кафе ``Заря`` и ''Мир''", ["``Заря``", "''Мир''"], id="typewriter"),
    pytest.param("«Кафе „Заря“ закрыто»", ["«Кафе „Заря“ закрыто»", "„Заря“"], id="nested"),
    pytest.param('"Я в "Заре"", - сказал', ['"Я в "Заре""', '"Заре"'], id="straight in straight"),
    pytest.param('«Я в "Заре"» и "тут"', ['«Я в "Заре"»', '"Заре"', '"тут"'], id="mixed"),
    pytest.param("“Заря” и “Мир”", ["“Заря”", "“Мир”"], id="english"),
    pytest.param("«Первая, вторая» третья»", ["«Первая, вторая»"], id="one mark too many"),
    pytest.param("«Первая и вторая", [], id="never closed"),
    pytest.param('экран 55" в зале', [], id="inches"),
    pytest.param('"Заря"и "Мир"', ['"Заря"', '"Мир"'], id="glued behind"),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_pairs(text: str, expected: list[str]) -> None:
    assert [text[pair.start : pair.end] for pair in pairs(text)] == expected


def test_depth_counts_the_pairs_around() -> None:
    assert [pair.depth for pair in pairs("«а „б ‟в” г“ д» «е»")][-1] == 0
    assert [pair.depth for pair in pairs("«а „б“ в»")] == [0, 1]

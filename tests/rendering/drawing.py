"""Releases for Hypothesis, and the house of the tests."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.domain.channel import HouseStyle
from bot.domain.release import Paragraph, Quote, Release
from bot.domain.text import FormattedText
from tests.domain.formatted import LINES, formatted_texts

HOUSE = HouseStyle(channel="@ozerny_news", age_mark="12+")
FOOTER = "Наш телеграм-канал @ozerny_news (12+)"

_LINE = formatted_texts(LINES)
_QUOTES = st.builds(
    Quote,
    text=_LINE,
    attribution=st.none() | st.just(FormattedText("сказал мэр Иван Ветров.")),
    marked=st.booleans(),
)
_BLOCKS = st.lists(st.builds(Paragraph, text=_LINE, tight=st.booleans()) | _QUOTES, max_size=30)
RELEASES = st.builds(
    Release,
    headline=st.none() | _LINE,
    rubric=st.none() | st.sampled_from(["Город", "Что происходит"]),
    source=st.none() | st.sampled_from(["Пресс-служба мэрии", "ТАСС"]),
    blocks=_BLOCKS.map(tuple),
    hashtags=st.just(("#мост", "#река")) | st.just(()),
)

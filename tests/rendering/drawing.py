"""Releases and house styles for Hypothesis, and the house of the tests."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.domain.channel import ELEMENTS, HouseStyle
from bot.domain.release import Media, Paragraph, Quote, Release, Subhead, Table
from bot.domain.text import FormattedText
from tests.domain.formatted import LINES, formatted_texts

HOUSE = HouseStyle(channel="@ozerny_news", age_mark="12+", elements=ELEMENTS)
FOOTER = "Наш телеграм-канал @ozerny_news (12+)"

_LINE = formatted_texts(LINES)
_QUOTES = st.builds(
    Quote,
    text=_LINE,
    attribution=st.none() | st.just(FormattedText("сказал мэр Иван Ветров.")),
    marked=st.booleans(),
)
_ITEMS = st.builds(
    lambda mark, line: Paragraph(FormattedText(mark) + line, tight=True, item=True),
    st.sampled_from(["• ", "1. ", "2. ", "— ", "📍 ", ""]),
    _LINE,
)
_TABLES = st.builds(
    lambda rows, header: Table(tuple(rows), header),
    st.lists(st.tuples(_LINE, _LINE, st.just(FormattedText("9:00"))), min_size=1, max_size=5),
    st.booleans(),
)
_BLOCKS = st.lists(
    st.builds(Paragraph, text=_LINE, tight=st.booleans())
    | _QUOTES
    | _ITEMS
    | _TABLES
    | st.builds(Subhead, _LINE | st.just(FormattedText("Для справки"))),
    max_size=30,
)
_FILES = st.lists(st.sampled_from(["photo", "photo", "photo", "video", "document"]), max_size=24)
MEDIA = _FILES.map(
    lambda kinds: tuple(Media(kind, f"file{n}", f"unique{n}") for n, kind in enumerate(kinds))
)
RELEASES = st.builds(
    Release,
    headline=st.none() | _LINE,
    subtitle=st.none() | _LINE,
    byline=st.none() | st.sampled_from(["Вера Лунина", "Беседовал Илья Громов"]),
    rubric=st.none() | st.sampled_from(["Город", "Что происходит"]),
    source=st.none() | st.sampled_from(["Пресс-служба мэрии", "ТАСС"]),
    photo_credit=st.none() | st.just("Фото: Илья Громов"),
    blocks=_BLOCKS.map(tuple),
    hashtags=st.just(("#мост", "#река")) | st.just(()),
)
STYLES = st.builds(
    HouseStyle,
    channel=st.sampled_from(["@ozerny_news", ""]),
    age_mark=st.sampled_from(["12+", ""]),
    footer=st.sampled_from([HOUSE.footer, "", "{channel}", "Озёрный {age}"]),
    expandable_from=st.sampled_from([10, 400]),
    elements=st.just(ELEMENTS)
    | st.lists(st.sampled_from(ELEMENTS), max_size=8, unique=True).map(tuple),
    emoji=st.sampled_from(["", "🔹", "❗️"]),
    hashtags=st.integers(0, 3),
    long_text=st.sampled_from(["split", "rich"]),
    tables=st.sampled_from(["list", "rich"]),
    long_with_photo=st.sampled_from(["photo_first", "text_first", "rich"]),
    caption_above=st.booleans(),
    link_preview=st.sampled_from(["off", "above", "below"]),
)

"""Formatted texts for Hypothesis: Russian words, emoji, quotation marks, entities that nest."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.domain.edits import units
from bot.domain.text import Entity, FormattedText
from bot.domain.words import words

WORDS = st.sampled_from(sorted(words("""
    мост город снег 5 12-го «Заря» г. Приамурск А. С. Кедров — 🔹 👨‍👩‍👧 https://a.ru #дом @mir ул.
""")))  # fmt: skip
LINES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
TEXTS = st.lists(LINES, min_size=1, max_size=6).map("\n".join)
_KINDS = st.lists(
    st.sampled_from(["bold", "italic", "underline", "strikethrough", "spoiler"]), max_size=3
)
_WHOLE = st.sampled_from([[], ["code"], ["text_link"]])  # Telegram never sends crossing ones


@st.composite
def formatted_texts(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> FormattedText:
    """A text with up to four entities between the ends of its words."""
    text = draw(texts)
    at, entities = units(text), list[Entity]()
    edges = sorted({0, len(text), *(i for i, char in enumerate(text) if char.isspace())})
    for kind in draw(_KINDS) + draw(_WHOLE):
        low = draw(st.sampled_from(edges[:-1]))
        high = draw(st.sampled_from([edge for edge in edges if edge > low]))
        url = "http://b.ru/" if kind == "text_link" else None
        entities.append(Entity(kind, at(low), at(high) - at(low), url=url))
    return FormattedText(text, tuple(entities))


def covered(text: FormattedText, entity: Entity) -> str:
    """The characters that an entity covers."""
    raw = text.text.encode("utf-16-le")
    return raw[2 * entity.offset : 2 * entity.end].decode("utf-16-le")

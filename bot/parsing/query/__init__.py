"""What a reader's words ask for. Dates are bot.planning's: they are taken out before."""

from bot.parsing.query.cut import Query, cut, words_of
from bot.parsing.query.layout import in_other_layout
from bot.parsing.query.morphology import forms, load, loaded
from bot.parsing.query.ranking import by_place, by_text
from bot.parsing.query.slips import slips

__all__ = [
    "Query",
    "by_place",
    "by_text",
    "cut",
    "forms",
    "in_other_layout",
    "load",
    "loaded",
    "slips",
    "words_of",
]

"""The keyboards of cards, menus, questions and lists."""

from bot.chat.keyboards.building import Row, markup
from bot.chat.keyboards.calendar import hours, minutes, month, way_out
from bot.chat.keyboards.card import card
from bot.chat.keyboards.lists import cuts, posts
from bot.chat.keyboards.menus import MENUS, menu
from bot.chat.keyboards.moves import neighbours, orders, proposal
from bot.chat.keyboards.questions import confirm, consent, leave, quiet, times
from bot.chat.keyboards.timetable import drafts_for, timetable
from bot.chat.keyboards.upkeep import expired, expiring

__all__ = [
    "MENUS",
    "Row",
    "card",
    "confirm",
    "consent",
    "cuts",
    "drafts_for",
    "expired",
    "expiring",
    "hours",
    "leave",
    "markup",
    "menu",
    "minutes",
    "month",
    "neighbours",
    "orders",
    "posts",
    "proposal",
    "quiet",
    "times",
    "timetable",
    "way_out",
]

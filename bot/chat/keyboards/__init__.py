"""The keyboards of cards, menus, questions and lists."""

from bot.chat.keyboards.building import markup
from bot.chat.keyboards.card import card
from bot.chat.keyboards.lists import cuts, posts
from bot.chat.keyboards.menus import MENUS, menu
from bot.chat.keyboards.questions import confirm, consent, leave, times
from bot.chat.keyboards.timetable import drafts_for, timetable

__all__ = [
    "MENUS",
    "card",
    "confirm",
    "consent",
    "cuts",
    "drafts_for",
    "leave",
    "markup",
    "menu",
    "posts",
    "times",
    "timetable",
]

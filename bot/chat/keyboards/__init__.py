"""The keyboards of cards, menus, questions and lists."""

from bot.chat.keyboards.building import markup
from bot.chat.keyboards.card import card
from bot.chat.keyboards.lists import cuts, posts
from bot.chat.keyboards.locks import locked
from bot.chat.keyboards.menus import MENUS, menu
from bot.chat.keyboards.questions import confirm, consent, leave, reasons, times

__all__ = [
    "MENUS",
    "card",
    "confirm",
    "consent",
    "cuts",
    "leave",
    "locked",
    "markup",
    "menu",
    "posts",
    "reasons",
    "times",
]

"""The keyboards of cards, menus, questions and lists."""

from bot.chat.keyboards.after import earlier, kinds
from bot.chat.keyboards.building import markup
from bot.chat.keyboards.card import card
from bot.chat.keyboards.lists import cuts, posts, published
from bot.chat.keyboards.menus import MENUS, menu
from bot.chat.keyboards.questions import confirm, consent, leave, times

__all__ = [
    "MENUS",
    "card",
    "confirm",
    "consent",
    "cuts",
    "earlier",
    "kinds",
    "leave",
    "markup",
    "menu",
    "posts",
    "published",
    "times",
]

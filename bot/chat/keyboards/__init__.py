"""The keyboards of cards, menus, questions and lists."""

from bot.chat.keyboards.after import earlier, kinds
from bot.chat.keyboards.aside import aside
from bot.chat.keyboards.building import Row, keyboard, markup
from bot.chat.keyboards.buttons import buttons
from bot.chat.keyboards.calendar import hours, minutes, month, way_out
from bot.chat.keyboards.card import card
from bot.chat.keyboards.files import files, replacements
from bot.chat.keyboards.lists import cuts, posts, published
from bot.chat.keyboards.locks import locked
from bot.chat.keyboards.menus import MENUS, menu, parts
from bot.chat.keyboards.moves import neighbours, orders, proposal
from bot.chat.keyboards.questions import confirm, consent, leave, quiet, reasons, times
from bot.chat.keyboards.timetable import drafts_for, timetable
from bot.chat.keyboards.undo import undo_row, undos
from bot.chat.keyboards.upkeep import expired, expiring
from bot.chat.keyboards.versions import version, versions

__all__ = [
    "MENUS",
    "Row",
    "aside",
    "buttons",
    "card",
    "confirm",
    "consent",
    "cuts",
    "drafts_for",
    "earlier",
    "expired",
    "expiring",
    "files",
    "hours",
    "keyboard",
    "kinds",
    "leave",
    "locked",
    "markup",
    "menu",
    "minutes",
    "month",
    "neighbours",
    "orders",
    "parts",
    "posts",
    "proposal",
    "published",
    "quiet",
    "reasons",
    "replacements",
    "times",
    "timetable",
    "undo_row",
    "undos",
    "version",
    "versions",
    "way_out",
]

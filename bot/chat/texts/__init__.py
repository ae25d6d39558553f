"""What the bot says of posts and of what went wrong."""

from bot.chat.texts.card import card, state_line, went_out
from bot.chat.texts.cautions import question
from bot.chat.texts.cuts import cuts
from bot.chat.texts.lists import line_label, paused
from bot.chat.texts.order import proposal
from bot.chat.texts.problems import error_text, problem, stored_error
from bot.chat.texts.timetable import Sheet, slots, timetable
from bot.chat.texts.upkeep import expired, expiring
from bot.chat.texts.when import clock_notes, legend, when_question

__all__ = [
    "Sheet",
    "card",
    "clock_notes",
    "cuts",
    "error_text",
    "expired",
    "expiring",
    "legend",
    "line_label",
    "paused",
    "problem",
    "proposal",
    "question",
    "slots",
    "state_line",
    "stored_error",
    "timetable",
    "went_out",
    "when_question",
]

"""What the bot says of posts and of what went wrong."""

from bot.chat.texts.buttons import buttons, how_to_write
from bot.chat.texts.card import card, news, state_line, went_out
from bot.chat.texts.cautions import kinds, question
from bot.chat.texts.cuts import cuts, short
from bot.chat.texts.files import files, lost_files
from bot.chat.texts.found import found
from bot.chat.texts.late import aside, owed
from bot.chat.texts.lists import line_label, paused
from bot.chat.texts.order import proposal
from bot.chat.texts.problems import error_text, problem, stored_error
from bot.chat.texts.published import published
from bot.chat.texts.timetable import Sheet, slots, timetable
from bot.chat.texts.undo import undos
from bot.chat.texts.upkeep import expired, expiring
from bot.chat.texts.versions import compared, versions
from bot.chat.texts.versions import pages as version_pages
from bot.chat.texts.when import clock_notes, legend, when_question

__all__ = [
    "Sheet",
    "aside",
    "buttons",
    "card",
    "clock_notes",
    "compared",
    "cuts",
    "error_text",
    "expired",
    "expiring",
    "files",
    "found",
    "how_to_write",
    "kinds",
    "legend",
    "line_label",
    "lost_files",
    "news",
    "owed",
    "paused",
    "problem",
    "proposal",
    "published",
    "question",
    "short",
    "slots",
    "state_line",
    "stored_error",
    "timetable",
    "undos",
    "version_pages",
    "versions",
    "went_out",
    "when_question",
]

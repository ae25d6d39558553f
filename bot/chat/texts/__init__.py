"""What the bot says of posts and of what went wrong."""

from bot.chat.texts.card import card, news, state_line, went_out
from bot.chat.texts.cautions import question
from bot.chat.texts.cuts import cuts
from bot.chat.texts.lists import line_label, paused, queue, slots
from bot.chat.texts.problems import error_text, problem, stored_error

__all__ = [
    "card",
    "cuts",
    "error_text",
    "line_label",
    "news",
    "paused",
    "problem",
    "question",
    "queue",
    "slots",
    "state_line",
    "stored_error",
    "went_out",
]

"""What the bot says of posts and of what went wrong."""

from bot.chat.texts.card import card, state_line, went_out
from bot.chat.texts.cautions import kinds, question
from bot.chat.texts.cuts import cuts, short
from bot.chat.texts.lists import line_label, paused, queue, slots
from bot.chat.texts.problems import error_text, problem, stored_error
from bot.chat.texts.published import published

__all__ = [
    "card",
    "cuts",
    "error_text",
    "kinds",
    "line_label",
    "paused",
    "problem",
    "published",
    "question",
    "queue",
    "short",
    "slots",
    "state_line",
    "stored_error",
    "went_out",
]

"""When: the timetable, time phrases, catching up, retrying. Pure; time is an argument."""

from bot.planning.catch_up import Hold, Publish, Wait, decide
from bot.planning.grammar.refusals import TOO_FAR
from bot.planning.moves import earlier, later
from bot.planning.phrases import Defaults, Moment, when
from bot.planning.retry import retry_at
from bot.planning.timetable import Timetable

__all__ = [
    "TOO_FAR",
    "Defaults",
    "Hold",
    "Moment",
    "Publish",
    "Timetable",
    "Wait",
    "decide",
    "earlier",
    "later",
    "retry_at",
    "when",
]

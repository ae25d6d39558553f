"""When: the timetable, time phrases, catching up, retrying. Pure; time is an argument."""

from bot.planning.catch_up import Due, Hold, Publish, Standing, Wait, choose, decide, ready_at
from bot.planning.day_plan import DayPlan, agenda, runs_dry
from bot.planning.defaults import Defaults
from bot.planning.grammar.refusals import TOO_FAR
from bot.planning.grid import Grid
from bot.planning.moves import earlier, later
from bot.planning.office import Office
from bot.planning.patience import Patience
from bot.planning.phrases import Moment, when
from bot.planning.quiet import NO_QUIET, QuietHours
from bot.planning.repeat import Repeat
from bot.planning.retry import retry_at
from bot.planning.rezoning import Rezoned, rezone
from bot.planning.timetable import Timetable

__all__ = [
    "NO_QUIET",
    "TOO_FAR",
    "DayPlan",
    "Defaults",
    "Due",
    "Grid",
    "Hold",
    "Moment",
    "Office",
    "Patience",
    "Publish",
    "QuietHours",
    "Repeat",
    "Rezoned",
    "Standing",
    "Timetable",
    "Wait",
    "agenda",
    "choose",
    "decide",
    "earlier",
    "later",
    "ready_at",
    "retry_at",
    "rezone",
    "runs_dry",
    "when",
]

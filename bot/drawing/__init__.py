"""Pictures for the desk: pure, without a clock; every word is the caller's."""

from bot.drawing.picture import week_picture
from bot.drawing.week import Banner, Day, Entry, Kind, WeekPicture

__all__ = ["Banner", "Day", "Entry", "Kind", "WeekPicture", "week_picture"]

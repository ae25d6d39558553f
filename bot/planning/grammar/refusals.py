"""What a person reads when a phrase is refused: gettext ids, each saying what to do."""

from bot.domain.errors import mark

EMPTY = mark('Say when to publish, for example "tomorrow at 9".')
TOO_LONG = mark('That is too long for a moment in time. Write it like "tomorrow at 9".')
STRANGE = mark('Write the time in plain words and figures, without "{word}".')
UNKNOWN = mark(
    'I do not understand "{word}" here. '
    'Write it like "tomorrow at 9", "in 2 hours" or "25.12 10:00".'
)
SEVERAL = mark('A post needs one moment, not several. Write it like "tomorrow at 9".')
VAGUE = mark('"{word}" is not exact enough. Say the hour, for example "tomorrow at 9".')
REPEATED = mark('A post goes out once, so "{word}" does not fit. Write it like "tomorrow at 9".')
CLASH = mark('"{first}" and "{second}" do not fit together. Leave only one of them.')

NO_TIME = mark('Say the time too, for example "{word} 9:00".')
NO_HOUR = mark('Say the hour before "{word}", for example "at 9".')
NIGHT_HOUR = mark('Say the hour of the night, for example "at 23:00" or "tomorrow at 1:00".')
WHICH_DAY = mark('Say the day of the week too, for example "on friday at 12".')
UNIT = mark('Say how long after "{word}", for example "in 20 minutes" or "in 2 hours".')
UNCLEAR = mark('"{word}" is not clear. Write a time as "at 9:00", or "in 2 hours".')
DATE_OR_TIME = mark('"{word}" can be a date or a time. Write both, for example "25.12 10:00".')
MAYBE_STRETCH = mark('"{word}" can be a time or a stretch. Write a time with a colon, as 10:12.')
SHORT_MINUTE = mark('Write the minutes with two figures: "{word}" is not complete.')

NO_SUCH_DAY = mark('There is no such day: "{word}". Check the day and the month.')
NO_SUCH_TIME = mark(
    'There is no such time: "{word}". Hours go from 0 to 23 and minutes from 00 to 59.'
)
NO_SUCH_PLACE = mark(
    'I do not know the time zone "{word}". Give the time by the clock of the channel.'
)
PAST = mark('That moment is past: "{word}". Say a later one.')
ZERO = mark('That is right now. Write "now", or say how long to wait.')
TOO_FAR = mark("That is more than two years ahead. Choose a nearer day.")

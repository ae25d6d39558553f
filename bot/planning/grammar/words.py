"""The words of dates and times, Russian and English, as `fold` leaves them."""

from __future__ import annotations

from collections.abc import Mapping


def fold(word: str) -> str:
    """Lower case, «е» for «ё»."""
    return word.lower().replace("ё", "е")


def _table(*rows: str) -> Mapping[str, int]:
    """Every word of row n stands for n."""
    return {word: number for number, row in enumerate(rows) for word in row.split()}


def _words(*rows: str) -> frozenset[str]:
    return frozenset(_table(*rows))


WEEKDAYS = _table(
    "пн пон понед понедельник понедельника понедельнику mon monday",
    "вт вто втор вторник вторника вторнику tue tues tuesday",
    "ср сре среда среду среды среде wed weds wednesday",
    "чт чет четв четверг четверга четвергу thu thur thurs thursday",
    "пт пят пятн пятница пятницу пятницы пятнице fri friday",
    "сб суб субб суббота субботу субботы субботе sat saturday",
    "вс вск воскр воскресенье воскресенья воскресенью воскресение sun sunday",
)
WEEKDAYS_PLURAL = _table(
    "понедельникам mondays",
    "вторникам tuesdays",
    "средам wednesdays",
    "четвергам thursdays",
    "пятницам fridays",
    "субботам saturdays",
    "воскресеньям sundays",
)

MONTHS = _table(
    "",
    "январь января янв january jan",
    "февраль февраля фев февр february feb",
    "март марта мар march mar",
    "апрель апреля апр april apr",
    "май мая may",
    "июнь июня июн june jun",
    "июль июля июл july jul",
    "август августа авг august aug",
    "сентябрь сентября сен сент september sept sep",
    "октябрь октября окт october oct",
    "ноябрь ноября ноя нояб november nov",
    "декабрь декабря дек december dec",
)

# Days from today.
RELATIVE_DAYS = {
    "сегодня": 0,
    "today": 0,
    "завтра": 1,
    "tomorrow": 1,
    "tmrw": 1,
    "послезавтра": 2,
    "послепослезавтра": 3,
    "вчера": -1,
    "yesterday": -1,
    "позавчера": -2,
}

UNITS = _table(
    "секунда секунду секунды секунд сек second seconds sec secs",
    "минута минуту минуты минут минутку минутки минуток минуточку мин м minute minutes min mins m",
    "час часа часов часок часик часика часиков ч hour hours hr hrs h",
    "день дня дней денек денька деньков дн д day days d",
    "сутки суток сут",
    "неделя неделю недели недель недельку нед week weeks wk w",
    "месяц месяца месяцев мес month months mo",
    "год года лет year years y",
)
SECOND, MINUTE, HOUR, DAY, NIGHT_AND_DAY, WEEK, MONTH, YEAR = range(8)

# The units that can stand for one: «через час», but not «через часа».
SINGLE_UNITS = _words(
    "секунду минуту минутку минуточку час часок часик день денек сутки",
    "неделю недельку месяц год",
)

# Parts of the day: "adverb" can stand alone («вечером»), "of" needs an hour before («7 вечера»).
MORNING, AFTERNOON, EVENING, NIGHT = "morning", "day", "evening", "night"
PART_ADVERBS = {
    **dict.fromkeys(("утром", "утречком", "утро", "morning"), MORNING),
    **dict.fromkeys(("днем", "afternoon"), AFTERNOON),
    **dict.fromkeys(("вечером", "вечерком", "вечер", "веч", "evening"), EVENING),
    **dict.fromkeys(("ночью", "night"), NIGHT),
}
PART_PHRASES = {
    **dict.fromkeys(("с утра", "к утру", "на утро"), MORNING),
    **dict.fromkeys(("в обед", "к обеду", "на обед"), AFTERNOON),
    **dict.fromkeys(("к вечеру", "на вечер", "под вечер"), EVENING),
}
PART_GENITIVES = {"утра": MORNING, "дня": AFTERNOON, "вечера": EVENING, "ночи": NIGHT}

NUMBERS = _table(
    "ноль",
    "один одну одна one",
    "два две двое two",
    "три трое three",
    "четыре четверо four",
    "пять five",
    "шесть six",
    "семь seven",
    "восемь eight",
    "девять nine",
    "десять ten",
    "одиннадцать eleven",
    "двенадцать twelve",
    "тринадцать thirteen",
    "четырнадцать fourteen",
    "пятнадцать fifteen",
    "шестнадцать sixteen",
    "семнадцать seventeen",
    "восемнадцать eighteen",
    "девятнадцать nineteen",
)
TENS = {
    word: 20 + 10 * number
    for word, number in _table(
        "двадцать twenty",
        "тридцать thirty",
        "сорок forty",
        "пятьдесят fifty",
        "шестьдесят sixty",
        "семьдесят seventy",
        "восемьдесят eighty",
        "девяносто ninety",
    ).items()
}
# The genitive of small numbers: «без пяти девять».
NUMBERS_GENITIVE = {
    **_table("", "одной", "двух", "трех", "четырех", "пяти", "шести", "семи", "восьми", "девяти"),
    "десяти": 10,
    "пятнадцати": 15,
    "четверти": 15,
    "двадцати": 20,
}

# The dative where it differs: «к трем».
NUMBERS_DATIVE = {"часу": 1, "двум": 2, "трем": 3, "четырем": 4}

_STEMS = _table(
    "",
    *("перв", "втор", "треть", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят"),
    *("одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат"),
    *("семнадцат", "восемнадцат", "девятнадцат", "двадцат", "тридцат"),
)
ORDINALS = {
    stem + ending: 30 if stem == "тридцат" else number
    for stem, number in _STEMS.items()
    for ending in (("его", "е") if stem == "треть" else ("ого", "ое", "е"))
}

THIS = _words("эту этот это эта этой this")
NEAREST = _words("ближайшую ближайший ближайшее ближайшая coming nearest")
NEXT = _words(
    "следующую следующий следующее следующая следующей след next",
    "будущую будущий будущее будущая будущей",
)
GONE = _words("прошлую прошлый прошлое прошлая прошлой минувшую минувший минувшее минувшей last")

NOW = _words("сейчас щас ща немедленно сразу now immediately")

# Why a word can't be part of an answer: it names several moments, a blur or a habit.
SEVERAL_WORDS = _words(
    "с со от до по между и или либо",
    "from till until between through and or",
)
VAGUE_WORDS = _words(
    "к ко около примерно после перед где-то приблизительно скоро позже потом попозже пораньше",
    "рано поздно обед обеда обеду обедом выходные выходных неделе конце концу конец начале началу",
    "середине середину несколько ближе ближайшее ближайший ближайшие половине течение днях районе",
    "числах часу той как-нибудь когда-нибудь",
    "about around after before by later soon early late weekend lunch few several",
)
PAST_WORDS = _words("назад минус ago minus")
REPEAT_WORDS = _words(
    "каждый каждую каждое каждые ежедневно еженедельно ежечасно будни every daily weekly weekdays",
    *WEEKDAYS_PLURAL,
)

# Other spellings of one word.
ALIASES = {
    **dict.fromkeys(("ч/з", "чз", "ч-з", "чрез"), "через"),
    **dict.fromkeys(("после-завтра",), "послезавтра"),
    **dict.fromkeys(("tommorow", "tmr"), "tomorrow"),
    "прям": "прямо",
}

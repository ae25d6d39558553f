"""Time phrases: what each kind means, and what is refused with which sentence."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.errors import TimeError
from bot.planning import Defaults, Moment, when
from bot.planning.grammar import refusals

ZONE = ZoneInfo("Asia/Vladivostok")
NOW = datetime(2027, 3, 11, 10, 40, tzinfo=ZONE)  # a Thursday


def at(wall: str) -> datetime:
    """`03-12 9:00` of 2027 in the zone; another year is written out."""
    text = wall if wall[:2] == "20" else f"2027-{wall}"
    day, clock = text.split()
    return datetime.fromisoformat(f"{day}T{clock:0>5}").replace(tzinfo=ZONE).astimezone(UTC)


def said(phrase: str, now: datetime = NOW, zone: ZoneInfo = ZONE) -> Moment:
    return when(phrase, now, zone)


EXACT = {
    "завтра в 9": "03-12 9:00",
    "в 21 завтра": "03-12 21:00",
    "ЗАВТРА, в 9-45": "03-12 9:45",
    "завтра в 9 45": "03-12 9:45",
    "на завтра ровно в 8.05": "03-12 8:05",
    "послезавтра 7:30": "03-13 7:30",
    "после завтра в 11": "03-13 11:00",
    "в понедельник 8:15": "03-15 8:15",
    "пн. в 8": "03-15 8:00",
    "в ближайшее воскресенье в 10": "03-14 10:00",
    "в эту субботу в 12-00": "03-13 12:00",
    "в следующий понедельник в 10": "03-15 10:00",
    "на следующей неделе в среду в 11:00": "03-17 11:00",
    "через неделю в пятницу в 9": "03-19 9:00",
    "12.03 10.30": "03-12 10:30",
    "1.4 10:00": "04-01 10:00",
    "01/04/27 09:00": "04-01 9:00",
    "2027-04-01 09:00": "04-01 9:00",
    "2027-04-01T09:00:00+03:00": "04-01 16:00",
    "2027-04-01T09:00Z": "04-01 19:00",
    "1 апреля в 9 утра": "04-01 9:00",
    "1-го апреля 2027 года, 9:00": "04-01 9:00",
    "двадцать первого марта в 18:00": "03-21 18:00",
    "20-го в 9": "03-20 9:00",
    "пт, 12 марта, 18:30": "03-12 18:30",
    "11:00": "03-11 11:00",
    "в 23": "03-11 23:00",
    "18.30": "03-11 18:30",
    "завтра 12.05": "03-12 12:05",
    "в 7 вечера": "03-11 19:00",
    "вечером в 7": "03-11 19:00",
    "завтра в два часа дня": "03-12 14:00",
    "завтра в девять тридцать": "03-12 9:30",
    "завтра в двадцать один час": "03-12 21:00",
    "завтра в час ночи": "03-12 1:00",
    "в 2 ночи": "03-12 2:00",
    "завтра в полседьмого вечера": "03-12 18:30",
    "завтра без четверти восемь утра": "03-12 7:45",
    "сегодня в четверть третьего дня": "03-11 14:15",
    "завтра в 18 ч 05 мин": "03-12 18:05",
    "сегодня в полдень": "03-11 12:00",
    "в полночь": "03-12 0:00",
    "сегодня в полночь": "03-12 0:00",
    "завтра в это же время": "03-12 10:40",
    "сейчас": "03-11 10:40",
    "10:40": "03-11 10:40",
    "через час": "03-11 11:40",
    "через полчаса": "03-11 11:10",
    "через полтора часа": "03-11 12:10",
    "через 1,5 часа": "03-11 12:10",
    "через час с половиной": "03-11 12:10",
    "через 2 ч 15 мин": "03-11 12:55",
    "сегодня через 2 часа": "03-11 12:40",
    "через двадцать пять минут": "03-11 11:05",
    "+45м": "03-11 11:25",
    "+1ч30м": "03-11 12:10",
    "через 2 дня": "03-13 10:40",
    "через неделю в 9": "03-18 9:00",
    "через полгода": "09-11 10:40",
    "3 часа спустя": "03-11 13:40",
    "в 6:00 по Москве": "03-11 13:00",
    "завтра в 9 мск": "03-12 16:00",
    "12:00 UTC+3": "03-11 19:00",
    "завтра в 10 (по хабаровскому времени)": "03-12 10:00",
    "«завтра в 9»": "03-12 9:00",
    "tomorrow at 9": "03-12 9:00",
    "tomorrow 9pm": "03-12 21:00",
    "on friday 18:30": "03-12 18:30",
    "monday at noon": "03-15 12:00",
    "in 2 hours": "03-11 12:40",
    "in half an hour": "03-11 11:10",
    "an hour and a half from now": "03-11 12:10",
    "the day after tomorrow at 9:15 a.m.": "03-13 9:15",
    "April 1st at 10": "04-01 10:00",
    "half past eight tomorrow evening": "03-12 20:30",
    "tonight at 8": "03-11 20:00",
    "tomorrow at 9 moscow time": "03-12 16:00",
    "tomorrow at 9 o'clock local time": "03-12 9:00",
    "tomorrow at 9 msk time": "03-12 16:00",
    "завтра в 9 по-московски": "03-12 16:00",
    "завтра в 9:00 московского времени": "03-12 16:00",
    "завтра в 9 по времени Москвы": "03-12 16:00",
    "12:00 мск+7": "03-11 12:00",
    "12:00 по екатеринбургу": "03-11 17:00",
    "завтра без пяти час дня": "03-12 12:55",
    "завтра в половине десятого утра": "03-12 9:30",
    "a quarter to nine tomorrow morning": "03-12 8:45",
    "завтра в девять ноль пять": "03-12 9:05",
    "20 числа в 9": "03-20 9:00",
    "now": "03-11 10:40",
}


@pytest.mark.parametrize("phrase", EXACT)
def test_exact(phrase: str) -> None:
    assert said(phrase) == Moment(at(EXACT[phrase]))


DEFAULT = {
    "вечером": "03-11 19:00",
    "сегодня днём": "03-11 13:00",
    "завтра утром": "03-12 9:00",
    "в субботу с утра": "03-13 9:00",
    "1 апреля вечером": "04-01 19:00",
    "через неделю утром": "03-18 9:00",
    "this evening": "03-11 19:00",
    "tomorrow in the afternoon": "03-12 13:00",
}


@pytest.mark.parametrize("phrase", DEFAULT)
def test_a_part_of_the_day_takes_its_hour_from_the_settings(phrase: str) -> None:
    assert said(phrase) == Moment(at(DEFAULT[phrase]), "default")


def test_the_hours_of_the_parts_can_be_set() -> None:
    defaults = Defaults(morning=time(7, 30))
    assert when("завтра утром", NOW, ZONE, defaults).at == at("03-12 7:30")


CONFIRM: dict[str, tuple[str, ...]] = {
    "утром": ("03-12 9:00",),
    "в 9": ("03-12 9:00", "03-11 21:00"),
    "в 9:00": ("03-12 9:00",),
    "завтра в 5": ("03-12 5:00", "03-12 17:00"),
    "завтра в полшестого": ("03-12 5:30", "03-12 17:30"),
    "завтра в половине первого": ("03-12 12:30", "03-12 0:30"),
    "завтра 9": ("03-12 9:00", "03-12 21:00"),
    "завтра в 9-15": ("03-12 9:15",),
    "завтра в полночь": ("03-12 0:00", "03-13 0:00"),
    "завтра в 24:00": ("03-13 0:00",),
    "сегодня в 2 ночи": ("03-12 2:00",),
    "в следующую субботу в 12": ("03-20 12:00", "03-13 12:00"),
    "в четверг в 18:00": ("03-11 18:00", "03-18 18:00"),
    "в четверг в 9": ("03-18 9:00",),
    "5-го в 9": ("04-05 9:00",),
    "10.04 11.05": ("04-10 11:05", "05-11 10:04"),
    "через день": ("03-12 10:40",),
    "минут через двадцать": ("03-11 11:00",),
    "через часов 5": ("03-11 15:40",),
    "+1:30": ("03-11 12:10",),
    "завтра в 9,30": ("03-12 9:30",),
    "через пару часов": ("03-11 12:40",),
    "через неделю в среду в 9": ("03-17 9:00", "03-24 9:00"),
    "1 апреля 2028 в 10:00": ("2028-04-01 10:00",),
}


@pytest.mark.parametrize("phrase", CONFIRM)
def test_doubt_asks(phrase: str) -> None:
    first, *others = map(at, CONFIRM[phrase])
    assert said(phrase) == Moment(first, "confirm", tuple(others))


REFUSED = {
    "": refusals.EMPTY,
    " \n ": refusals.EMPTY,
    "...": refusals.EMPTY,
    "завтра " * 30: refusals.TOO_LONG,
    "*завтра в 9*": refusals.STRANGE,
    "завтра в 9 🙂": refusals.STRANGE,
    "завтра в ٩": refusals.STRANGE,
    "завтра\u202e в 9": refusals.STRANGE,
    "опубликуй завтра в 9": refusals.UNKNOWN,
    "завтра в 9 пожалуйста": refusals.UNKNOWN,
    "1800000000": refusals.UNKNOWN,
    "завтра с 9 до 11": refusals.SEVERAL,
    "завтра 9:00-10:00": refusals.SEVERAL,
    "12.03-14.03": refusals.SEVERAL,
    "завтра в 9 или в 10": refusals.SEVERAL,
    "завтра после обеда": refusals.VAGUE,
    "завтра около 9": refusals.VAGUE,
    "на выходных": refusals.VAGUE,
    "в конце недели": refusals.VAGUE,
    "каждый день в 9": refusals.REPEATED,
    "по пятницам в 9": refusals.REPEATED,
    "завтра послезавтра в 9": refusals.CLASH,
    "в среду 12.03 в 9": refusals.CLASH,
    "завтра в 9 в 10": refusals.CLASH,
    "завтра в 20 утра": refusals.CLASH,
    "завтра через 2 часа": refusals.CLASH,
    "послезавтра": refusals.NO_TIME,
    "в субботу": refusals.NO_TIME,
    "25.12": refusals.NO_TIME,
    "1 апреля": refusals.NO_TIME,
    "завтра утра": refusals.NO_HOUR,
    "полдень дня завтра": refusals.CLASH,
    "через 2 часа по Москве": refusals.CLASH,
    "сейчас завтра": refusals.CLASH,
    "через 3 дня в пятницу в 12": refusals.CLASH,
    "в девять пять": refusals.CLASH,
    "через полтора месяца": refusals.UNIT,
    "сегодня ночью": refusals.NIGHT_HOUR,
    "на следующей неделе в 9": refusals.WHICH_DAY,
    "через 20": refusals.UNIT,
    "через несколько минут": refusals.UNIT,
    "+90": refusals.UNIT,
    "9": refusals.UNCLEAR,
    "1830": refusals.UNCLEAR,
    "2 часа": refusals.UNCLEAR,
    "12.05": refusals.DATE_OR_TIME,
    "завтра 10-11": refusals.MAYBE_STRETCH,
    "завтра в 9:5": refusals.SHORT_MINUTE,
    "завтра в 9.5": refusals.SHORT_MINUTE,
    "31.04 10:00": refusals.NO_SUCH_DAY,
    "29 февраля 2027 в 10:00": refusals.NO_SUCH_DAY,
    "12/25/2027 10:00": refusals.NO_SUCH_DAY,
    "завтра в 25:00": refusals.NO_SUCH_TIME,
    "завтра в 10:60": refusals.NO_SUCH_TIME,
    "в 26 часов": refusals.NO_SUCH_TIME,
    "tomorrow at 13 pm": refusals.NO_SUCH_TIME,
    "завтра в 9 по Парижу": refusals.NO_SUCH_PLACE,
    "сегодня в 10": refusals.PAST,
    "11.03 09:00": refusals.PAST,
    "10.03 10:00": refusals.PAST,
    "вчера в 10": refusals.PAST,
    "в прошлую среду в 10": refusals.PAST,
    "в эту среду в 10": refusals.PAST,
    "час назад": refusals.PAST,
    "11.03.1999 10:00": refusals.PAST,
    "через 0 часов": refusals.ZERO,
    "через 500 лет": refusals.TOO_FAR,
    "через 99999999999999999999 минут": refusals.TOO_FAR,
    "1.1.2031 10:00": refusals.TOO_FAR,
    "1.1.9999 23:59": refusals.TOO_FAR,
}


@pytest.mark.parametrize("phrase", REFUSED)
def test_refused(phrase: str) -> None:
    with pytest.raises(TimeError) as caught:
        said(phrase)
    assert caught.value.message == REFUSED[phrase]


def test_a_refusal_names_the_word() -> None:
    with pytest.raises(TimeError, match='"Утка"'):
        said("Утка завтра в 9")


def test_every_refusal_is_tried() -> None:
    sentences = {value for name, value in vars(refusals).items() if name.isupper()}
    assert sentences == set(REFUSED.values())
    assert all(sentence.isascii() for sentence in sentences)

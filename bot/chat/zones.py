"""Time zones as people name them."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from aiogram.utils.i18n.context import get_i18n
from babel.dates import get_timezone_location

from bot.domain.errors import InputError

# The zones of Russia from west to east, one for each offset that newsrooms live by.
OFFERED = (
    "Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk",
    "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Magadan",
    "Asia/Kamchatka",
)  # fmt: skip


def city(zone: str) -> str:
    """The city that a zone is named for, in the language in force: «Владивосток»."""
    return get_timezone_location(zone, locale=get_i18n().current_locale, return_city=True)


def zone_named(words: str) -> str:
    """The zone of a city, or with that IANA name. Raises InputError for none."""
    wanted = " ".join(words.split()).casefold()
    known = {name.casefold(): name for name in available_timezones()}
    zone = known.get(wanted.replace(" ", "_")) if "/" in wanted else None
    zone = zone or _cities("ru").get(wanted) or _cities("en").get(wanted)
    if zone is None:
        raise InputError(
            "I know no time zone «{zone}». Name a big city of it, for example Irkutsk, or write "
            "Asia/Irkutsk.",
            zone=words[:50],
        )
    return zone


@cache
def _cities(locale: str) -> dict[str, str]:
    """The zones by the cities that they are named for."""
    zones = sorted(name for name in available_timezones() if name.count("/") == 1)
    return {
        get_timezone_location(name, locale=locale, return_city=True).casefold(): name
        for name in zones
        if not name.startswith("Etc/")
    }

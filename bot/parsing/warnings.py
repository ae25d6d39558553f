"""What an editor must look at before the post goes out (design §6)."""

from __future__ import annotations

import re

from bot.domain.release import Caution, WarningCode

LONG_HEADLINE = 200  # characters
_AD_LABEL = re.compile(r"(?<!\w)реклама(?!\w)")
_ERID = re.compile(r"(?<!\w)erid(?!\w)")
_SELLS = re.compile(
    r"(?<!\w)(?:промокод\w*|скидк\w+|распродаж\w+|выгодн\w+ (?:цен|услови|предложени)\w*|спешите|"
    r"акция действует|только (?:до|сегодня|у нас)|закажите|заказать|купите|купить|цены? от|"
    r"рассрочк\w+|кэшбэк\w*|бесплатная доставка|успейте|звоните (?:прямо )?сейчас)(?!\w)",
)
_EMBARGO = re.compile(
    r"(?<!\w)(?:эмбарго|не (?:публиковать|распространять|размещать) (?:до|ранее|раньше)|"
    r"(?:публикаци\w+|размещени\w+) (?:разреш\w+ |возможн\w+ )?"
    r"(?:не ранее|только после|строго после))",
)
_ADULT = re.compile(r"(?<![\d+])18\s?\+(?![\d\w])")


def has_embargo(text: str) -> bool:
    """Whether the text asks to wait with its publication (editorial.md §2.8)."""
    return bool(_EMBARGO.search(text.casefold()))


def warn(text: str, headline_text: str | None) -> tuple[Caution, ...]:
    """The warnings of a release, in a fixed order. `text` is all of it, cut lines included."""
    if not text.strip():
        return (Caution("nothing_but_media"),)
    text = text.casefold()
    found = list[WarningCode]()
    if headline_text is None:
        found.append("no_headline")
    elif len(headline_text) > LONG_HEADLINE:
        found.append("headline_long")
    labels = bool(_AD_LABEL.search(text)) + bool(_ERID.search(text))
    sells = {match.group() for match in _SELLS.finditer(text)}
    half_labelled = labels == 1 and _ERID.search(text)
    if half_labelled or (not labels and len(sells) >= 2):
        found.append("ad_without_label")
    if has_embargo(text):
        found.append("embargo")
    if _ADULT.search(text):
        found.append("adult")
    return tuple(map(Caution, found))

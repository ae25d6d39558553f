"""What an editor must look at before the post goes out (design §6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.domain.release import Block, Caution, Release, Table
from bot.domain.text import FormattedText
from bot.parsing.capitals import shouts
from bot.parsing.privacy import private

LONG_HEADLINE = 200  # characters
_DETAIL = 100  # characters
_MOST_LINKS = 3
_ENOUGH = 2  # different words of a sale
# All patterns but _LINK read case-folded text.
_AD_LABEL = re.compile(r"(?<!\w)реклама(?!\w)")
_ERID = re.compile(r"(?<!\w)erid(?!\w)")
_SELLS = re.compile(
    r"(?<!\w)(?:промокод\w*|скидк\w+|распродаж\w+|выгодн\w+ (?:цен|услови|предложени)\w*|спешите|"
    r"акция действует|только (?:до|сегодня|у нас)|закажите|заказать|купите|купить|цены? от|"
    r"рассрочк\w+|кэшбэк\w*|бесплатная доставка|успейте|звоните (?:прямо )?сейчас|"
    r"по выгодной цене|в подарок|оставьте заявку|подробности по телефону)(?!\w)",
)
# Reliefs that the state gives are news, however much they sound like a sale.
_PUBLIC = re.compile(
    r"(?<!\w)(?:льгот\w+|ветеран\w*|многодетн\w+|пенсионер\w*|субсиди\w+|министерств\w*|"
    r"администраци\w+|правительств\w*|социальн\w+|госуслуг\w*|соцзащит\w*|мошенник\w*|полици\w+)(?!\w)"
)
_ADULT = re.compile(r"(?<![\d+])18\s?\+(?![\d\w])")
_LINK = re.compile(r"(?<!\w)(?:http|ftp)://[^\s«»<>]{1,200}", re.IGNORECASE)
_CORRECTION = re.compile(
    r"(?:^|\n)\W{0,4}(?P<a>(?:исправлен[оаы]?|исправление|уточнен(?:о|ие|а|ы)|уточняем|поправка|"
    r"опровержение|внимание,? исправлен\w+)(?!\w)[^\n]{0,100})"
    r"|(?P<b>\((?:исправлен\w*|уточнен\w*|обновлен\w*|дополнен\w*)[^)\n]{0,60}\))"
    r"|(?P<c>(?:в предыдущ\w+ (?:версии|редакции|релизе|тексте)|просим считать верн\w+|"
    r"приносим извинения за (?:ошибку|неточность)|обновлено в \d)[^\n]{0,60})"
)
_CORRECTS = ("исправл", "уточн", "поправк", "опроверж", "обновл", "дополн", "предыдущ", "извинен",
             "просим считать")  # fmt: skip


def warn(release: Release, everything: str) -> tuple[Caution, ...]:
    """The warnings of a release, in a fixed order. `everything`: all of it, cut lines included."""
    if not everything.strip():
        return (Caution("nothing_but_media"),)
    shown = [release.headline] if release.headline else []
    shown += [text for block in release.blocks for text in _texts(block)]
    return tuple(_found(release, everything, shown))


def _found(release: Release, everything: str, shown: list[FormattedText]) -> Iterator[Caution]:
    folded = everything.casefold()
    yield from _of_headline(release.headline)
    if ad := _unlabelled(folded):
        yield Caution("ad_without_label", ad)
    if release.embargo:
        yield Caution("embargo", release.embargo.phrase[:_DETAIL])
    text = "\n".join(piece.text for piece in shown)
    if _ADULT.search(text):
        yield Caution("adult")
    for stretch in private(text):
        yield Caution("personal_data", stretch[:_DETAIL])
    for link in _insecure(text, shown):
        yield Caution("insecure_link", link[:_DETAIL])
    if any(hint in folded for hint in _CORRECTS) and (fixed := _CORRECTION.search(folded)):
        start, end = fixed.span(fixed.lastgroup or 0)
        told = everything if len(everything) == len(folded) else folded
        yield Caution("correction", " ".join(told[start:end].split())[:_DETAIL])


def _of_headline(headline: FormattedText | None) -> Iterator[Caution]:
    if headline is None:
        yield Caution("no_headline")
        return
    if len(headline.text) > LONG_HEADLINE:
        yield Caution("headline_long", headline.text[:_DETAIL])
    if shouts(headline.text):
        yield Caution("headline_caps", headline.text[:_DETAIL])


def _unlabelled(folded: str) -> str | None:
    """What sounds like an ad that does not say it is one."""
    labelled, numbered = _AD_LABEL.search(folded), _ERID.search(folded)
    if numbered and not labelled:
        return "erid"
    if labelled:
        return None
    sells = dict.fromkeys(match.group() for match in _SELLS.finditer(folded))
    if len(sells) < _ENOUGH:
        return None
    enough = _ENOUGH + len({match.group() for match in _PUBLIC.finditer(folded)})
    return ", ".join(sells) if len(sells) >= enough else None


def _insecure(text: str, shown: Iterable[FormattedText]) -> list[str]:
    found = _LINK.finditer(text) if "://" in text else ()
    links = [match.group().rstrip(".,;:!?)") for match in found]
    links += [
        entity.url
        for piece in shown
        for entity in piece.entities
        if entity.url and entity.url.casefold().startswith(("http://", "ftp://"))
    ]
    return list(dict.fromkeys(links))[:_MOST_LINKS]


def _texts(block: Block) -> list[FormattedText]:
    if isinstance(block, Table):
        return [cell for row in block.rows for cell in row]
    attribution = getattr(block, "attribution", None)
    return [block.text, attribution] if attribution else [block.text]

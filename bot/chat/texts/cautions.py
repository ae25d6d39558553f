"""What an editor is to check before a post goes out: on the card, as a question, as a «Да»."""

from __future__ import annotations

from datetime import datetime

from aiogram.utils.formatting import Text, TextLink, as_list
from aiogram.utils.i18n import gettext as _

from bot.chat.moments import date_text
from bot.chat.texts.cuts import short
from bot.domain.post import EDITABLE
from bot.domain.release import Caution, WarningCode
from bot.services.views import PostView

LONG_DETAIL = 120  # characters of a detail that are shown
PHONE_DIGITS = 11


def _plain(code: WarningCode) -> str:
    """A caution that needs no detail."""
    return {
        "no_headline": _("there is no headline"),
        "headline_long": _("the headline is over 200 characters"),
        "headline_caps": _("the headline is in capitals"),
        "headline_case": _("names may have lost their capitals in the headline"),
        "ad_without_label": _("it looks like advertising without its label"),
        "embargo": _("the release names an embargo"),
        "adult": _("18+ material"),
        "personal_data": _("it looks like personal data"),
        "insecure_link": _("a link without https"),
        "correction": _("the release corrects an earlier one"),
        "nothing_but_media": _("there is no text"),
        "near_duplicate": _("it is like an earlier post"),
    }.get(code, code)


def what(caution: Caution, view: PostView, now: datetime) -> Text:
    """What is to be checked, with its detail."""
    twin, zone = view.twin, view.channel.zone
    if caution.code == "near_duplicate" and twin:
        day = date_text(twin.at.astimezone(zone).date(), now.astimezone(zone).date())
        said = _("it is like № {number} of {day} ({percent} %)").format(
            number=twin.number, day=day, percent=twin.percent
        )
        return Text(TextLink(said, url=twin.link)) if twin.link else Text(said)
    said = _plain(caution.code)
    if caution.code in ("headline_caps", "headline_long", "near_duplicate") or not caution.detail:
        return Text(said)
    return Text(said, ": ", short(caution.detail, LONG_DETAIL))


def question(caution: Caution, view: PostView, now: datetime) -> Text:
    """The question before a post with this caution goes towards readers."""
    said = what(caution, view, now)
    return Text(f"№ {view.row.id}: ", said, ". ", _("Publish all the same?"))


def consent(caution: Caution) -> str:
    """The button that says «Да», and what it means."""
    if caution.code == "personal_data" and _is_phone(caution.detail):
        return _("Yes, this is an office phone")
    return {
        "no_headline": _("Yes, without a headline"),
        "headline_long": _("Yes, with the long headline"),
        "headline_caps": _("Yes, in capitals"),
        "headline_case": _("Yes, the names are right"),
        "ad_without_label": _("Yes, this is no advertising"),
        "adult": _("Yes, with 18+"),
        "personal_data": _("Yes, this may be published"),
        "insecure_link": _("Yes, the link is right"),
        "correction": _("Yes, publish the correction"),
        "nothing_but_media": _("Yes, without text"),
        "near_duplicate": _("Yes, this is no repetition"),
    }.get(caution.code, _("Yes, all the same"))


def kinds(view: PostView, now: datetime) -> Text:
    """The question what kind of correction the post above is, with what is to be checked."""
    copies = _("№ {number} will look like this in {channel}. What kind of correction is it?")
    asked = copies.format(number=view.row.id, channel=view.channel.title)
    found = [c for c in view.row.cautions if c.code != "near_duplicate"]
    lines = [Text("⚠️ ", what(caution, view, now)) for caution in found]
    return as_list(asked, *lines)


def caution_lines(view: PostView, now: datetime) -> list[Text]:
    """What a card says is to be checked, and what was."""
    row = view.row
    if row.status not in EDITABLE:
        return []
    waiting = row.unconfirmed
    return [
        Text("⚠️ ", _("Check:"), " ", what(caution, view, now), ".")
        if caution in waiting
        else Text("✅ ", _("Checked:"), " ", what(caution, view, now), ".")
        for caution in row.cautions
    ]


def _is_phone(detail: str) -> bool:
    digits = sum(letter.isdigit() for letter in detail)
    return digits == PHONE_DIGITS and detail.strip()[:1] in "+78("

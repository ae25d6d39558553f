"""RawRelease → Release."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from bot.domain import hashtags, limits
from bot.domain.errors import InputError
from bot.domain.release import Cut, CutReason, RawRelease, Release, Wishes
from bot.domain.text import FormattedText
from bot.parsing import body, facts, footer
from bot.parsing.clean import clean
from bot.parsing.headline import place_headline
from bot.parsing.kinds import Kind, classify, keep_one_source
from bot.parsing.lines import Line, read_lines
from bot.parsing.unglue import unglue
from bot.parsing.warnings import warn
from bot.parsing.wraps import unwrap

_REASONS: dict[Kind, CutReason] = {
    Kind.NOISE: "noise",
    Kind.DATE: "noise",
    Kind.AUTHOR: "noise",
    Kind.REPEATED: "repeated_headline",
    Kind.FOOTER: "footer",
    Kind.CONTACTS: "contacts",
}
_IGNORED = frozenset({*_REASONS, Kind.RUBRIC})


NO_WISHES = Wishes()
UTC = ZoneInfo("UTC")


def parse(raw: RawRelease, wishes: Wishes = NO_WISHES, zone: ZoneInfo = UTC) -> Release:
    """What the release says. Raises InputError where there is nothing, or too much, to read.

    `zone` is where times without a zone of their own are meant; days without a year are
    reckoned from `raw.received_at`.
    """
    if len(raw.text.text) > limits.RELEASE:
        raise InputError(
            "The release is longer than {limit} characters; send it in parts.",
            limit=limits.RELEASE,
        )
    text = clean(raw.text)
    if not text.text.strip():
        if not raw.media:
            raise InputError("The release has no text.")
        return Release(None, media=raw.media, warnings=warn("", None))
    lines = unwrap(unglue(read_lines(text)))
    kinds = classify(lines)
    if not raw.media and _IGNORED.issuperset(kinds):
        kinds = [Kind.BODY] * len(lines)  # the editor means what was sent, whatever it looks like
    place_headline(lines, kinds)
    keep_one_source(lines, kinds)
    gathered = _Gathered()
    for line, kind in zip(lines, kinds, strict=True):
        gathered.take(line, kind)
    release = gathered.release(raw, text.text)
    if wishes.rubric is not None:
        release = replace(release, rubric=wishes.rubric or None)
    return release


@dataclass(slots=True)
class _Gathered:
    """What the lines came to, one after another."""

    headline: FormattedText | None = None
    rubric: str | None = None
    source: str | None = None
    date: str | None = None
    credit: str | None = None
    age_mark: str | None = None
    tags: dict[str, str] = field(default_factory=dict)
    body: list[Line] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)

    def take(self, line: Line, kind: Kind) -> None:
        """Put the line where it belongs; nothing is lost on the way."""
        text = line.plain
        if kind in _REASONS:
            self.cuts.append(Cut(text, _REASONS[kind]))
        if kind is Kind.HEADLINE:
            self.headline = line.text
        elif kind is Kind.DATE:
            self.date = self.date or facts.date(text) or text
        elif kind is Kind.FOOTER:
            self.age_mark = self.age_mark or footer.age_mark(text)
        elif kind is Kind.HASHTAGS:
            for tag in filter(None, map(hashtags.hashtag, text.split("#"))):
                self.tags.setdefault(tag.casefold(), tag)
        elif kind is Kind.RUBRIC:
            self._add_rubric(facts.rubric(text) or text)
        elif kind is Kind.SOURCE:
            self.source = facts.source(text) or text
        elif kind is Kind.PHOTO:
            credit = facts.photo_credit(text) or text
            self.credit = f"{self.credit}; {credit}" if self.credit else credit
        elif kind is Kind.BODY:
            self.body.append(line)

    def _add_rubric(self, name: str) -> None:
        """The first rubric is the release's; others are hashtags."""
        tag = hashtags.hashtag(name)
        if self.rubric is None:
            self.rubric = name
        elif tag:
            self.tags.setdefault(tag.casefold(), tag)

    def release(self, raw: RawRelease, text: str) -> Release:
        """The release; what the post will not show is listed with the cuts."""
        blocks, promo = body.build(self.body)
        cuts = [*self.cuts, *promo]
        if self.credit and not raw.media:
            cuts.append(Cut(self.credit, "noise"))
        return Release(
            headline=self.headline,
            rubric=self.rubric,
            source=self.source,
            date=self.date,
            photo_credit=self.credit,
            blocks=tuple(blocks),
            hashtags=tuple(self.tags.values()),
            media=raw.media,
            age_mark=self.age_mark,
            cuts=tuple(cuts),
            warnings=warn(text, self.headline.text if self.headline else None),
        )

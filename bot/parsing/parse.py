"""RawRelease → Release."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from bot.domain import hashtags, limits
from bot.domain.errors import InputError
from bot.domain.release import Caution, Cut, CutReason, Embargo, RawRelease, Release, Table, Wishes
from bot.domain.text import FormattedText
from bot.parsing import body, facts, footer, letter
from bot.parsing.capitals import as_sentence, is_guessed
from bot.parsing.clean import clean
from bot.parsing.embargo import embargo_of
from bot.parsing.headline import place_headline
from bot.parsing.kinds import Kind, classify, keep_one_source
from bot.parsing.lines import Line, read_lines
from bot.parsing.unglue import unglue
from bot.parsing.warnings import warn
from bot.parsing.wraps import unwrap

_REASONS: dict[Kind, CutReason] = {
    Kind.NOISE: "noise",
    Kind.DATE: "noise",
    Kind.REPEATED: "repeated_headline",
    Kind.FOOTER: "footer",
    Kind.CONTACTS: "contacts",
    Kind.EMBARGO: "embargo",
}
_IGNORED = frozenset({*_REASONS, Kind.RUBRIC, Kind.AUTHOR})


_LETTER_HEAD = 12  # lines
NO_WISHES = Wishes()
UTC = ZoneInfo("UTC")


def parse(raw: RawRelease, wishes: Wishes = NO_WISHES, zone: ZoneInfo = UTC) -> Release:
    """What the release says. Raises InputError where there is nothing, or too much, to read.

    `zone` is where times without a zone of their own are meant; days without a year are
    reckoned from `raw.received_at`.
    """
    text = clean(raw.text)
    if not text.text.strip():
        if not raw.media:
            raise InputError("The release has no text.")
        nothing = Release(None, media=raw.media)
        return replace(_as_wished(nothing, wishes), warnings=warn(nothing, ""))
    lines = read_lines(text)
    if len(lines) > limits.LINES:
        raise InputError(
            "The release has more than {limit} lines; send it in parts.", limit=limits.LINES
        )
    lines = unglue(unwrap(lines))
    kinds = classify(lines)
    if not raw.media and _IGNORED.issuperset(kinds):
        kinds = [Kind.BODY] * len(lines)  # the editor means what was sent, whatever it looks like
    gathered = _Gathered(wishes)
    if place_headline(lines, kinds) is None:
        gathered.headline = _subject(lines, kinds)
    keep_one_source(lines, kinds)
    for line, kind in zip(lines, kinds, strict=True):
        if kind is Kind.EMBARGO:
            gathered.hold(embargo_of(line.plain, raw.received_at, zone))
        gathered.take(line, kind)
    release = _as_wished(gathered.release(raw), wishes)
    guessed = _guess(release, wishes)
    return replace(release, warnings=(*guessed, *warn(release, text.text)))


def _subject(lines: list[Line], kinds: list[Kind]) -> FormattedText | None:
    """The subject of the letter that a release without a headline came in."""
    for number, (line, kind) in enumerate(zip(lines[:_LETTER_HEAD], kinds, strict=False)):
        said = letter.subject(line.plain) if kind in {Kind.NOISE, Kind.RUBRIC} else None
        if said:
            kinds[number] = Kind.NOISE
            return FormattedText(said)
    return None


def _as_wished(release: Release, wishes: Wishes) -> Release:
    """The release with the headline, the rubric and the source that its editor wants."""
    if wishes.rubric is not None:
        release = replace(release, rubric=wishes.rubric or None)
    if wishes.source is not None:
        release = replace(release, source=wishes.source or None)
    if wishes.headline is not None:
        release = replace(release, headline=FormattedText(wishes.headline))
    if wishes.normal_case and release.headline:
        release = replace(release, headline=as_sentence(release.headline, _told(release)))
    return release


def _guess(release: Release, wishes: Wishes) -> tuple[Caution, ...]:
    """A headline whose capitals were taken away may have lost those of a name."""
    said = release.headline.text if release.headline else ""
    if not wishes.normal_case or not is_guessed(said, _told(release)):
        return ()
    return (Caution("headline_case", said),)


def _told(release: Release) -> str:
    return "\n".join(b.text.text for b in release.blocks if not isinstance(b, Table))


@dataclass(slots=True)
class _Gathered:
    """What the lines came to, one after another."""

    wishes: Wishes
    headline: FormattedText | None = None
    subtitle: FormattedText | None = None
    rubric: str | None = None
    source: str | None = None
    date: str | None = None
    byline: str | None = None
    embargo: Embargo | None = None
    credit: str | None = None
    age_mark: str | None = None
    tags: dict[str, str] = field(default_factory=dict)
    body: list[Line] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)

    def take(self, line: Line, kind: Kind) -> None:
        """Put the line where it belongs; nothing is lost on the way."""
        text = line.plain
        if kind in _REASONS and text in self.wishes.keep:
            kind = Kind.BODY
        if kind in _REASONS:
            self.cuts.append(Cut(text, _REASONS[kind]))
        if kind is Kind.HEADLINE:
            self.headline = line.text
        elif kind is Kind.SUBTITLE:
            self.subtitle = line.text
        elif kind is Kind.DATE:
            self.date = self.date or facts.day(text)
        elif kind is Kind.AUTHOR:
            said = text.rstrip(" .")
            self.byline = f"{self.byline}; {said}" if self.byline else said
        elif kind is Kind.FOOTER:
            self.age_mark = self.age_mark or footer.age_mark(text)
        elif kind is Kind.HASHTAGS:
            for tag in filter(None, map(hashtags.hashtag, text.split("#"))):
                self.tags.setdefault(tag.casefold(), tag)
        elif kind is Kind.RUBRIC:
            for name in (facts.rubric(text) or text).split(","):
                self._add_rubric(name.strip())
        elif kind is Kind.SOURCE:
            self.source = facts.source(text) or text
        elif kind is Kind.PHOTO:
            credit = facts.photo_credit(text) or text
            self.credit = f"{self.credit}; {credit}" if self.credit else credit
        elif kind is Kind.BODY:
            self.date = self.date or (None if self.body else facts.dateline(text))
            self.body.append(line)

    def _add_rubric(self, name: str) -> None:
        """The first rubric is the release's; others are hashtags."""
        tag = hashtags.hashtag(name)
        if self.rubric is None:
            self.rubric = name
        elif tag:
            self.tags.setdefault(tag.casefold(), tag)

    def hold(self, embargo: Embargo) -> None:
        """Notes an embargo; the latest time of several counts."""
        known = self.embargo
        later = known is None or (
            embargo.until is not None and (known.until is None or known.until < embargo.until)
        )
        self.embargo = embargo if later else known

    def _wanted(self) -> list[str]:
        """What an editor wants back that stands in no line of the body: a credit, a hashtag."""
        return [
            text for text in self.wishes.keep if not any(text in line.plain for line in self.body)
        ]

    def release(self, raw: RawRelease) -> Release:
        """The release; what the post will not show is listed with the cuts."""
        self.body += [Line(FormattedText(text), gap=True) for text in self._wanted()]
        blocks, promo = body.build(self.body, self.wishes.keep)
        cuts = [*self.cuts, *promo]
        return Release(
            headline=self.headline,
            subtitle=self.subtitle,
            rubric=self.rubric,
            source=self.source,
            date=self.date,
            byline=self.byline,
            photo_credit=self.credit,
            blocks=tuple(blocks),
            hashtags=tuple(self.tags.values()),
            media=raw.media,
            age_mark=self.age_mark,
            embargo=self.embargo,
            cuts=tuple(cuts),
        )

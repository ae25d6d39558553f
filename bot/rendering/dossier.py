"""Everything about a post as one file: what came in, what was made of it, who did what."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from bot.domain.text import EMPTY, FormattedText
from bot.rendering.difference import difference
from bot.rendering.page import formatted, link, page, preformatted, safe


@dataclass(frozen=True, slots=True)
class Source:
    """What arrived: the text, names of its files, and from where."""

    at: datetime
    who: str
    text: FormattedText
    origin: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """The post as it stood; `why` says what was done to it."""

    number: int
    at: datetime
    who: str
    text: FormattedText
    why: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """What somebody decided about a version; `fingerprint` is of exactly what was shown."""

    at: datetime
    who: str
    verdict: str
    version: int
    reason: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A call to Telegram; `part` and `number` count from 1, no `outcome` means still open."""

    at: datetime
    part: int
    number: int
    outcome: str | None = None
    finished_at: datetime | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A message in a channel; `note` for what became of it since, as "deleted"."""

    at: datetime
    channel: str
    message_id: int
    part: int
    link: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A change after publishing, and the line that readers saw about it, if any."""

    at: datetime
    who: str
    kind: str
    before: FormattedText = EMPTY
    after: FormattedText = EMPTY
    line: str = ""


@dataclass(frozen=True, slots=True)
class Errand:
    """A change to what is published: until `done_at` it is still to be made, or `error` tells
    why it was given up.
    """

    at: datetime
    who: str
    kind: str
    due_at: datetime
    done_at: datetime | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """An entry of the log; JSON in `before` and `after` is laid out."""

    number: int
    at: datetime
    who: str
    what: str
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of it, in order of time. Instants are aware and shown in `zone`.

    `facts` are further lines of the head, label and value. `log_head` is the number of entries
    and the hash of the newest one, by which the log can be checked.
    """

    number: int
    title: str
    zone: tzinfo
    made_at: datetime
    facts: tuple[tuple[str, str], ...] = ()
    sources: tuple[Source, ...] = ()
    versions: tuple[Version, ...] = ()
    approvals: tuple[Approval, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    messages: tuple[Message, ...] = ()
    corrections: tuple[Correction, ...] = ()
    acts: tuple[Act, ...] = ()
    log_head: tuple[int, str] | None = None
    errands: tuple[Errand, ...] = ()


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of the page in the reader's language.

    `names` translates codes: acts, outcomes, verdicts, kinds of correction and of entities.
    """

    language: str = "en"
    dossier: str = "Post № {number}"
    sources: str = "Source"
    versions: str = "Versions"
    approvals: str = "Approvals"
    attempts: str = "Attempts to publish"
    messages: str = "Messages"
    corrections: str = "Corrections"
    errands: str = "After publishing"
    log: str = "Log"
    version: str = "version {number}"
    whole: str = "Whole text"
    unchanged: str = "The text is the same."
    attempt: str = "part {part}, attempt {number}"
    open: str = "not finished"
    message: str = "message {number}, part {part}"
    fingerprint: str = "fingerprint"
    due: str = "due {time}"
    done: str = "done {time}"
    before: str = "Before"
    after: str = "After"
    files: str = "Files"
    nothing: str = "Nothing."
    made: str = "Made {time}, times are of {zone}."
    chain: str = "The log had {count} entries then; its head was {head}."
    names: Mapping[str, str] = field(default_factory=dict)

    def name(self, code: str) -> str:
        """The reader's word for a code."""
        return self.names.get(code, code)


def dossier(data: Dossier, labels: Labels = Labels()) -> bytes:
    """The page as HTML in UTF-8; it loads nothing, and nothing of the texts runs in it."""
    heading = labels.dossier.format(number=data.number)
    return page(f"{heading}. {data.title}", labels.language, _Writer(data, labels).body(heading))


class _Writer:
    def __init__(self, data: Dossier, labels: Labels) -> None:
        self._data = data
        self._labels = labels

    def body(self, heading: str) -> Iterator[str]:
        data, labels = self._data, self._labels
        yield f'<header><p class="meta">{safe(heading)}</p><h1>{safe(data.title)}</h1>'
        facts = "".join(
            f"<dt>{safe(name)}</dt><dd>{safe(value)}</dd>" for name, value in data.facts
        )
        yield f"<dl>{facts}</dl></header>" if facts else "</header>"
        for title, entries in (
            (labels.sources, map(self._source, data.sources)),
            (labels.versions, self._versions()),
            (labels.approvals, map(self._approval, data.approvals)),
            (labels.attempts, map(self._attempt, data.attempts)),
            (labels.messages, map(self._message, data.messages)),
            (labels.corrections, map(self._correction, data.corrections)),
            (labels.errands, map(self._errand, data.errands)),
            (labels.log, map(self._act, data.acts)),
        ):
            yield from self._section(title, entries)
        yield f"<footer><p>{safe(self._made())}</p>"
        if data.log_head:
            count, head = data.log_head
            yield f"<p>{safe(labels.chain.format(count=count, head=head))}</p>"
        yield "</footer>"

    def _section(self, title: str, entries: Iterable[str]) -> Iterator[str]:
        yield f"<section><h2>{safe(title)}</h2>"
        found = [f"<article>{entry}</article>" for entry in entries]
        yield from found or [f'<p class="none">{safe(self._labels.nothing)}</p>']
        yield "</section>"

    def _source(self, source: Source) -> str:
        files = f"{self._labels.files}: {', '.join(source.files)}" if source.files else ""
        return self._meta(source.at, source.who, source.origin, files) + formatted(source.text)

    def _versions(self) -> Iterator[str]:
        before: Version | None = None
        for version in self._data.versions:
            number = self._labels.version.format(number=version.number)
            meta = self._meta(version.at, version.who, number, version.why)
            if before is None:
                yield meta + formatted(version.text)
            else:
                yield meta + self._changes(before.text, version.text)
            before = version

    def _approval(self, approval: Approval) -> str:
        version = self._labels.version.format(number=approval.version)
        verdict = f"{self._labels.name(approval.verdict)}, {version}"
        meta = self._meta(approval.at, approval.who, verdict, approval.reason)
        if not approval.fingerprint:
            return meta
        label = safe(self._labels.fingerprint)
        return f'{meta}<p class="meta">{label} <code>{safe(approval.fingerprint)}</code></p>'

    def _attempt(self, attempt: Attempt) -> str:
        what = self._labels.attempt.format(part=attempt.part, number=attempt.number)
        outcome = self._labels.name(attempt.outcome) if attempt.outcome else self._labels.open
        ended = self._time(attempt.finished_at) if attempt.finished_at else ""
        return self._meta(attempt.at, "", what, outcome, ended, attempt.detail)

    def _message(self, message: Message) -> str:
        what = self._labels.message.format(number=message.message_id, part=message.part)
        meta = self._meta(message.at, message.channel, what, message.note)
        return meta + (f"<p>{link(message.link, message.link)}</p>" if message.link else "")

    def _correction(self, correction: Correction) -> str:
        kind = self._labels.name(correction.kind)
        meta = self._meta(correction.at, correction.who, kind, correction.line)
        if not correction.before and not correction.after:
            return meta
        return meta + self._changes(correction.before, correction.after)

    def _errand(self, errand: Errand) -> str:
        kind = self._labels.name(errand.kind)
        due = self._labels.due.format(time=self._time(errand.due_at))
        done = errand.done_at and self._labels.done.format(time=self._time(errand.done_at))
        return self._meta(errand.at, errand.who, kind, due, done or "", errand.error)

    def _act(self, act: Act) -> str:
        meta = self._meta(act.at, act.who, self._labels.name(act.what), f"№ {act.number}")
        labels = self._labels
        sides = ((labels.before, act.before), (labels.after, act.after))
        said = (
            f'<p class="meta">{safe(label)}</p>{preformatted(_laid_out(value))}'
            for label, value in sides
            if value is not None
        )
        return meta + "".join(said)

    def _changes(self, before: FormattedText, after: FormattedText) -> str:
        found = difference(before, after, self._labels.names)
        if not found:
            return f"<p>{safe(self._labels.unchanged)}</p>"
        whole = f"<summary>{safe(self._labels.whole)}</summary>{formatted(after)}"
        return f"{formatted(found)}<details>{whole}</details>"

    def _meta(self, at: datetime, who: str, *what: str) -> str:
        said = "".join(f" · {safe(each)}" for each in what if each)
        name = f" <b>{safe(who)}</b>" if who else ""
        iso = at.astimezone(self._data.zone).isoformat(timespec="seconds")
        return f'<p class="meta"><time datetime="{iso}">{self._time(at)}</time>{name}{said}</p>'

    def _time(self, at: datetime) -> str:
        return f"{at.astimezone(self._data.zone):%d.%m.%Y %H:%M:%S}"

    def _made(self) -> str:
        time = self._time(self._data.made_at)
        return self._labels.made.format(time=time, zone=self._data.zone)


def _laid_out(value: str) -> str:
    """JSON of several values line by line; any other text as it is."""
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):  # a text of brackets only is no reason to fail
        return value
    if not isinstance(found, dict | list):
        return value
    return json.dumps(found, ensure_ascii=False, indent=2)
